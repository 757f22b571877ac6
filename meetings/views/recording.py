"""Recording what a session does, card by card."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from issues.models import DiscussionPoint
from meetings import recording
from meetings.actions import handlings
from meetings.forms.recording import (
    DecisionForm,
    MemoForm,
    OutcomeForm,
    QuoteForm,
    SettlingForm,
    StepForm,
)
from meetings.models import Handling, Meeting, PointMemo, SessionDecision
from meetings.recording import Worked
from meetings.transitions import MEETING
from meetings.views.doors import person, refuse_others, status_of
from meetings.views.team import meeting_for_team
from workflow import history
from workflow.machine import Decision, RefusalKind, Refused

WHAT = "会合の記録"


@login_required
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """All cards; for the working team to read."""
    return _page(request, meeting_for_team(request, pk, WHAT))


@login_required
@require_POST
def save(request: HttpRequest, pk: int, handling: int) -> HttpResponse:
    """Outcome and note of one matter. Sent by itself while a person types, or by the button."""
    found = _matter(request, pk, handling)
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
    found = _matter(request, pk, handling)
    form = MemoForm(request.POST, auto_id=f"m{found.pk}-%s")
    point, meeting = _point(found), found.meeting
    return _save(
        request,
        found,
        "memo",
        form,
        lambda data: (
            handlings.write_memo(point, by=person(request), meeting=meeting, **data).version
        ),
    )


@login_required
@require_POST
def move(request: HttpRequest, pk: int, handling: int) -> HttpResponse:
    """Move a point on, effective at the session."""
    found = _matter(request, pk, handling)
    _point(found)
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
    found = _matter(request, pk, handling)
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
    found = _matter(request, pk, handling)
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
    found = _matter(request, pk, handling)
    offered = recording.offered_passages(found, actor=request.user)
    form = QuoteForm(request.POST, offered=offered)
    return _act(
        request,
        found,
        "quote",
        form,
        lambda data: handlings.quote(found, by=person(request), passages=data["passages"]),
    )


@login_required
@require_POST
def decide_generally(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what the session decided as a whole."""
    meeting = _recorded(request, pk)
    form = DecisionForm(request.POST, auto_id="general-%s")
    if form.is_valid():
        try:
            handlings.decide(meeting, by=person(request), text=form.cleaned_data["text"])
        except Refused as refused:
            form.add_error(None, refused.decision.reason)
            return _page(request, meeting, general=form, status=status_of(refused))
        messages.success(request, "決定を記録しました。")
        return redirect(f"{reverse('meetings:record', args=(pk,))}#decisions")
    return _page(request, meeting, general=form, status=422)


@login_required
@require_POST
def take_back(request: HttpRequest, pk: int, decision: int) -> HttpResponse:
    """Strike a decision written down by mistake; the history keeps its words."""
    meeting = _recorded(request, pk)
    found = get_object_or_404(SessionDecision, meeting=meeting, pk=decision)
    place = f"handling-{found.handling_id}" if found.handling_id else "decisions"
    handlings.take_back(found, by=person(request))
    messages.success(request, "決定の記録を取り消しました。")
    return redirect(f"{reverse('meetings:record', args=(pk,))}#{place}")


def _recorded(request: HttpRequest, pk: int) -> Meeting:
    meeting = meeting_for_team(request, pk, WHAT)
    refuse_others(MEETING, "record", person(request), meeting)
    return meeting


def _matter(request: HttpRequest, pk: int, key: int) -> Handling:
    meeting = _recorded(request, pk)
    visible = Handling.objects.filter(meeting=meeting).visible_to(request.user)
    return get_object_or_404(
        visible.select_related("meeting__body", "local_request", "point"), pk=key
    )


def _point(handling: Handling) -> DiscussionPoint:
    if handling.point is None:
        raise Http404
    return handling.point


def _save(
    request: HttpRequest,
    handling: Handling,
    part: str,
    form: forms.Form,
    move: Callable[[dict[str, Any]], int],
) -> HttpResponse:
    """Save a text; by script the answer is one line with the new version, else the page."""
    refused: Refused | None = None
    if form.is_valid():
        try:
            version = move(form.cleaned_data)
        except Refused as error:
            refused = error
        else:
            return _saved(request, handling, version)
    else:
        refused = Refused(Decision(RefusalKind.INCOMPLETE, _errors(form)))
    if refused.decision.refusal is RefusalKind.FORBIDDEN:
        raise refused
    conflict = _conflict(handling, part, form)
    status = status_of(refused)
    if _by_script(request):
        context = {"reason": refused.decision.reason, "conflict": conflict}
        return render(request, "meetings/sessions/unsaved.html", context, status=status)
    worked = Worked(
        handling.pk, part, {part: form}, conflict=conflict, trouble=refused.decision.reason
    )
    return _page(request, handling.meeting, worked=worked, status=status)


def _saved(request: HttpRequest, handling: Handling, version: int) -> HttpResponse:
    if _by_script(request):
        context = {"version": version, "at": timezone.localtime()}
        return render(request, "meetings/sessions/saved.html", context)
    messages.success(request, f"「{handling}」の記録を保存しました。")
    return _back(handling)


def _act(
    request: HttpRequest,
    handling: Handling,
    part: str,
    form: forms.Form,
    move: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """Make a move from a card: by htmx the card's lower part comes back, else the page."""
    try:
        if not form.is_valid():
            raise Refused(Decision(RefusalKind.INCOMPLETE, _errors(form)))
        move(form.cleaned_data)
    except Refused as refused:
        kind = refused.decision.refusal
        if kind is RefusalKind.FORBIDDEN or request.htmx:  # type: ignore[attr-defined]
            raise
        worked = Worked(handling.pk, part, {part: form}, trouble=refused.decision.reason)
        fresh = meeting_for_team(request, handling.meeting_id, WHAT)
        return _page(request, fresh, worked=worked, status=status_of(refused))
    if not request.htmx:  # type: ignore[attr-defined]
        messages.success(request, f"「{handling}」の記録を保存しました。")
        return _back(handling)
    worked = Worked(handling.pk, part, version_before=handling.version)
    card = recording.card(handling, actor=request.user, worked=worked)
    context = {"card": card, "meeting": card.handling.meeting, "recordable": True}
    return render(request, "meetings/sessions/more.html", context)


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
    latest = history.of(fresh).last()
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


def _page(
    request: HttpRequest,
    meeting: Meeting,
    *,
    worked: Worked | None = None,
    general: DecisionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    cards = recording.cards(meeting, actor=request.user, worked=worked)
    context = {
        "meeting": meeting,
        "cards": cards,
        "recorded": sum(card.is_recorded for card in cards),
        "recordable": bool(MEETING.decide("record", request.user, meeting)),
        "general": general or DecisionForm(auto_id="general-%s"),
        "decisions": recording.general_decisions(meeting),
        "hold": MEETING.decide("hold", request.user, meeting),
    }
    return render(request, "meetings/sessions/record.html", context, status=status)


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Autosave") == "1"


def _back(handling: Handling) -> HttpResponse:
    return redirect(handling.get_absolute_url())


def _errors(form: forms.Form) -> str:
    return "　".join(str(error) for errors in form.errors.values() for error in errors)
