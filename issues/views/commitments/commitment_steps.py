"""Whether a commitment of the national side was kept, and by what."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from issues.actions import commitments
from issues.forms.fulfilment import FulfilForm, UnfulfilledForm
from issues.models import Commitment
from issues.transitions.commitments import COMMITMENT
from issues.views.attempts import DONE, Move

FULFIL = Move(
    COMMITMENT, "fulfil", commitments.fulfil, FulfilForm, "履行済とする",
    "履行済として記録しました。",
)  # fmt: skip
UNFULFILLED = Move(
    COMMITMENT, "mark_unfulfilled", commitments.mark_unfulfilled, UnfulfilledForm, "未履行とする",
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


def _judge(request: HttpRequest, number: str, move: Move) -> HttpResponse:
    visible = Commitment.objects.visible_to(request.user)
    commitment = get_object_or_404(visible, number=number)
    form, status = move.made(request, commitment)
    if status == DONE:
        return redirect(commitment)
    context = {"commitment": commitment, "form": form, "title": move.title}
    return render(request, "issues/commitments/judge.html", context, status=status)
