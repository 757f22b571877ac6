"""訂正: what is proposed, and what the secretariat makes of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from issues.actions import corrections
from issues.desks import waiting_corrections
from issues.forms.corrections import DecideForm
from issues.models import Correction
from issues.publishing import corrected_words
from issues.transitions.corrections import CORRECTION
from issues.views.attempts import DONE, OK, attempt
from publication.removals import blacking
from workflow.doors import person, refuse_others, refuse_unless

TEMPLATES = "issues/corrections"


@login_required
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """What waits for the secretariat, and what was decided lately, as far as the reader sees it."""
    return render(
        request, f"{TEMPLATES}/list.html", waiting_corrections.waiting_for(person(request))
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The words before and after; the secretariat accepts or declines here."""
    user, correction = _found(request, pk)
    declining = request.POST.get("do") == "decline"
    data = request.POST if request.method == "POST" else None
    form, status = DecideForm(data, declining=declining), OK
    if request.method == "POST":
        refuse_others(CORRECTION, "accept", user, correction)
        status = attempt(form, lambda: _decide(correction, user, form, declining))
        if status == DONE:
            messages.success(
                request, "訂正の申出を見送りました。" if declining else "訂正しました。"
            )
            return redirect(correction)
    return _page(request, correction, form, status)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Who proposed it takes it back."""
    user, correction = _found(request, pk)
    refuse_unless(CORRECTION.decide("withdraw", user, correction))
    corrections.withdraw(correction, by=user, now=timezone.now())
    messages.success(request, "訂正の申出を取り下げました。")
    return redirect(correction)


def _decide(correction: Correction, user: User, form: DecideForm, declining: bool) -> Correction:
    now = timezone.now()
    if declining:
        reason = form.cleaned_data["reason"]
        return corrections.decline(correction, by=user, now=now, reason=reason)
    return corrections.accept(correction, by=user, now=now)


def _found(request: HttpRequest, pk: int) -> tuple[User, Correction]:
    user = person(request)
    visible = Correction.objects.visible_to(user).select_related("organization", "proposed_by")
    return user, get_object_or_404(visible, pk=pk)


def _page(
    request: HttpRequest, correction: Correction, form: DecideForm, status: int
) -> HttpResponse:
    user = person(request)
    offered: Any = CORRECTION.offered(user, correction)
    (hidden,) = corrected_words.hidden_from(user, [correction])
    context = {
        "correction": correction,
        "subject": waiting_corrections.subject_of(correction),
        "reason": blacking.without(correction.reason, hidden),
        "decision": blacking.without(correction.decision, hidden),
        "changed": corrected_words.changed(correction, hidden=hidden),
        "form": form,
        "moves": {offer.transition.verb for offer in offered if offer.decision},
    }
    return render(request, f"{TEMPLATES}/detail.html", context, status=status)
