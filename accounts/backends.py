"""Who can come in at all."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from accounts.models import User
from accounts.signing_in.demo import DEMO_PASSWORD


class PeopleBackend(ModelBackend):
    """Django's own, but for what belongs to a demonstration: where it is off, neither demo people
    nor the password that every demonstration prints open anything, whatever the data holds. A demo
    person who is signed in when it is switched off is signed out by it."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        if not settings.DEMO and password == DEMO_PASSWORD:
            return None
        found = super().authenticate(request, username=username, password=password, **kwargs)
        return found if isinstance(found, User) else None

    def user_can_authenticate(self, user: Any) -> bool:
        """Active, and no demo person where demo is off."""
        allowed = settings.DEMO or not getattr(user, "demo", False)
        return bool(allowed and super().user_can_authenticate(user))
