"""Recording what a session did: moves made from a card."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from meetings.actions import handlings
from meetings.forms.recording import DecisionForm, QuoteForm, SettlingForm, StepForm
from meetings.models import Handling
from meetings.sessions import recording
from meetings.sessions.recording import Worked
from meetings.views.sessions.recording import (
    WHAT,
    back,
    made,
    matter_of,
    page,
    point_of,
)
from meetings.views.team import meeting_for_team
from workflow.doors import person, place_to_return, status_of
from workflow.machine import RefusalKind, Refused


@login_required
@require_POST
def move(request: HttpRequest, pk: int, handling: int) -> HttpResponse:
    """Move a point on, effective at the session."""
    found = matter_of(request, pk, handling)
    point_of(found)
    form = StepForm(request.POST, auto_id=f"x{found.pk}-%s")
    return _act(
        request,
        found,
        "step",
        form,
        lambda data: handlings.move_point(
            found, data["verb"], by=person(request), reason=data["reason"]
        ),
    )


@login_required
@require_POST
def settle(request: HttpRequest, pk: int, handling: int) -> HttpResponse:
    """Settle a request, effective at the session."""
    found = matter_of(request, pk, handling)
    if found.local_request is None:
        raise Http404
    form = SettlingForm(request.POST, auto_id=f"x{found.pk}-%s")
    return _act(
        request,
        found,
        "settle",
        form,
        lambda data: handlings.settle_request(found, by=person(request), **data),
    )


@login_required
@require_POST
def decide(request: HttpRequest, pk: int, handling: int) -> HttpResponse:
    """Write down what was decided on one matter."""
    found = matter_of(request, pk, handling)
    form = DecisionForm(request.POST, auto_id=f"d{found.pk}-%s")
    return _act(
        request,
        found,
        "decide",
        form,
        lambda data: handlings.decide(
            found.meeting, by=person(request), handling=found, text=data["text"]
        ),
    )


@login_required
@require_POST
def quote(request: HttpRequest, pk: int, handling: int) -> HttpResponse:
    """Say which words of the minutes belong to the matter."""
    found = matter_of(request, pk, handling)
    offered = recording.offered_passages(found, actor=request.user)
    form = QuoteForm(request.POST, offered=offered)
    return _act(
        request,
        found,
        "quote",
        form,
        lambda data: handlings.quote(found, by=person(request), passages=data["passages"]),
    )


def _act(
    request: HttpRequest,
    handling: Handling,
    part: str,
    form: forms.Form,
    move: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """Make a move from a card: by htmx the card's lower part comes back, with what was typed and
    the reason where it was refused; else the page."""
    try:
        made(form, move)
    except Refused as refused:
        if refused.decision.refusal is RefusalKind.FORBIDDEN:
            raise
        worked = Worked(handling.pk, part, {part: form}, trouble=refused.decision.reason)
        if request.htmx:  # type: ignore[attr-defined]
            return _lower_part(request, handling, worked, status=status_of(refused))
        fresh = meeting_for_team(request, handling.meeting_id, WHAT)
        return page(request, fresh, worked=worked, status=status_of(refused))
    if not request.htmx:  # type: ignore[attr-defined]
        messages.success(request, f"「{handling}」の記録を保存しました。")
        return back(request, handling)
    worked = Worked(handling.pk, part, version_before=handling.version)
    return _lower_part(request, handling, worked)


def _lower_part(
    request: HttpRequest, handling: Handling, worked: Worked, *, status: int = 200
) -> HttpResponse:
    card = recording.card(handling, actor=request.user, worked=worked)
    context = {
        "card": card,
        "meeting": card.handling.meeting,
        "recordable": True,
        "back": place_to_return(request),
    }
    response = render(request, "meetings/sessions/more.html", context, status=status)
    # A refusal stands in the card too, not on top of the page.
    response["HX-Retarget"] = response["HX-Reselect"] = f"#more-{handling.pk}"
    response["HX-Reswap"] = "outerHTML show:none"
    return response
