"""Following the link of an invitation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actions import invitations
from accounts.enums import AccessVerb
from accounts.forms.invitations import RegistrationForm
from accounts.middleware import SESSION_KEY
from accounts.models import Invitation, User
from accounts.records import access
from accounts.refusals import NotPossible


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Register, or add the membership to the account that the address has already."""
    invitation = invitations.by_token(token)
    if invitation is None or not invitation.is_usable(timezone.now()):
        return _ended(request, 404 if invitation is None else 410)
    owner = invitations.account_at(invitation.address)
    if request.method == "POST" and owner is None and not request.user.is_authenticated:
        return _register(request, invitation)
    if request.method == "POST" and owner is not None and owner == request.user:
        return _add(request, invitation, owner)
    form = RegistrationForm(initial={"display_name": invitation.display_name})
    status = 409 if request.method == "POST" else 200
    return _page(request, invitation, status=status, owner=owner, form=form)


def _register(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = RegistrationForm(request.POST)
    if not form.is_valid():
        return _page(request, invitation, status=422, form=form)
    given = {name: form.cleaned_data[name] for name in ("username", "display_name", "password")}
    try:
        user = invitations.register(invitation, now=timezone.now(), **given)
    except NotPossible as refused:
        form.add_error(None, refused.reason)
        return _page(request, invitation, status=409, form=form)
    except IntegrityError:
        # Somebody took the same name between the check and now.
        form.add_error("username", "このユーザー名は使えません。別のものにしてください。")
        return _page(request, invitation, status=422, form=form)
    login(request, user)
    access.note(AccessVerb.SIGNED_IN, request, person=user)
    messages.success(request, "登録しました。このまま使えます。")
    return redirect("home")


def _add(request: HttpRequest, invitation: Invitation, owner: User) -> HttpResponse:
    try:
        invitations.accept(invitation, by=owner, now=timezone.now())
    except NotPossible as refused:
        return _page(request, invitation, status=409, owner=owner, refusal=refused.reason)
    added = owner.memberships.get(organization=invitation.organization, role=invitation.role)
    request.session[SESSION_KEY] = added.pk
    messages.success(request, f"所属を加えました。{added}として操作します。")
    return redirect("home")


def _page(
    request: HttpRequest, invitation: Invitation, *, status: int, **context: Any
) -> HttpResponse:
    given = {"owner": None, "form": None, "refusal": "", **context, "invitation": invitation}
    return render(request, "accounts/accept.html", given, status=status)


def _ended(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, "accounts/invitation_ended.html", status=status)
