"""Mending the speeches on the page where what was read is confirmed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from meetings.actions import imports
from meetings.actions.corrected import with_repair, without_last_repair
from meetings.forms import repairing
from meetings.forms.preview import Preview
from meetings.minutes.repairing.moves import CannotBeRepaired
from meetings.models import MinutesImport
from meetings.views.minutes import preview as page
from workflow.doors import person, version_of
from workflow.machine import Refused

ELSEWHERE = "一覧にない人を加える前に、印の付いた欄を直してください。"


@login_required
@require_POST
def repair(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a speech (`repair=open:7`), divide it (`split:7:120`, `cursor:7`), put it behind the one
    before it (`join:7`), say who speaks (`speaker:7`, `speakers:7` for all of its label), or take
    the last repair back (`undo`). All that was typed on the page is kept with it,
    as soon as it is whole."""
    minutes_import = page.ready_import(request, pk)
    asked = repairing.asked(
        request.POST.get("repair", ""), request.POST.get(repairing.AT_CURSOR, "")
    )
    preview = Preview(minutes_import, request.POST)
    version = version_of(request) or 0
    if asked is None:
        reason = "分けるところを選んでください。"
        return page.show(
            request, minutes_import, preview, status=422, reason=reason, version=version
        )
    if asked.verb == "open":
        opened = repairing.panel(preview.read, preview, asked.speech)
        return page.show(request, minutes_import, preview, panel=opened, version=version)
    form, whole = None, preview.is_valid()
    if asked.verb in ("speaker", "speakers"):
        form = repairing.SpeakerOfSpeechForm(request.POST, people=repairing.names_of(preview))
        if not form.is_valid():
            return _again(request, minutes_import, preview, asked, form)
        if form.new_person() and not whole:
            return _again(request, minutes_import, preview, asked, form, reason=ELSEWHERE)
    try:
        typed = preview.corrections() if whole else dict(minutes_import.corrections)
        corrections = _repaired(minutes_import, preview, asked, form, typed)
        imports.correct(
            minutes_import, by=person(request), corrections=corrections, version=version
        )
    except CannotBeRepaired as problem:
        return _again(request, minutes_import, preview, asked, form, reason=str(problem))
    except Refused as refused:
        return page.refused(request, minutes_import, preview, refused)
    if not whole:
        return _unfinished(request, minutes_import.pk, asked, corrections)
    return _done(request, minutes_import, asked, corrections)


def _repaired(
    minutes_import: MinutesImport,
    preview: Preview,
    asked: repairing.Asked,
    form: repairing.SpeakerOfSpeechForm | None,
    typed: dict[str, Any],
) -> dict[str, Any]:
    """The corrections with this repair. Raises CannotBeRepaired."""
    if asked.verb == "undo":
        return without_last_repair(typed)
    move: dict[str, Any] = {"do": asked.verb, "speech": asked.speech}
    if asked.verb == "split":
        move["at"] = asked.at
    new = None
    if form is not None:
        move["name"], new = form.chosen, form.new_person()
        move["label"] = preview.read.label_of(asked.speech)
    return with_repair(minutes_import.reading, typed, move, person=new)


def _done(
    request: HttpRequest,
    minutes_import: MinutesImport,
    asked: repairing.Asked,
    corrections: dict[str, Any],
) -> HttpResponseRedirect:
    if asked.verb == "undo":
        messages.success(request, "最後の直しを元に戻しました。")
        return redirect(f"{minutes_import.get_absolute_url()}#repairs")
    messages.success(request, corrections["repairs"][-1]["words"])
    number = _next(asked)
    return redirect(f"{minutes_import.get_absolute_url()}?speech={number}#speech-{number}")


def _next(asked: repairing.Asked) -> int:
    """The speech to open: after dividing, who speaks from there on is asked."""
    return asked.speech + {"split": 1, "join": -1}.get(asked.verb, 0)


def _unfinished(
    request: HttpRequest, pk: int, asked: repairing.Asked, corrections: dict[str, Any]
) -> HttpResponse:
    """The page after a repair while a field is not whole: the repair is kept, and what was typed
    stays on the page, for it cannot be kept yet."""
    mended = page.ready_import(request, pk)
    last = (corrections["repairs"] or [{}])[-1]
    chosen = (last["label"], last["name"]) if asked.verb == "speakers" else None
    data = repairing.carried_over(request.POST, Preview(mended), chosen)
    preview = Preview(mended, data)
    opened = repairing.panel(preview.read, preview, _next(asked))
    return page.show(request, mended, preview, panel=opened)


def _again(
    request: HttpRequest,
    minutes_import: MinutesImport,
    preview: Preview,
    asked: repairing.Asked,
    form: repairing.SpeakerOfSpeechForm | None = None,
    *,
    reason: str = "",
) -> HttpResponse:
    """The page with the speech open, and what hinders."""
    return page.show(
        request,
        minutes_import,
        preview,
        status=422,
        panel=repairing.panel(preview.read, preview, asked.speech, form),
        reason=reason,
        version=version_of(request) or 0,
    )
