"""利用者の管理: people, their memberships, stopping and resuming. For the secretariat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.actions import people
from accounts.forms.invitations import MembershipForm
from accounts.forms.people import PeopleFilter, ReasonForm
from accounts.models import Invitation, Membership, User
from accounts.refusals import NotPossible
from accounts.views.doors import for_secretariat, person_behind

PER_PAGE = 50


@for_secretariat
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """People with their memberships, in pages."""
    form = PeopleFilter(request.GET)
    rows = form.people().prefetch_related("memberships__organization")
    context = {
        "form": form,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "open_invitations": Invitation.objects.open().count(),
    }
    return render(request, "accounts/people/list.html", context)


@for_secretariat
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: memberships, and what was done to the account."""
    return _page(request, get_object_or_404(User, pk=pk))


@for_secretariat
@require_POST
def add_membership(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a membership to a person."""
    person = get_object_or_404(User, pk=pk)
    form = MembershipForm(request.POST)
    if form.is_valid():
        try:
            membership = people.add_membership(
                person, by=person_behind(request), **form.cleaned_data
            )
        except NotPossible as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, f"{person}さんに「{membership}」を加えました。")
            return redirect(person)
    return _page(request, person, status=422, membership_form=form)


@for_secretariat
@require_POST
def remove_membership(request: HttpRequest, pk: int, membership: int) -> HttpResponse:
    """Take a membership from a person."""
    held = get_object_or_404(
        Membership.objects.select_related("user", "organization"), pk=membership, user=pk
    )
    return _act(
        request,
        held.user,
        lambda: people.remove_membership(held, by=person_behind(request)),
        done=f"{held.user}さんから「{held}」を外しました。",
    )


@for_secretariat
@require_POST
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a person's use, with a reason."""
    person = get_object_or_404(User, pk=pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, person, status=422, reason_form=form)
    return _act(
        request,
        person,
        lambda: people.deactivate(person, by=person_behind(request), **form.cleaned_data),
        done=f"{person}さんの利用を停止しました。",
        reason_form=form,
    )


@for_secretariat
@require_POST
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a person sign in again."""
    person = get_object_or_404(User, pk=pk)
    return _act(
        request,
        person,
        lambda: people.reactivate(person, by=person_behind(request)),
        done=f"{person}さんの利用を再開しました。",
    )


def _act(
    request: HttpRequest, person: User, act: Callable[[], object], *, done: str, **forms: Any
) -> HttpResponse:
    """Do it and come back to the person's page, with the reason there when it was refused."""
    try:
        act()
    except NotPossible as refused:
        person.refresh_from_db()
        return _page(request, person, status=409, refusal=refused.reason, **forms)
    messages.success(request, done)
    return redirect(person)


def _page(
    request: HttpRequest, person: User, *, status: int = 200, refusal: str = "", **forms: Any
) -> HttpResponse:
    context = {
        "person": person,
        "held": person.memberships.select_related("organization"),
        "events": person.account_events.select_related("organization", "by", "invitation"),
        "is_self": person == request.user,
        "refusal": refusal,
        "membership_form": MembershipForm(),
        "reason_form": ReasonForm(),
        **forms,
    }
    return render(request, "accounts/people/detail.html", context, status=status)
