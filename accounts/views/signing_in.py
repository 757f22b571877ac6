"""Signing in and out."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import AccessVerb
from accounts.forms.signing_in import SignInForm
from accounts.models import User
from accounts.records import access
from accounts.signing_in import throttle
from accounts.signing_in.demo import DEMO_PASSWORD, DEMO_PEOPLE


class _SignIn(LoginView):
    """Django's own sign-in: checks `next`, renews the session. Adds the demo people."""

    template_name = "accounts/login.html"
    authentication_form = SignInForm

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Signed in: written down, and the browser is known from now on."""
        answer = super().form_valid(form)
        user = form.get_user()
        assert isinstance(user, User)  # the only kind of user there is
        access.note(AccessVerb.SIGNED_IN, self.request, person=user)
        throttle.remember(user.username, answer)
        return answer

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
    if isinstance(request.user, User):
        access.note(AccessVerb.SIGNED_OUT, request, person=request.user)
    logout(request)
    messages.success(request, "ログアウトしました。")
    return redirect("home")
