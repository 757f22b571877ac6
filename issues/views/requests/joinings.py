"""加わる: asking to join, deciding on it, changing, publishing and leaving."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import rules
from accounts.models import User
from issues.actions import joinings
from issues.desks import waiting_joinings
from issues.forms.joinings import DecideForm, JoinForm, LeaveForm
from issues.models import Joining
from issues.transitions.joinings import JOINING
from issues.transitions.requests import LOCAL_REQUEST
from issues.views.attempts import DONE, OK, attempt
from issues.views.doors import request_of
from issues.views.requests import changing
from publication.views import rehearsal
from workflow.doors import person, refuse_others, refuse_unless
from workflow.machine import Decision, RefusalKind

TEMPLATES = "issues/joinings"
GET_AND_POST = ["GET", "HEAD", "POST"]


@login_required
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """What waits to be accepted by the reader, and, for the secretariat, to be published."""
    user = person(request)
    decides = rules.is_secretariat(user) or rules.is_local(user)
    refuse_unless(_only(decides, "加わる申出を見られるのは、事務局と自治体です。"))
    return render(request, f"{TEMPLATES}/list.html", waiting_joinings.waiting_for(user))


@login_required
@require_http_methods(GET_AND_POST)
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Another local government asks to join with its own 支障事例."""
    user, local_request = person(request), request_of(request, number)
    if request.method == "POST":
        refuse_others(LOCAL_REQUEST, "join", user, local_request)
    else:
        refuse_unless(LOCAL_REQUEST.decide("join", user, local_request))
    assert user.acting is not None  # the rule lets only those through who act for somebody
    organization = user.acting.organization
    form, status = JoinForm(_data(request)), OK
    if request.method == "POST":
        status = attempt(
            form,
            lambda: joinings.ask(
                local_request, by=user, organization=organization, **form.cleaned_data
            ),
        )
        if status == DONE:
            messages.success(
                request, f"要望 {number} に加わる申出をしました。返事をお待ちください。"
            )
            return redirect(local_request)
    context = {"local_request": local_request, "form": form, "organization": organization}
    return render(request, f"{TEMPLATES}/ask.html", context, status=status)


@login_required
@require_http_methods(GET_AND_POST)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a joining or decline it with a reason."""
    user, joining = _door(request, pk, "accept", "decline")
    declining = request.POST.get("do") == "decline"
    form, status = DecideForm(_data(request), declining=declining), OK
    if request.method == "POST":
        status = attempt(form, lambda: _decide(joining, user, form, declining))
        if status == DONE:
            done = "申出を見送りました。" if declining else "申出を受け入れました。"
            messages.success(request, f"{joining.organization.name}の{done}")
            return _back(joining)
    accepting = JOINING.decide("accept", user, joining)
    return _page(request, "decide", joining, form, status, accepting=accepting)


def _decide(joining: Joining, user: User, form: DecideForm, declining: bool) -> Joining:
    now = timezone.now()
    if declining:
        return joinings.decline(joining, by=user, now=now, reason=form.cleaned_data["reason"])
    return joinings.accept(joining, by=user, now=now)


@login_required
@require_http_methods(GET_AND_POST)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one's own 支障事例; once it is published, propose a correction."""
    user, joining = person(request), _joining_of(request, pk)
    refuse_unless(changing.decide(user, joining))
    public = joining.published_at is not None
    form = JoinForm(_data(request), public=public, initial={"trouble": joining.trouble})
    status, done = OK, ["支障事例を修正しました。"]
    if request.method == "POST":
        status = attempt(form, lambda: done.append(_change(joining, user, form.cleaned_data)))
        if status == DONE:
            messages.success(request, done[-1] or done[0])
            return _back(joining)
    return _page(request, "edit", joining, form, status)


def _change(joining: Joining, user: User, typed: dict[str, Any]) -> str:
    """Change words that are internal, correct public ones, or propose to."""
    if joining.published_at is None:
        joinings.edit(joining, by=user, trouble=typed["trouble"])
        return ""
    after = {"trouble": typed["trouble"].replace("\r\n", "\n").strip()}
    return changing.correct(joining, by=user, after=after, reason=typed["reason"], version=None)


@login_required
@require_http_methods(GET_AND_POST)
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop joining, or stop asking to."""
    user, joining = _door(request, pk, "leave")
    form, status = LeaveForm(_data(request), must_say_why=rules.is_secretariat(user)), OK
    if request.method == "POST":
        status = attempt(
            form,
            lambda: joinings.leave(joining, by=user, now=timezone.now(), **form.cleaned_data),
        )
        if status == DONE:
            words = f"{joining.organization.name}は、加わることを取りやめました。"
            messages.success(request, words)
            return _back(joining)
    return _page(request, "leave", joining, form, status)


@login_required
@require_http_methods(GET_AND_POST)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """A body's name and words as the public will see them; a POST publishes what was read."""
    return rehearsal.one(request, "joining", _joining_of(request, pk))


@login_required
@require_POST
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the parties of the request read what a merge brought along."""
    user, joining = _door(request, pk, "show")
    joinings.show(joining, by=user, now=timezone.now())
    messages.success(request, f"{joining.organization.name}の支障事例を、当事者に示しました。")
    return _back(joining)


def _door(request: HttpRequest, pk: int, *verbs: str) -> tuple[User, Joining]:
    """Who comes to which joining for which moves; the page opens if one of them can be made, or,
    to tell why it cannot, when it is sent in."""
    user, joining = person(request), _joining_of(request, pk)
    decisions = [JOINING.decide(verb, user, joining) for verb in verbs]
    if not any(decisions):
        forbidden = decisions[-1].refusal is RefusalKind.FORBIDDEN
        if forbidden or request.method != "POST":
            refuse_unless(decisions[-1])
    return user, joining


def _joining_of(request: HttpRequest, pk: int) -> Joining:
    visible = Joining.objects.visible_to(request.user)
    related = ("organization", "local_request__organization", "stands_for", "came_from")
    return get_object_or_404(visible.select_related(*related), pk=pk)


def _data(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _page(
    request: HttpRequest,
    name: str,
    joining: Joining,
    form: forms.Form | None,
    status: int,
    **context: Any,
) -> HttpResponse:
    context |= {"joining": joining, "local_request": joining.local_request, "form": form}
    return render(request, f"{TEMPLATES}/{name}.html", context, status=status)


def _back(joining: Joining) -> HttpResponse:
    return redirect(f"{joining.local_request.get_absolute_url()}#joining-{joining.pk}")


def _only(allowed: bool, reason: str) -> Decision:
    return Decision() if allowed else Decision(RefusalKind.FORBIDDEN, reason)
