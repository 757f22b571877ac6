"""担当替え: asked for by a ministry, decided by the secretariat."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from issues.actions.several import handovers
from issues.forms.ministries import DecideForm, HandOnForm
from issues.models import Handover, LocalRequest
from issues.transitions.handovers import HANDOVER
from issues.transitions.requests import LOCAL_REQUEST
from issues.views.attempts import DONE, OK, Move, attempt
from issues.views.doors import request_of
from workflow.doors import person, refuse_others, refuse_unless

GET_AND_POST = ["GET", "HEAD", "POST"]


def _ask(local_request: LocalRequest, **given: Any) -> Handover:
    return handovers.ask(local_request, now=timezone.now(), **given)


ASK = Move(
    LOCAL_REQUEST, "ask_to_hand_on", _ask, HandOnForm, "担当替えの申出",
    "要望 {0.number} の担当替えを申し出ました。決まるまでは、今の担当のままです。",
    button="担当替えを申し出る",
)  # fmt: skip


@login_required
@require_http_methods(GET_AND_POST)
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """A ministry asks that another one answers in its place."""
    local_request = request_of(request, number)
    form, status = ASK.made(request, local_request)
    if status == DONE:
        return redirect(local_request)
    context = {
        "local_request": local_request,
        "form": form,
        "what": ASK.title,
        "button": ASK.button,
        "note": "事務局が決めるまで、担当も回答期限も変わりません。",
    }
    return render(request, "issues/ministries/form.html", context, status=status)


@login_required
@require_http_methods(GET_AND_POST)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it to another ministry, or decline with a reason."""
    user, handover = person(request), _handover(request, pk)
    refuse_others(HANDOVER, "accept", user, handover)
    typed = request.POST if request.method == "POST" else None
    if typed is None:
        refuse_unless(HANDOVER.decide("accept", user, handover))
    accepting = typed is not None and typed.get("do") != "decline"
    form, status = DecideForm(typed, accepting=accepting, initial={"to": handover.proposed}), OK
    if typed is not None:
        move = handovers.accept if accepting else handovers.decline
        status = attempt(
            form,
            lambda: move(handover, by=user, now=timezone.now(), **_said(form, accepting)),
        )
        if status == DONE:
            done = "担当を移しました。" if accepting else "担当替えを見送りました。"
            messages.success(request, f"要望 {handover.local_request.number} の{done}")
            return redirect(handover.local_request)
    context = {
        "handover": handover,
        "local_request": handover.local_request,
        "form": form,
        "days": handover.days(timezone.localdate()),
    }
    return render(request, "issues/ministries/decide.html", context, status=status)


def _said(form: DecideForm, accepting: bool) -> dict[str, Any]:
    data = form.cleaned_data
    if accepting:
        return {"to": data["to"], "due": data["due"], "answer": data["answer"]}
    return {"answer": data["answer"]}


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The ministry answers itself after all."""
    user, handover = person(request), _handover(request, pk)
    handovers.withdraw(handover, by=user, now=timezone.now())
    messages.success(request, "担当替えの申出を取り下げました。")
    return redirect(handover.local_request)


def _handover(request: HttpRequest, pk: int) -> Handover:
    visible = Handover.objects.visible_to(request.user)
    related = ("ministry", "proposed", "local_request__organization")
    return get_object_or_404(visible.select_related(*related), pk=pk)
