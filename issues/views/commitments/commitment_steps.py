"""Whether a commitment of the national side was kept, and by what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from issues.actions import commitments
from issues.forms.fulfilment import FulfilForm, UnfulfilledForm
from issues.models import Commitment
from issues.transitions.commitments import COMMITMENT
from workflow.doors import person, refuse_others, refuse_unless, status_of
from workflow.machine import Refused


@dataclass(frozen=True)
class Page:
    """One judgement's page: its verb and words."""

    verb: str
    act: Callable[..., Any]
    form: type[Form]
    title: str
    done: str


FULFIL = Page(
    "fulfil", commitments.fulfil, FulfilForm, "履行済とする", "履行済として記録しました。"
)
UNFULFILLED = Page(
    "mark_unfulfilled", commitments.mark_unfulfilled, UnfulfilledForm, "未履行とする",
    "未履行として記録しました。",
)  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def fulfil(request: HttpRequest, number: str) -> HttpResponse:
    """Kept, and by what."""
    return _judge(request, number, FULFIL)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unfulfilled(request: HttpRequest, number: str) -> HttpResponse:
    """Not kept so far, and why it is judged so."""
    return _judge(request, number, UNFULFILLED)


def _judge(request: HttpRequest, number: str, page: Page) -> HttpResponse:
    user = person(request)
    commitment = get_object_or_404(Commitment.objects.visible_to(user), number=number)
    refuse_others(COMMITMENT, page.verb, user, commitment)
    form = page.form(request.POST or None)
    status = 422 if request.method == "POST" else 200
    if request.method != "POST":
        refuse_unless(COMMITMENT.decide(page.verb, user, commitment))
    elif form.is_valid():
        try:
            page.act(commitment, by=user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.decision.reason)
            status = status_of(refused)
            commitment.refresh_from_db()
        else:
            messages.success(request, page.done)
            return redirect(commitment)
    context = {"commitment": commitment, "form": form, "title": page.title}
    return render(request, "issues/commitments/judge.html", context, status=status)
