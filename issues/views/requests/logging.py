"""Logging a request by hand: what is typed is kept, and shown beside what others ask already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts import rules
from accounts.models import User
from issues.actions import local_requests
from issues.alike import shown
from issues.alike.keeping import WORDS
from issues.alike.shown import Alike
from issues.forms import drafting
from issues.forms.local_requests import RequestForm, initial_new, opened_new
from issues.forums import chosen_forum
from issues.models import Forum, LocalRequest
from issues.transitions.requests import LOCAL_REQUEST
from workflow import drafts, meanwhile
from workflow.doors import person
from workflow.machine import Refused

ALIKE = "alike"
"""Asks for what is like the words that are being written."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Log a request that is in no minutes: by a local government itself, or on its behalf. Before
    that (do=alike) what others ask already is looked for; nothing is logged then."""
    user = person(request)
    _refuse_unless_may_log(request)
    forum = chosen_forum.forum_of(request)
    key, opened = _key(user, forum), opened_new(on=timezone.localdate())
    context = {"draft_key": key, "opened": opened}
    if request.method != "POST":
        half = drafting.find(user=user, key=key, written=opened)
        initial = initial_new(on=timezone.localdate())
        initial |= half.initial(several=("points",)) if half else {}
        form = RequestForm(user=user, forum=forum, initial=initial)
        if ALIKE in request.GET:  # asked for just now, with what had been typed
            found = _alike(half.typed if half else {}, forum, user)
            return _shown(request, form, {**context, "found": found})
        return _shown(request, form, {**context, "half": half})
    if request.POST.get("do") == ALIKE:
        return _look(request, user, forum, key)
    # Kept first and dropped once it is logged: a refusal loses nothing, whatever happens next.
    drafting.keep(user=user, key=key, data=request.POST)
    form = RequestForm(request.POST, user=user, forum=forum)
    if form.is_valid():
        try:
            said_on = form.cleaned_data["said_on"]
            local_request = local_requests.log(by=user, said_on=said_on, **form.content())
        except Refused as refused:
            form.add_error(None, refused.decision.reason)
        else:
            drafts.drop(user=user, key=key)
            messages.success(request, f"要望 {local_request.number} を登録しました。")
            return redirect(local_request)
    return _shown(request, form, context, status=422)


def _look(request: HttpRequest, user: User, forum: Forum | None, key: str) -> HttpResponse:
    """What is like the words typed so far: for htmx the part alone; else the form anew, with it."""
    if request.htmx:  # type: ignore[attr-defined]
        context = {"found": _alike(request.POST, forum, user)}
        return render(request, "issues/alike/found.html", context)
    drafting.keep(user=user, key=key, data=request.POST)
    return redirect(f"{request.path}?{ALIKE}=1#alike")


def _alike(typed: Mapping[str, str], forum: Forum | None, user: User) -> Alike:
    return shown.to_text(
        *(typed.get(name, "") for name in WORDS[LocalRequest]), forum=forum, actor=user
    )


def _shown(
    request: HttpRequest, form: RequestForm, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    context = {"form": form, **context}
    return render(request, "issues/local_requests/new.html", context, status=status)


def _key(user: User, forum: Forum | None) -> str:
    """One for each body that the person writes for."""
    body = user.acting.organization.code if user.acting else ""
    return f"request_new.{forum.code if forum else 'only'}.{body or 'nobody'}"


def _refuse_unless_may_log(request: HttpRequest) -> None:
    decision = LOCAL_REQUEST.decide("log", request.user, _of_own_organization(request))
    if not decision:
        raise Refused(meanwhile.as_it_is(decision))


def may_log(request: HttpRequest) -> bool:
    """Whether the reader may log a request of the own body."""
    return bool(LOCAL_REQUEST.decide("log", request.user, _of_own_organization(request)))


def _of_own_organization(request: HttpRequest) -> LocalRequest:
    membership = rules.acting(request.user)
    return LocalRequest(organization=membership.organization) if membership else LocalRequest()
