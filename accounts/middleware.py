"""Which of a person's memberships this request is made under; what the person takes away."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from accounts import access
from accounts.enums import AccessVerb
from accounts.models import User

SESSION_KEY = "acting_membership"


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
