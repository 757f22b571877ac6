"""中止 and 延期 of a planned session, and taking either back.

The matters of a session that will not be held, or whose day is open, go on to the next session of
the body.
"""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from meetings.actions.closing import carry_over
from meetings.models import Meeting
from meetings.transitions import MEETING
from workflow import history
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import Step, step


@transaction.atomic
def call_off(meeting: Meeting, *, by: User, reason: str) -> Meeting:
    """中止: it will not be held, with a reason."""
    with step(MEETING, "call_off", meeting, by=by, reason=reason) as under_way:
        _tell(under_way, reason)
    carry_over(under_way.obj, by)
    return under_way.obj


@transaction.atomic
def put_off(meeting: Meeting, *, by: User, reason: str) -> Meeting:
    """延期 without a new day yet, with a reason."""
    with step(MEETING, "put_off", meeting, by=by, reason=reason) as under_way:
        _tell(under_way, reason)
        under_way.obj.postponed_from = under_way.obj.postponed_from or under_way.obj.held_on
    carry_over(under_way.obj, by)
    return under_way.obj


@transaction.atomic
def postpone(
    meeting: Meeting,
    *,
    by: User,
    held_on: date,
    reason: str,
    starts_at: time | None = None,
    ends_at: time | None = None,
) -> Meeting:
    """延期 to another day, with a reason. Its matters stay with it. Back to the first day it is as
    if it had never been put off."""
    with step(MEETING, "postpone", meeting, by=by, reason=reason) as under_way:
        _tell(under_way, reason)
        obj = under_way.obj
        if obj.status == "planned" and held_on == obj.held_on:
            raise Refused(Decision(RefusalKind.INCOMPLETE, "開催日が変わっていません。"))
        first = obj.postponed_from or obj.held_on
        obj.postponed_from = first if held_on != first else None
        obj.called_off_at = None
        if obj.postponed_from is None:
            obj.called_off_reason = ""
        obj.held_on, obj.starts_at, obj.ends_at = held_on, starts_at, ends_at
    carry_over(under_way.obj, by)
    return under_way.obj


@transaction.atomic
def reinstate(meeting: Meeting, *, by: User, reason: str = "") -> Meeting:
    """Take 中止 or 延期（期日未定）back: it is planned as before, and what nobody has worked on yet
    comes back from the next session."""
    before = history.entries_of(meeting).filter(verb__in=("call_off", "put_off")).last()
    with step(MEETING, "reinstate", meeting, by=by, reason=reason) as under_way:
        obj: Any = under_way.obj
        changes = before.changes if before is not None else {}
        obj.called_off_at = None
        obj.called_off_reason = changes.get("called_off_reason", [""])[0]
        if "postponed_from" in changes:
            first = changes["postponed_from"][0]
            obj.postponed_from = date.fromisoformat(first) if first else None
    carry_over(under_way.obj, by)
    return under_way.obj


def _tell(under_way: Step[Meeting], reason: str) -> None:
    if not reason.strip():
        raise Refused(Decision(RefusalKind.INCOMPLETE, "理由を書いてください。"))
    under_way.obj.called_off_at = timezone.now()
    under_way.obj.called_off_reason = reason.strip()
