"""Recording what a session did: outcome, note and memo, typed and saved by script or by button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from meetings.actions import handlings
from meetings.forms.recording import MemoForm, OutcomeForm
from meetings.models import Handling, PointMemo
from meetings.sessions.recording import Worked
from meetings.views.sessions.recording import back, made, matter_of, page, point_of
from workflow import history
from workflow.doors import person, status_of
from workflow.machine import RefusalKind, Refused


@login_required
@require_POST
def save(request: HttpRequest, pk: int, handling: int) -> HttpResponse:
    """Outcome and note of one matter. Sent by itself while a person types, or by the button."""
    found = matter_of(request, pk, handling)
    form = OutcomeForm(request.POST, auto_id=f"h{found.pk}-%s")
    return _save(
        request,
        found,
        "outcome",
        form,
        lambda data: handlings.record(found, by=person(request), **data).version,
    )


@login_required
@require_POST
def memo(request: HttpRequest, pk: int, handling: int) -> HttpResponse:
    """The summary of a point, as this session leaves it."""
    found = matter_of(request, pk, handling)
    form = MemoForm(request.POST, auto_id=f"m{found.pk}-%s")
    point, meeting = point_of(found), found.meeting
    return _save(
        request,
        found,
        "memo",
        form,
        lambda data: (
            handlings.write_memo(point, by=person(request), meeting=meeting, **data).version
        ),
    )


def _save(
    request: HttpRequest,
    handling: Handling,
    part: str,
    form: forms.Form,
    move: Callable[[dict[str, Any]], int],
) -> HttpResponse:
    """Save a text; by script the answer is one line with the new version, else the page."""
    try:
        version = made(form, move)
    except Refused as refused:
        if refused.decision.refusal is RefusalKind.FORBIDDEN:
            raise
        status, reason = status_of(refused), refused.decision.reason
        conflict = _conflict(handling, part, form)
        if _by_script(request):
            context = {"reason": reason, "conflict": conflict}
            return render(request, "meetings/sessions/unsaved.html", context, status=status)
        worked = Worked(handling.pk, part, {part: form}, conflict=conflict, trouble=reason)
        return page(request, handling.meeting, worked=worked, status=status)
    if _by_script(request):
        saved = {"version": version, "at": timezone.localtime()}
        return render(request, "meetings/sessions/saved.html", saved)
    messages.success(request, f"「{handling}」の記録を保存しました。")
    return back(request, handling)


def _conflict(handling: Handling, part: str, form: forms.Form) -> dict[str, Any] | None:
    """What stands there now, who wrote it, and the version to write over; None: nobody was
    faster."""
    fresh: Handling | PointMemo | None
    if part == "memo":
        fresh = PointMemo.objects.filter(point=handling.point, meeting=handling.meeting).first()
    else:
        fresh = Handling.objects.get(pk=handling.pk)
    if fresh is None or form.cleaned_data.get("version") == fresh.version:
        return None
    latest = history.entries_of(fresh).last()
    theirs = fresh.text if isinstance(fresh, PointMemo) else fresh.note
    outcome = "" if isinstance(fresh, PointMemo) else fresh.get_status_display()
    mine = form.cleaned_data.get("text" if part == "memo" else "note", "")
    return {
        "version": fresh.version,
        "theirs": theirs,
        "mine": mine,
        "outcome": outcome,
        "latest": latest,
        "place": handling.get_absolute_url(),
    }


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Autosave") == "1"
