"""Planning sessions: the series they belong to, when and where; and that one was held."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.rules import is_secretariat
from issues.forums import chosen_forum
from issues.models.forum import within
from issues.views.attempts import DONE, attempt
from japan.numbers import whole_number
from meetings.actions import bodies, sessions
from meetings.enums import MeetingStatus
from meetings.forms.planning import BodyForm, MoveBodyForm, PlanForm
from meetings.models import Body, Meeting
from meetings.transitions import MEETING
from workflow.doors import person, place_to_return, refuse_others, refuse_unless
from workflow.machine import Decision, RefusalKind, Refused


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_body(request: HttpRequest) -> HttpResponse:
    """Register a series of meetings, then plan its first session."""
    if not is_secretariat(request.user):
        reason = "「会議体の登録」ができるのは、事務局です。"
        raise Refused(Decision(RefusalKind.FORBIDDEN, reason))
    every, here = chosen_forum.every(request), chosen_forum.forum_of(request)
    initial = {"forum": here.code} if here is not None else {}
    form = BodyForm(request.POST or None, among=every, initial=initial)
    status = 200
    if request.method == "POST":
        made: list[Body] = []
        status = attempt(
            form, lambda: made.append(bodies.set_up(by=person(request), **form.cleaned_data))
        )
        if status == DONE:
            messages.success(request, f"会議体「{made[0].name}」を登録しました。")
            plan_url = within(made[0].forum_id, reverse("meetings:plan"))
            return redirect(f"{plan_url}?body={made[0].pk}")
    return render(request, "meetings/sessions/body.html", {"form": form}, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move_body(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a body belong to another 協議の場; with a single one there is no such page."""
    user = person(request)
    refuse_unless(bodies.decide_move(user))
    body = get_object_or_404(Body, pk=pk)
    if chosen_forum.forum_of(request) is None:
        raise Http404
    form = MoveBodyForm(request.POST if request.method == "POST" else None, body=body)
    status = 200
    if request.method == "POST":
        made: list[Body] = []
        status = attempt(form, lambda: made.append(bodies.move(body, by=user, **form.cleaned_data)))
        if status == DONE:
            messages.success(request, f"会議体「{body}」を「{made[0].forum}」に移しました。")
            return redirect(within(made[0].forum_id, reverse("meetings:list")))
    context = {"form": form, "body": body}
    return render(request, "meetings/sessions/move_body.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a session. What earlier sessions carried over comes on its agenda by itself."""
    refuse_unless(MEETING.decide("plan", request.user, Meeting()))
    forum = chosen_forum.forum_of(request)
    if request.method != "POST":
        initial = _next(request.GET.get("body", ""))
        return _planning(request, PlanForm(initial=initial, forum=forum))
    form = PlanForm(request.POST, forum=forum)
    made: list[Meeting] = []
    status = attempt(
        form, lambda: made.append(sessions.plan(by=person(request), **form.cleaned_data))
    )
    if status != DONE:
        return _planning(request, form, status=status)
    messages.success(request, f"「{made[0]}」を予定に入れました。続けて議題を組めます。")
    return redirect(place_to_return(request) or reverse("meetings:prepare", args=(made[0].pk,)))


@login_required
@require_POST
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """It has begun: from now on what it does can be recorded."""
    visible = Meeting.objects.visible_to(request.user).select_related("body")
    meeting = get_object_or_404(visible, pk=pk)
    refuse_others(MEETING, "hold", person(request), meeting)
    sessions.hold(meeting, by=person(request))
    messages.success(request, f"「{meeting}」を開催済にしました。取扱いを記録できます。")
    return redirect("meetings:record", meeting.pk)


def _planning(request: HttpRequest, form: PlanForm, *, status: int = 200) -> HttpResponse:
    forum = chosen_forum.forum_of(request)
    # Where there are several 協議の場, a body that stands in the wrong one is moved from here.
    to_move = Body.objects.filter(forum=forum) if forum is not None else Body.objects.none()
    context = {"form": form, "bodies": to_move}
    return render(request, "meetings/sessions/plan.html", context, status=status)


def _next(key: str) -> dict[str, Any]:
    """The body asked for, with the number and the place that come next; else nothing."""
    if (number := whole_number(key)) is None:
        return {}
    last = (
        Meeting.objects.filter(body=number, session_number__isnull=False)
        .exclude(status=MeetingStatus.CANCELLED)
        .order_by("session_number")
        .last()
    )
    number = (last.session_number or 0) + 1 if last else 1
    return {
        "body": key,
        "session_number": number,
        "place": last.place if last else "",
        "fictional": last is not None and last.fictional,
    }
