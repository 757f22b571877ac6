"""決着, and the moves before and after it: starting the review, reopening."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from issues import needs
from issues.actions import triage, voices
from issues.forms.voices import ReopenForm, SettleForm
from issues.history import timeline
from issues.models import LocalRequest
from issues.pages import three_voices
from issues.transitions.requests import LOCAL_REQUEST
from issues.views.doors import request_of
from workflow.doors import person, refuse_others, refuse_unless, status_of, version_of
from workflow.machine import Refused

RECENT = 5
"""How many lines of the history a page shows when somebody was faster."""


@login_required
@require_POST
def start_review(request: HttpRequest, number: str) -> HttpResponse:
    """The ministry takes the request up."""
    user, local_request = person(request), request_of(request, number)
    triage.start_review(local_request, by=user)
    messages.success(request, "検討を始めました。")
    return redirect(local_request)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, number: str) -> HttpResponse:
    """Settle it, saying where it was reflected; over a 不服 with the reason on record."""
    user, local_request = person(request), request_of(request, number)
    refuse_others(LOCAL_REQUEST, "settle", user, local_request)
    over = needs.dissatisfied(local_request)
    if request.method != "POST":
        refuse_unless(LOCAL_REQUEST.decide("settle", user, local_request))
        form = SettleForm(over_dissatisfaction=over)
        return render(request, "issues/voices/settle.html", _settling(local_request, form, user))
    form = SettleForm(request.POST, over_dissatisfaction=over)
    version = version_of(request)
    status, lines = 422, []
    if form.is_valid() and version is not None:
        try:
            settled = voices.settle(local_request, by=user, version=version, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.decision.reason)
            status = status_of(refused)
            lines = timeline.lines_of(local_request, actor=user)[:RECENT]
            local_request.refresh_from_db()
        else:
            messages.success(request, "決着としました。")
            return redirect(settled)
    context = _settling(local_request, form, user) | {"lines": lines}
    return render(request, "issues/voices/settle.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, number: str) -> HttpResponse:
    """Take a settled request up again, in a new round with a new due date."""
    user, local_request = person(request), request_of(request, number)
    refuse_others(LOCAL_REQUEST, "reopen", user, local_request)
    form = ReopenForm(request.POST or None)
    status = 422 if request.method == "POST" else 200
    if request.method != "POST":
        refuse_unless(LOCAL_REQUEST.decide("reopen", user, local_request))
    elif form.is_valid():
        try:
            reopened = triage.reopen(local_request, by=user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.decision.reason)
            status = status_of(refused)
        else:
            messages.success(request, f"第{reopened.round}次の検討を始めました。")
            return redirect(reopened)
    settled = three_voices.settled(local_request, actor=user)
    context = {"local_request": local_request, "form": form, "settled": settled}
    return render(request, "issues/voices/reopen.html", context, status=status)


def _settling(local_request: LocalRequest, form: SettleForm, user: User) -> dict[str, Any]:
    return {
        "local_request": local_request,
        "form": form,
        "version": local_request.version,
        "voices": three_voices.voices_of(local_request, actor=user),
    }
