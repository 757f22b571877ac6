"""One's own account: for whom one acts, and the password."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.enums import AccessVerb, AccountVerb
from accounts.forms.passwords import OwnPasswordForm
from accounts.middleware import SESSION_KEY
from accounts.models import User
from accounts.records import access
from accounts.records.people import record


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who one is here, and what was done to one's account."""
    user = _signed_in(request)
    events = user.account_events.select_related("organization", "by", "invitation")
    return render(request, "accounts/account.html", {"events": events})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def switch(request: HttpRequest) -> HttpResponse:
    """Choose the membership one acts under. The page one came from may not be for another one,
    so choosing leads to the start page."""
    user = _signed_in(request)
    if request.method != "POST":
        return render(request, "accounts/switch.html")
    wanted = request.POST.get("membership", "")
    membership = next((m for m in user.held_memberships if str(m.pk) == wanted), None)
    if membership is None:
        raise Http404("その所属はありません。")
    request.session[SESSION_KEY] = membership.pk
    user.acting = membership
    access.note(AccessVerb.SWITCHED, request, person=user)
    messages.success(request, f"{membership}として操作します。")
    return redirect("home")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change one's password; every other browser is signed out by it."""
    user = _signed_in(request)
    form = OwnPasswordForm(user, request.POST or None, request=request)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "accounts/password.html", {"form": form}, status=status)
    with transaction.atomic():
        form.save()
        record(AccountVerb.PASSWORD_CHANGED, by=user, person=user)
    update_session_auth_hash(request, user)
    messages.success(request, "パスワードを変えました。ほかの端末では、ログインし直してください。")
    return redirect("accounts:account")


def _signed_in(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User)  # login_required
    return user
