"""Which of a person's memberships this request is made under; what the person takes away."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from accounts.enums import AccessVerb
from accounts.models import User
from accounts.records import access

SESSION_KEY = "acting_membership"
BEGAN_KEY = "signed_in_at"
SEEN_KEY = "seen_at"
SHARE = 0.02
"""So much of the idle time passes before its end is put off again (five minutes of four hours)."""


class LivingSessionMiddleware:
    """Lets a sign-in live on while somebody works: each sign of work puts its end off again, once
    in a while and not each time. After the longest time it ends in any case."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Before the view, for it may ask who is signed in."""
        match = request.resolver_match
        by_itself = match is not None and match.view_name in settings.NO_SIGN_OF_WORK
        if by_itself or not isinstance(request.user, User):
            return
        now = time.time()
        signed_in = request.user.last_login
        began = request.session.get(BEGAN_KEY) or (signed_in.timestamp() if signed_in else now)
        longest = settings.SESSION_LONGEST_SECONDS
        if longest and now - began > longest:
            logout(request)
        elif now - request.session.get(SEEN_KEY, began) > settings.SESSION_COOKIE_AGE * SHARE:
            request.session[BEGAN_KEY], request.session[SEEN_KEY] = began, now


class ActingMembershipMiddleware:
    """Sets `request.user.acting` from the session; a membership that is gone falls back to the
    person's first. One query per request of a signed-in person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User):
            held = user.held_memberships
            chosen = request.session.get(SESSION_KEY)
            user.acting = next((m for m in held if m.pk == chosen), held[0] if held else None)
        return self.get_response(request)


class TakingAwayMiddleware:
    """Writes down each file that somebody who has signed in takes along, and keeps what such a
    person reads out of every store: the next one at that computer finds nothing of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = request.user
        if not isinstance(user, User):
            return response
        add_never_cache_headers(response)
        if response.status_code == 200 and _is_file(response) and request.method != "HEAD":
            access.note(
                AccessVerb.DOWNLOADED, request, person=user, subject=request.get_full_path()
            )
        return response


def _is_file(response: HttpResponse) -> bool:
    return response.get("Content-Disposition", "").startswith("attachment")
