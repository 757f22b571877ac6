"""中止 and 延期 of a planned session, and taking them back."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from issues.views import taking_back
from issues.views.attempts import DONE, attempt
from issues.views.taking_back import TakingBack
from japan.eras import format_era
from meetings.actions import calling_off
from meetings.forms.calling_off import CallingOffForm
from meetings.models import Meeting
from meetings.sessions import series
from meetings.transitions import MEETING
from workflow.doors import person, refuse_others, refuse_unless

VERBS = ("call_off", "postpone", "put_off")
DID = {
    "call_off": "「{meeting}」を中止にしました。案件は、次の会合に持ち越されます。",
    "put_off": "「{meeting}」を延期（期日未定）にしました。案件は、次の会合に持ち越されます。",
    "postpone": "「{meeting}」を{day}に延期しました。",
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a planned session off, or put it off."""
    user, meeting = person(request), _meeting_of(request, pk)
    refuse_others(MEETING, "call_off", user, meeting)
    offered = {verb for verb in VERBS if MEETING.decide(verb, user, meeting)}
    if request.method != "POST":
        refuse_unless(MEETING.decide("postpone", user, meeting))
    sent = request.POST if request.method == "POST" else None
    form = CallingOffForm(sent, offered=offered)
    status = 200
    if request.method == "POST":
        status = attempt(form, lambda: _do(meeting, form.cleaned_data, request))
        if status == DONE:
            return redirect(meeting)
    context = {"meeting": meeting, "form": form, "following": series.following(meeting)}
    return render(request, "meetings/sessions/call_off.html", context, status=status)


def _do(meeting: Meeting, data: dict[str, Any], request: HttpRequest) -> None:
    user, verb = person(request), data["how"]
    more = {}
    if verb == "postpone":
        more = {name: data[name] for name in ("held_on", "starts_at", "ends_at")}
    act: Any = getattr(calling_off, verb)
    done = act(meeting, by=user, reason=data["reason"], **more)
    messages.success(request, DID[verb].format(meeting=done, day=format_era(done.held_on)))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reinstate(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a session again that was called off."""
    user, meeting = person(request), _meeting_of(request, pk)
    refuse_others(MEETING, "reinstate", user, meeting)
    taking = TakingBack(
        title=f"{meeting.get_status_display()}の取消し",
        crumbs=(
            ("会合", reverse("meetings:list")),
            (str(meeting), meeting.get_absolute_url()),
        ),
        facts=(
            ("会合", str(meeting)),
            ("開催日", format_era(meeting.held_on)),
            ("理由", meeting.called_off_reason),
        ),
        follows="会合は「開催予定」に戻ります。次の会合に持ち越した案件は、まだ何も記録していなければ、"
        "この会合に戻ります。",
        act=partial(calling_off.reinstate, meeting, by=user),
        done=f"「{meeting}」を開催予定に戻しました。",
        back=meeting.get_absolute_url(),
        fictional=meeting.fictional,
        needs_reason=False,
    )
    return taking_back.page(request, taking, MEETING.decide("reinstate", user, meeting))


def _meeting_of(request: HttpRequest, pk: int) -> Meeting:
    visible = Meeting.objects.visible_to(request.user).select_related("body")
    return get_object_or_404(visible, pk=pk)
