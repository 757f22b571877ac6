"""The one writer of the record of people."""

from __future__ import annotations

from django.utils import timezone

from accounts.enums import AccountVerb
from accounts.models import AccountEvent, Invitation, User
from organizations.models import Organization


def record(
    verb: AccountVerb,
    *,
    by: User | None,
    person: User | None = None,
    invitation: Invitation | None = None,
    organization: Organization | None = None,
    role: str = "",
    reason: str = "",
) -> AccountEvent:
    """Write one line."""
    return AccountEvent.objects.create(
        verb=verb,
        by=by,
        person=person,
        invitation=invitation,
        organization=organization,
        role=role,
        reason=reason.strip(),
        recorded_at=timezone.now(),
    )
