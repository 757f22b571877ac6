"""What every page's header shows of the person."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from accounts.models import User


def acting(request: HttpRequest) -> dict[str, Any]:
    """`acting`, all `memberships`, and whether this is a demonstration."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"acting": None, "memberships": [], "demo_mode": settings.DEMO}
    return {
        "acting": user.acting,
        "memberships": user.held_memberships,
        "demo_mode": settings.DEMO,
    }
