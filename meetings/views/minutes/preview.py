"""Correcting what was read, and saving it as a meeting."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from issues.forums import chosen_forum
from japan.numbers import whole_number
from meetings.actions import imports, saving
from meetings.actions.reanchoring import Report
from meetings.enums import ImportStatus
from meetings.forms.differences import differences
from meetings.forms.fields import official_names
from meetings.forms.preview import Preview, with_another_row
from meetings.forms.repairing import panel
from meetings.models import Meeting, MinutesImport
from meetings.sessions import receiving
from meetings.transitions import MEETING, MINUTES_IMPORT
from workflow import history
from workflow.doors import person, refuse_unless, status_of, version_of
from workflow.machine import Decision, Refused

PAGE = "meetings/imports/preview.html"


def show(
    request: HttpRequest,
    minutes_import: MinutesImport,
    preview: Preview | None = None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page with everything that was read; `preview` holds what was typed so far."""
    preview = preview or Preview(minutes_import)
    speech = whole_number(request.GET.get("speech", ""))
    forum, existing = chosen_forum.forum_of(request), None
    if minutes_import.meeting is None:
        existing = receiving.proposed_meeting(preview.facts_as_typed())
    context = {
        "minutes_import": minutes_import,
        "preview": preview,
        "reading": minutes_import.reading,
        "read": preview.read,
        "suggested": preview.read.suggestions(),
        "panel": panel(preview.read, preview, speech),
        "version": minutes_import.version,
        "existing": existing,
        "receive": _receive(request, existing),
        "bodies": preview.bodies_of(forum),
        "organizations": _organizations(),
        "forum": forum,
        **more,
    }
    return render(request, PAGE, context, status=status)


def _receive(request: HttpRequest, existing: Meeting | None) -> Decision | None:
    if existing is None:
        return None
    return MEETING.decide(receiving.verb_for(existing), request.user, existing)


@lru_cache(maxsize=1)
def _organizations() -> list[str]:
    return official_names()


def ready_import(request: HttpRequest, pk: int) -> MinutesImport:
    """The import, where it waits for a person to confirm it. Refuses whoever may not, and an
    import that was saved or given up."""
    refuse_unless(MINUTES_IMPORT.decide("hand_in", request.user, MinutesImport()))
    visible = MinutesImport.objects.visible_to(request.user)
    minutes_import = get_object_or_404(visible.select_related("source", "meeting__body"), pk=pk)
    if minutes_import.status != ImportStatus.READY:
        refuse_unless(MINUTES_IMPORT.decide("save", request.user, minutes_import))
    return minutes_import


@login_required
@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Save, keep for later (`do=draft`), or give one more line for an attendee (`do=add`)."""
    minutes_import = ready_import(request, pk)
    if request.POST.get("do") == "add":
        preview = Preview(minutes_import, with_another_row(request.POST))
        return show(request, minutes_import, preview, added=True, version=_version(request))
    preview = Preview(minutes_import, request.POST)
    if not preview.is_valid():
        return show(request, minutes_import, preview, status=422, version=_version(request))
    move = _keep if request.POST.get("do") == "draft" else _save
    try:
        return move(request, minutes_import, preview.corrections())
    except Refused as problem:
        return refused(request, minutes_import, preview, problem)


def _version(request: HttpRequest) -> int:
    return version_of(request) or 0


def _keep(
    request: HttpRequest, minutes_import: MinutesImport, corrections: dict[str, Any]
) -> HttpResponse:
    imports.correct(
        minutes_import, by=person(request), corrections=corrections, version=_version(request)
    )
    messages.success(request, "途中までの修正を保存しました。続きは、ほかの人も直せます。")
    return redirect(minutes_import)


def _save(
    request: HttpRequest, minutes_import: MinutesImport, corrections: dict[str, Any]
) -> HttpResponse:
    edition_of = None
    if chosen := request.POST.get("edition_of"):
        meetings = Meeting.objects.visible_to(request.user)
        edition_of = get_object_or_404(meetings, pk=whole_number(chosen) or 0)
    meeting, report = saving.save(
        minutes_import,
        by=person(request),
        version=_version(request),
        corrections=corrections,
        edition_of=edition_of,
        forum=chosen_forum.forum_of(request),
    )
    return _saved(request, meeting, report)


def _saved(request: HttpRequest, meeting: Meeting, report: Report) -> HttpResponseRedirect:
    if any(report.counts.values()):
        messages.success(request, f"「{meeting}」の訂正版を取り込みました。")
        return redirect("meetings:anchors", pk=meeting.pk)
    review = reverse("meetings:review", args=(meeting.pk,))
    messages.success(
        request,
        format_html(
            '「{}」を取り込みました。次は、<a href="{}">要望の候補を確かめてください</a>。',
            meeting,
            review,
        ),
    )
    return redirect(meeting)


def refused(
    request: HttpRequest, minutes_import: MinutesImport, preview: Preview, problem: Refused
) -> HttpResponse:
    """The page again, with the reason, all that was typed, and what somebody else wrote."""
    fresh = MinutesImport.objects.select_related("source", "meeting").get(pk=minutes_import.pk)
    if fresh.status != ImportStatus.READY:
        raise problem
    more: dict[str, Any] = {"reason": problem.decision.reason}
    if fresh.version != _version(request):
        theirs = Preview(fresh).lines()
        more["differences"] = differences(theirs=theirs, mine=preview.lines())
        more["latest"] = history.entries_of(fresh).last()
    return show(request, fresh, preview, status=status_of(problem), **more)
