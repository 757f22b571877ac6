"""合議・共管: asking one more ministry, changing what is asked of it, asking it no more."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from issues.actions.several import askings
from issues.forms.ministries import AskForm, ChangeForm, ReasonForm
from issues.models import LocalRequest
from issues.transitions.requests import LOCAL_REQUEST
from issues.views.attempts import DONE, Move
from issues.views.doors import request_of
from organizations.models import Organization
from workflow.doors import person, refuse_others

GET_AND_POST = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(GET_AND_POST)
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """One more ministry is asked, by a date of its own."""
    local_request = request_of(request, number)
    move = Move(
        LOCAL_REQUEST, "ask_also", askings.ask, AskForm, "ほかの府省への求め",
        "要望 {0.number} の回答を、ほかの府省にも求めました。", button="回答を求める",
        versioned=True,
    )  # fmt: skip
    note = "求めた府省は、この要望の関係府省になり、公表の前から読めます。"
    return _page(request, local_request, move, note)


@login_required
@require_http_methods(GET_AND_POST)
def change(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Another date, another part."""
    local_request, ministry = _asked(request, number, code, "change_asking")
    asking = local_request.askings.get(ministry=ministry)
    move = Move(
        LOCAL_REQUEST, "change_asking", partial(askings.change, ministry=ministry), ChangeForm,
        f"{ministry.name}への求めの変更", f"{ministry.name}への求めを変えました。",
        button="求めを変える", versioned=True,
    )  # fmt: skip
    initial = {"due": asking.due_on, "part": asking.part}
    return _page(request, local_request, move, "", initial=initial)


@login_required
@require_http_methods(GET_AND_POST)
def release(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Nothing is asked of it any more."""
    local_request, ministry = _asked(request, number, code, "release")
    move = Move(
        LOCAL_REQUEST, "release", partial(askings.release, ministry=ministry), ReasonForm,
        f"{ministry.name}への求めの取りやめ", f"{ministry.name}への求めを取りやめました。",
        button="取りやめる", versioned=True,
    )  # fmt: skip
    note = f"{ministry.name}の回答を待たなくなります。関係府省として、要望は読めます。"
    return _page(request, local_request, move, note)


def _asked(
    request: HttpRequest, number: str, code: str, verb: str
) -> tuple[LocalRequest, Organization]:
    """The request and a ministry that is asked; 404 for one that is not."""
    local_request = request_of(request, number)
    refuse_others(LOCAL_REQUEST, verb, person(request), local_request)
    asked = Organization.objects.filter(askings__local_request=local_request)
    return local_request, get_object_or_404(asked, code=code)


def _page(
    request: HttpRequest, local_request: LocalRequest, move: Move, note: str, **given: Any
) -> HttpResponse:
    form, status = move.made(request, local_request, **given)
    if status == DONE:
        return redirect(f"{local_request.get_absolute_url()}#asked-h")
    context = {
        "local_request": local_request,
        "form": form,
        "what": move.title,
        "button": move.button,
        "note": note,
    }
    return render(request, "issues/ministries/form.html", context, status=status)
