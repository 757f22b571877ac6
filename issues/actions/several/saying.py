"""What several verbs say: why, and by how much a date moved."""

from __future__ import annotations

from datetime import date, datetime

from accounts.models import User
from issues.models import DueChange
from organizations.models import Organization
from workflow.machine import Decision, RefusalKind, Refused


def note_slip(
    *,
    by: User,
    old: date,
    new: date,
    reason: str,
    ministry: Organization,
    now: datetime,
    **subject: object,
) -> DueChange:
    """One row of the slip ledger. Raises `Refused` when nothing changes."""
    if new == old:
        raise Refused(Decision(RefusalKind.INCOMPLETE, "期限が変わっていません。"))
    return DueChange.objects.create(
        old_due_on=old,
        new_due_on=new,
        days=(new - old).days,
        reason=reason,
        ministry=ministry,
        changed_by=by,
        changed_at=now,
        **subject,
    )


def say_why(reason: str) -> None:
    """Raises `Refused` when no reason is given."""
    if not reason.strip():
        raise Refused(Decision(RefusalKind.INCOMPLETE, "理由を書いてください。"))
