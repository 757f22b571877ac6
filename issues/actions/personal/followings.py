"""購読: following a request, and no longer. Not a move of the request: the record knows nothing of
who keeps an eye on it."""

from __future__ import annotations

from accounts.models import User
from issues.models import Following, LocalRequest


def follow(local_request: LocalRequest, *, by: User) -> None:
    """Follow it; once is enough."""
    Following.objects.get_or_create(person=by, local_request=local_request)


def stop(local_request: LocalRequest, *, by: User) -> None:
    """Follow it no longer."""
    Following.objects.filter(person=by, local_request=local_request).delete()
