"""Recording what a session did: the page with all cards, and general decisions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from issues.models import DiscussionPoint
from meetings.actions import handlings
from meetings.forms.recording import DecisionForm
from meetings.models import Handling, Meeting, SessionDecision
from meetings.sessions import recording
from meetings.sessions.recording import Worked
from meetings.transitions import MEETING
from meetings.views.team import meeting_for_team
from workflow.doors import person, place_to_return, refuse_others, status_of
from workflow.machine import Decision, RefusalKind, Refused

WHAT = "会合の記録"
T = TypeVar("T")


@login_required
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """All cards; for the working team to read."""
    return page(request, meeting_for_team(request, pk, WHAT))


@login_required
@require_POST
def decide_generally(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what the session decided as a whole."""
    meeting = recorded_meeting(request, pk)
    form = DecisionForm(request.POST, auto_id="general-%s")
    if form.is_valid():
        try:
            handlings.decide(meeting, by=person(request), text=form.cleaned_data["text"])
        except Refused as refused:
            form.add_error(None, refused.decision.reason)
            return page(request, meeting, general=form, status=status_of(refused))
        messages.success(request, "決定を記録しました。")
        return redirect(f"{reverse('meetings:record', args=(pk,))}#decisions")
    return page(request, meeting, general=form, status=422)


@login_required
@require_POST
def take_back(request: HttpRequest, pk: int, decision: int) -> HttpResponse:
    """Strike a decision written down by mistake; the history keeps its words."""
    meeting = recorded_meeting(request, pk)
    found = get_object_or_404(SessionDecision, meeting=meeting, pk=decision)
    place = f"handling-{found.handling_id}" if found.handling_id else "decisions"
    handlings.take_back(found, by=person(request))
    messages.success(request, "決定の記録を取り消しました。")
    return redirect(f"{reverse('meetings:record', args=(pk,))}#{place}")


def page(
    request: HttpRequest,
    meeting: Meeting,
    *,
    worked: Worked | None = None,
    general: DecisionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page with all cards. `worked`: the one just worked on; `general`: the form that was
    refused."""
    cards = recording.cards(meeting, actor=request.user, worked=worked)
    context = {
        "meeting": meeting,
        "cards": cards,
        "recorded": sum(card.is_recorded for card in cards),
        "recordable": bool(MEETING.decide("record", request.user, meeting)),
        "general": general or DecisionForm(auto_id="general-%s"),
        "decisions": recording.general_decisions(meeting),
        "back": place_to_return(request),
    }
    return render(request, "meetings/sessions/record.html", context, status=status)


def recorded_meeting(request: HttpRequest, pk: int) -> Meeting:
    """The session, for somebody who may record it now; others are refused."""
    meeting = meeting_for_team(request, pk, WHAT)
    refuse_others(MEETING, "record", person(request), meeting)
    return meeting


def matter_of(request: HttpRequest, pk: int, key: int) -> Handling:
    """One matter of a session that the person may record now."""
    meeting = recorded_meeting(request, pk)
    visible = Handling.objects.filter(meeting=meeting).visible_to(request.user)
    return get_object_or_404(
        visible.select_related("meeting__body", "local_request", "point"), pk=key
    )


def point_of(handling: Handling) -> DiscussionPoint:
    """The point that is the matter; 404 for a request's card."""
    if handling.point is None:
        raise Http404
    return handling.point


def back(request: HttpRequest, handling: Handling) -> HttpResponse:
    """To the card; where the page came from is kept."""
    address = handling.get_absolute_url()
    if came_from := place_to_return(request):
        page_, _, place = address.partition("#")
        address = f"{page_}?{urlencode({'next': came_from})}#{place}"
    return redirect(address)


def made(form: forms.Form, move: Callable[[dict[str, Any]], T]) -> T:
    """Make a move with what the form holds. Raises `Refused` as the move does, and with what is
    wrong, on one line, where the form cannot be read."""
    if not form.is_valid():
        reason = "　".join(str(error) for errors in form.errors.values() for error in errors)
        raise Refused(Decision(RefusalKind.INCOMPLETE, reason))
    return move(form.cleaned_data)
