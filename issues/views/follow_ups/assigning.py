"""Giving a task on a request, a point or a commitment; on a meeting from its own app."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from issues.actions import follow_ups
from issues.forms.follow_ups import AssignForm
from issues.models import Commitment, FollowUp
from issues.pages import follow_up_subjects
from issues.transitions.follow_ups import FOLLOW_UP
from issues.views.doors import point_of, request_of
from organizations.models import Organization
from workflow.doors import person, place_to_return, refuse_unless, status_of
from workflow.machine import Refused


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def on_request(request: HttpRequest, number: str) -> HttpResponse:
    """A task on a request, offered to its lead ministry."""
    local_request = request_of(request, number)
    return assign_on(request, local_request, offered=local_request.lead_ministry)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def on_point(request: HttpRequest, code: str) -> HttpResponse:
    """A task on a discussion point."""
    return assign_on(request, point_of(request, code))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def on_commitment(request: HttpRequest, number: str) -> HttpResponse:
    """A task on a commitment, offered to the ministry that promised."""
    visible = Commitment.objects.visible_to(request.user).select_related("organization")
    commitment = get_object_or_404(visible, number=number)
    return assign_on(request, commitment, offered=commitment.organization)


def assign_on(
    request: HttpRequest, subject: Model, *, offered: Organization | None = None
) -> HttpResponse:
    """The page that gives a task on this subject; `offered` is the organization to begin with."""
    user = person(request)
    refuse_unless(FOLLOW_UP.decide("assign", user, FollowUp()))
    form = AssignForm(request.POST or None, initial={"organization": offered})
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            follow_up = follow_ups.assign(subject, by=user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.decision.reason)
            status = status_of(refused)
        else:
            messages.success(request, f"{follow_up.organization}に対応を依頼しました。")
            return redirect(place_to_return(request) or follow_up)
    about = follow_up_subjects.subject_of(subject)
    context = {
        "form": form,
        "subject": about,
        "list_url": reverse(follow_up_subjects.LISTS[about.kind]),
        "back": place_to_return(request),
    }
    return render(request, "issues/follow_ups/new.html", context, status=status)
