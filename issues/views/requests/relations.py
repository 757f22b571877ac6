"""How requests hang together: withdraw, merge, split, relate, re-raise, publish alone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import User
from issues.actions import relations
from issues.forms.relations import (
    EarlierForm,
    LinkForm,
    MergeForm,
    ReasonForm,
    SplitForm,
)
from issues.history import quotations
from issues.models import LocalRequest
from issues.pages import merge_effects, related_requests
from issues.querysets.local_requests import LocalRequestQuerySet
from issues.transitions.requests import LOCAL_REQUEST
from issues.views.attempts import DONE, OK, attempt
from issues.views.doors import request_of
from publication.views import rehearsal
from workflow.doors import person, refuse_others, refuse_unless

TEMPLATES = "issues/relations"
GET_AND_POST = ["GET", "HEAD", "POST"]


def _door(request: HttpRequest, number: str, verb: str) -> tuple[User, LocalRequest]:
    """Who comes to which request for which move. The page opens only for a move that can be made;
    what was typed comes back with the reason when it no longer can."""
    user, local_request = person(request), request_of(request, number)
    if request.method == "POST":
        refuse_others(LOCAL_REQUEST, verb, user, local_request)
    else:
        refuse_unless(LOCAL_REQUEST.decide(verb, user, local_request))
    return user, local_request


def _data(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _page(
    request: HttpRequest,
    name: str,
    local_request: LocalRequest,
    form: forms.Form,
    status: int,
    **context: Any,
) -> HttpResponse:
    context |= {"local_request": local_request, "form": form, "today": timezone.localdate()}
    return render(request, f"{TEMPLATES}/{name}.html", context, status=status)


@login_required
@require_http_methods(GET_AND_POST)
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """The requester takes it back."""
    user, local_request = _door(request, number, "withdraw")
    form = ReasonForm(_data(request))
    status = OK
    if request.method == "POST":
        status = attempt(
            form, lambda: relations.withdraw(local_request, by=user, **form.cleaned_data)
        )
        if status == DONE:
            messages.success(request, f"要望 {number} を取り下げました。")
            return redirect(local_request)
    return _page(request, "withdraw", local_request, form, status)


@login_required
@require_http_methods(GET_AND_POST)
def merge(request: HttpRequest, number: str) -> HttpResponse:
    """Choose the target, compare the two, say why."""
    user, local_request = _door(request, number, "merge")
    asked = request.GET if request.method != "POST" and "into" in request.GET else None
    form = MergeForm(_data(request) or asked, actor=user, local_request=local_request)
    status = OK
    if request.method == "POST":
        status = attempt(form, lambda: relations.merge(local_request, by=user, **form.cleaned_data))
        if status == DONE:
            into = form.cleaned_data["into"]
            messages.success(request, f"要望 {number} を {into.number} に統合しました。")
            return redirect(into)
    return _page(request, "merge", local_request, form, status, **_comparison(request, form, user))


def _comparison(request: HttpRequest, form: MergeForm, user: User) -> dict[str, Any]:
    """Both requests side by side once a target is chosen, else what to choose from."""
    local_request = form.fields["into"].besides  # type: ignore[attr-defined]
    into = form.cleaned_data.get("into") if form.is_bound and not form.errors.get("into") else None
    if request.method != "POST" and form.is_bound:
        for name in ("reason", "due"):
            form.errors.pop(name, None)
    if into is None:
        return _choosing(request, local_request, LocalRequest.objects.visible_to(user).open())
    return {
        "into": into,
        "sides": [(one, quotations.origins_of(one, actor=user)) for one in (local_request, into)],
        "along": merge_effects.goes_along(local_request, into),
        "decision": LOCAL_REQUEST.decide("take_in", user, into),
    }


def _choosing(
    request: HttpRequest, local_request: LocalRequest, among: LocalRequestQuerySet
) -> dict[str, Any]:
    words = request.GET.get("q", "")[:100]
    found = related_requests.candidates(local_request, among=among, actor=request.user, words=words)
    return {"words": words, "candidates": found}


@login_required
@require_http_methods(GET_AND_POST)
def unmerge(request: HttpRequest, number: str) -> HttpResponse:
    """Take a merge back, with what had gone along."""
    user, local_request = _door(request, number, "unmerge")
    form = ReasonForm(_data(request))
    status = OK
    if request.method == "POST":
        status = attempt(
            form, lambda: relations.unmerge(local_request, by=user, **form.cleaned_data)
        )
        if status == DONE:
            messages.success(request, f"要望 {number} の統合を取り消しました。")
            return redirect(local_request)
    return _page(
        request,
        "unmerge",
        local_request,
        form,
        status,
        target=related_requests.merged_into(local_request, actor=user),
        back=merge_effects.went_along(local_request),
    )


@login_required
@require_http_methods(GET_AND_POST)
def split(request: HttpRequest, number: str) -> HttpResponse:
    """Make a second request of a part of this one."""
    user, local_request = _door(request, number, "split")
    found = quotations.origins_of(local_request, actor=user)
    form = SplitForm(_data(request), origins=found)
    status, made = OK, []
    if request.method == "POST":
        status = attempt(
            form,
            lambda: made.append(relations.split(local_request, by=user, **form.content())),
        )
        if status == DONE:
            new = made[0]
            messages.success(request, f"要望 {number} から {new.number} を分けました。")
            return redirect(new)
    return _page(request, "split", local_request, form, status, origins=found)


@login_required
@require_http_methods(GET_AND_POST)
def link(request: HttpRequest, number: str) -> HttpResponse:
    """Relate other requests, and take relations off."""
    user, local_request = _door(request, number, "link")
    form = LinkForm(_data(request), actor=user, local_request=local_request)
    linked = request.POST.get("do") != "remove"
    status = OK
    if request.method == "POST":
        status = attempt(
            form,
            lambda: relations.link(local_request, by=user, linked=linked, **form.cleaned_data),
        )
        if status == DONE:
            other = form.cleaned_data["other"].number
            done = f"{other} を関連付けました。" if linked else f"{other} の関連付けを外しました。"
            messages.success(request, done)
            return redirect("issues:requests:link", number=number)
    visible = LocalRequest.objects.visible_to(user)
    related = visible.filter(related=local_request).for_list().order_by("number")
    others = visible.live().exclude(related=local_request)
    context = {"related": related, **_choosing(request, local_request, others)}
    return _page(request, "link", local_request, form, status, **context)


@login_required
@require_http_methods(GET_AND_POST)
def mark_re_raised(request: HttpRequest, number: str) -> HttpResponse:
    """Say which earlier request this one raises again, or that it raises none."""
    user, local_request = _door(request, number, "mark_re_raised")
    form = EarlierForm(_data(request), actor=user, local_request=local_request)
    status = OK
    if request.method == "POST":
        removing = request.POST.get("do") == "remove"
        form.fields["earlier"].required = not removing
        status = attempt(
            form,
            lambda: relations.mark_re_raised(
                local_request,
                by=user,
                earlier=None if removing else form.cleaned_data["earlier"],
            ),
        )
        if status == DONE:
            done = "から再提出の印を外しました。" if removing else "に再提出の印を付けました。"
            messages.success(request, f"要望 {number} {done}")
            return redirect(local_request)
    earlier = LocalRequest.objects.visible_to(user).live()
    earlier = earlier.filter(said_on__lte=local_request.said_on)
    thread = related_requests.relations_of(local_request, actor=user).thread
    context = {"thread": thread, **_choosing(request, local_request, earlier)}
    return _page(request, "re_raise", local_request, form, status, **context)


@login_required
@require_http_methods(GET_AND_POST)
def publish(request: HttpRequest, number: str) -> HttpResponse:
    """A request that rests on no minutes as the public will see it; a POST publishes that."""
    return rehearsal.one(request, "request", request_of(request, number))
