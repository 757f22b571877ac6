"""The one writer of the record of who came in and what was taken away."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from accounts.enums import AccessVerb
from accounts.models import AccessEvent, User
from accounts.signing_in.throttle import address_of


def note(
    verb: AccessVerb,
    request: HttpRequest | None,
    *,
    person: User | None = None,
    typed: str = "",
    subject: str = "",
) -> AccessEvent:
    """Write one line. Of a typed name only one that somebody has is kept."""
    known = person or User.objects.filter(username=typed.strip()).first()
    membership = person.acting if person is not None else None
    meta: dict[str, Any] = request.META if request is not None else {}
    return AccessEvent.objects.create(
        verb=verb,
        person=known,
        typed=known.username if known else "",
        organization=membership.organization if membership else None,
        role=membership.role if membership else "",
        address=address_of(request),
        browser=str(meta.get("HTTP_USER_AGENT", ""))[:200].replace("\x00", ""),
        subject=subject[:300],
        request_id=getattr(request, "request_id", ""),
        recorded_at=timezone.now(),
    )
