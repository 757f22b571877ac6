"""論点の管理: the secretariat adds, changes, retires points, and sets up another 協議の場."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from issues.actions import discussion_points
from issues.actions import forums as setting_up
from issues.forms.point_settings import (
    EditPointForm,
    ForumForm,
    NewPointForm,
    ReasonForm,
    initial_of,
)
from issues.forums import chosen_forum
from issues.models import DiscussionPoint, Forum
from issues.models.forum import within
from issues.transitions.points import DISCUSSION_POINT
from issues.views.attempts import DONE, OK, attempt
from issues.views.doors import point_of
from workflow.doors import person, refuse_others, refuse_unless

TEMPLATES = "issues/points"
GET_AND_POST = ["GET", "HEAD", "POST"]


@login_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """All points of the 協議の場, the retired ones among them, and what can be done with each."""
    refuse_unless(DISCUSSION_POINT.decide("add", person(request), DiscussionPoint()))
    points = DiscussionPoint.objects.of_forum(chosen_forum.forum_of(request))
    context = {"points": points, "forum": chosen_forum.given(request)}
    return render(request, f"{TEMPLATES}/manage.html", context)


@login_required
@require_http_methods(GET_AND_POST)
def new(request: HttpRequest) -> HttpResponse:
    """Add a point."""
    user, forum = person(request), chosen_forum.given(request)
    refuse_others(DISCUSSION_POINT, "add", user, DiscussionPoint())
    form = NewPointForm(_typed(request))
    made: list[DiscussionPoint] = []
    if request.method != "POST":
        return _form(request, form, "論点の追加", "追加する")
    status = attempt(
        form, lambda: made.append(discussion_points.add(forum, by=user, **form.cleaned_data))
    )
    if status != DONE:
        return _form(request, form, "論点の追加", "追加する", status)
    return _back(request, f"論点「{made[0].name}」を追加しました。")


@login_required
@require_http_methods(GET_AND_POST)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change the words of a point, or its number."""
    user, point = person(request), point_of(request, code)
    refuse_others(DISCUSSION_POINT, "edit", user, point)
    form = EditPointForm(_typed(request), initial=initial_of(point))
    words = (f"論点{point.position}の修正", "保存する")
    if request.method != "POST":
        return _form(request, form, *words, point=point)
    status = attempt(form, lambda: discussion_points.edit(point, by=user, **form.cleaned_data))
    if status == DONE:
        return _back(request, f"論点「{form.cleaned_data['name']}」を直しました。")
    point.refresh_from_db()
    theirs = point if form.data.get("version") != str(point.version) else None
    if theirs is not None:
        # Sent once more, it goes over what stands there now.
        form.data = {**request.POST.dict(), "version": str(point.version)}
    return _form(request, form, *words, status, point=point, theirs=theirs)


@login_required
@require_http_methods(GET_AND_POST)
def retire(request: HttpRequest, code: str) -> HttpResponse:
    """Offer a point no more."""
    on = timezone.localdate()
    return _step(
        request,
        code,
        "retire",
        lambda point, **typed: discussion_points.retire(point, on=on, **typed),
        "廃止すると、新しい要望と論点整理では選べなくなります。"
        "この論点の要望と、過去の会合の時点の画面では、これまでどおり表示します。",
    )


@login_required
@require_http_methods(GET_AND_POST)
def bring_back(request: HttpRequest, code: str) -> HttpResponse:
    """Offer it again."""
    words = "もう一度、新しい要望と論点整理で選べるようになります。"
    return _step(request, code, "bring_back", discussion_points.bring_back, words)


@login_required
@require_http_methods(GET_AND_POST)
def new_forum(request: HttpRequest) -> HttpResponse:
    """Set up another 協議の場; from then on every page offers the choice."""
    user = person(request)
    refuse_unless(setting_up.decide(user))
    form = ForumForm(_typed(request))
    words = (setting_up.LABEL, "追加する")
    if request.method != "POST":
        return _form(request, form, *words)
    made: list[Forum] = []
    status = attempt(form, lambda: made.append(setting_up.set_up(by=user, **form.cleaned_data)))
    if status != DONE:
        return _form(request, form, *words, status)
    messages.success(request, f"協議の場「{made[0].name}」を追加しました。次に、論点を追加します。")
    chosen_forum.forget(request)
    return redirect(within(made[0].pk, reverse("issues:points:manage")))


def _step(request: HttpRequest, code: str, verb: str, move: Any, words: str) -> HttpResponse:
    user, point = person(request), point_of(request, code)
    refuse_others(DISCUSSION_POINT, verb, user, point)
    form = ReasonForm(_typed(request))
    label = DISCUSSION_POINT[verb].label
    title = (f"論点{point.position}　{label}", f"{label}をする")
    if request.method != "POST":
        refuse_unless(DISCUSSION_POINT.decide(verb, user, point))
        return _form(request, form, *title, point=point, words=words)
    status = attempt(form, lambda: move(point, by=user, **form.cleaned_data))
    if status != DONE:
        return _form(request, form, *title, status, point=point, words=words)
    return _back(request, f"論点「{point.name}」の{label}をしました。")


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _back(request: HttpRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("issues:points:manage")


def _form(
    request: HttpRequest,
    form: forms.Form,
    title: str,
    button: str,
    status: int = OK,
    **more: Any,
) -> HttpResponse:
    context = {"form": form, "title": title, "button": button, **more}
    return render(request, f"{TEMPLATES}/settings.html", context, status=status)
