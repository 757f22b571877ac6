"""Which of a person's memberships this request is made under."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

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
