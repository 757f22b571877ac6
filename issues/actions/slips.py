"""記載誤り: saying that a due date had been a slip of the pen, which then counts for nothing."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from accounts.models import User
from issues.actions.several.saying import note_slip, say_why
from issues.due_dates.due import DueDate
from issues.models import DueChange, DueSlip, FollowUp, LocalRequest
from issues.transitions.follow_ups import FOLLOW_UP
from issues.transitions.requests import LOCAL_REQUEST
from workflow.machine import Decision, RefusalKind, Refused, Workflow
from workflow.step import step


def mark(change: DueChange, *, by: User, reason: str) -> DueSlip:
    """The date before this change had been written by mistake. Raises `Refused` when it was
    marked before, or without a reason."""
    subject = change.subject
    with step(table_of(subject), "mark_due_slip", subject, by=by, reason=reason) as under_way:
        say_why(reason)
        if DueSlip.objects.filter(change=change).exists():
            raise Refused(Decision(RefusalKind.CONFLICT, "すでに記載誤りの印が付いています。"))
        obj = under_way.obj
        if isinstance(obj, LocalRequest) and obj.first_due_on == change.old_due_on:
            obj.first_due_on = change.new_due_on
        under_way.details["due_slip"] = [
            change.old_due_on.isoformat(), change.new_due_on.isoformat(),
        ]  # fmt: skip
        return _slip(change, by=by, reason=reason, now=timezone.now())


def put_right(
    subject: LocalRequest | FollowUp,
    *,
    by: User,
    due: DueDate,
    reason: str,
    version: int | None = None,
) -> LocalRequest | FollowUp:
    """The date that stands is a slip of the pen: this one was meant. Also once it has been
    answered. Raises `Refused` without a reason, or when the date stays the same."""
    with step(
        table_of(subject), "mark_due_slip", subject, by=by, reason=reason, version=version
    ) as under_way:
        say_why(reason)
        obj = under_way.obj
        owes = obj.lead_ministry if isinstance(obj, LocalRequest) else obj.organization
        assert obj.due_on is not None  # the table lets only those with a date through
        assert owes is not None
        of = {"local_request" if isinstance(obj, LocalRequest) else "follow_up": obj}
        now = timezone.now()
        change = note_slip(
            by=by, old=obj.due_on, new=due.on, reason=reason, ministry=owes, now=now, **of
        )
        _slip(change, by=by, reason=reason, now=now)
        if isinstance(obj, LocalRequest) and obj.first_due_on == obj.due_on:
            obj.first_due_on = due.on
        obj.due_on, obj.due_basis = due.on, due.basis
    return under_way.obj


def _slip(change: DueChange, *, by: User, reason: str, now: datetime) -> DueSlip:
    return DueSlip.objects.create(change=change, reason=reason.strip(), marked_by=by, marked_at=now)


def table_of(subject: LocalRequest | FollowUp) -> Workflow:
    """The table of moves of what a due date belongs to."""
    return LOCAL_REQUEST if isinstance(subject, LocalRequest) else FOLLOW_UP
