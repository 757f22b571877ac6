"""Signing in and out."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.demo import DEMO_PASSWORD, DEMO_PEOPLE
from accounts.forms.signing_in import SignInForm


class _SignIn(LoginView):
    """Django's own sign-in: checks `next`, renews the session. Adds the demo people."""

    template_name = "accounts/login.html"
    authentication_form = SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        demo = {"demo_people": DEMO_PEOPLE, "demo_password": DEMO_PASSWORD} if settings.DEMO else {}
        return super().get_context_data(**kwargs, **demo)


_sign_in = _SignIn.as_view()


@require_http_methods(["GET", "HEAD", "POST"])
def login_page(request: HttpRequest) -> HttpResponseBase:
    """Sign in with username and password; then on to `next` on this site, or to the start page."""
    return _sign_in(request)


@require_POST
def logout_page(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    logout(request)
    messages.success(request, "ログアウトしました。")
    return redirect("home")
