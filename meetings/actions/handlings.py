"""Recording what a session did: outcomes, notes, who said what, decisions, summaries."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from issues.actions import discussion_points, voices
from issues.models import DiscussionPoint
from meetings.enums import HandlingOutcome
from meetings.models import Handling, Meeting, Passage, PointMemo, SessionDecision
from meetings.needs import not_closed
from meetings.transitions import HANDLING, MEETING
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import record as write_record
from workflow.step import step

VERBS = {
    HandlingOutcome.PLANNED: "unrecord",
    HandlingOutcome.REPORTED: "report",
    HandlingOutcome.DISCUSSED: "discuss",
    HandlingOutcome.DECIDED: "decide",
    HandlingOutcome.CARRIED_OVER: "carry_over",
}


def moment_of(meeting: Meeting) -> datetime:
    """When what the session did counts: its end (its date's last minute without one)."""
    end = meeting.ends_at or time(23, 59)
    return timezone.make_aware(datetime.combine(meeting.held_on, end))


def record(
    handling: Handling,
    *,
    by: User,
    outcome: HandlingOutcome | str,
    note: str,
    version: int | None = None,
) -> Handling:
    """Say what was done with the matter. The same outcome again only changes the note."""
    outcome = HandlingOutcome(outcome)
    verb = "edit" if handling.status == outcome else VERBS[outcome]
    with step(
        HANDLING, verb, handling, by=by, version=version, effective_at=moment_of(handling.meeting)
    ) as under_way:
        under_way.obj.note = note.strip()
    return under_way.obj


def quote(handling: Handling, *, by: User, passages: Collection[Passage]) -> Handling:
    """Say which words of the minutes belong to it."""
    with step(HANDLING, "edit", handling, by=by) as under_way:
        under_way.obj.passages.set(passages)
        under_way.details["passages"] = [passage.quote for passage in passages]
    return under_way.obj


@transaction.atomic
def move_point(handling: Handling, verb: str, *, by: User, reason: str = "") -> DiscussionPoint:
    """Move the point on through its workflow, effective at the session."""
    if handling.point is None:
        raise ValueError("only a point's handling moves a point")
    _refuse_closed(handling)
    at = moment_of(handling.meeting)
    moved = discussion_points.move(handling.point, verb, by=by, reason=reason, effective_at=at)
    with step(HANDLING, "edit", handling, by=by) as under_way:
        under_way.details["status"] = moved.get_status_display()
    return moved


@transaction.atomic
def settle_request(handling: Handling, *, by: User, reflected_in: str, despite: str = "") -> Any:
    """Settle the request at the session."""
    if handling.local_request is None:
        raise ValueError("only a request's handling settles a request")
    _refuse_closed(handling)
    settled = voices.settle(
        handling.local_request,
        by=by,
        reflected_in=reflected_in,
        despite=despite,
        effective_at=moment_of(handling.meeting),
    )
    with step(HANDLING, "edit", handling, by=by) as under_way:
        under_way.details["status"] = settled.get_status_display()
    return settled


@transaction.atomic
def decide(meeting: Meeting, *, by: User, text: str, handling: Handling | None = None) -> Any:
    """Write a decision of the session down."""
    if not text.strip():
        raise Refused(Decision(RefusalKind.INCOMPLETE, "決定の内容を書いてください。"))
    with step(MEETING, "record", meeting, by=by) as under_way:
        under_way.details["decision"] = text.strip()
        return SessionDecision.objects.create(
            meeting=under_way.obj, handling=handling, text=text.strip(), recorded_by=by
        )


@transaction.atomic
def write_memo(
    point: DiscussionPoint,
    *,
    by: User,
    meeting: Meeting,
    text: str,
    version: int | None = None,
) -> PointMemo:
    """Write the point's summary as this session leaves it. `version` is the one the person saw
    (None: none yet)."""
    with step(MEETING, "record", meeting, by=by) as under_way:
        memo = PointMemo.objects.select_for_update().filter(point=point, meeting=meeting).first()
        if memo is not None and version != memo.version:
            raise Refused(
                Decision(RefusalKind.CONFLICT, "ほかの人が先に整理メモを書き換えました。")
            )
        if memo is None:
            memo = PointMemo(point=point, meeting=under_way.obj, text="", written_by=by, version=0)
        changes = {"text": [memo.text, text]}
        memo.text, memo.written_by, memo.version = text, by, memo.version + 1
        memo.save()
        under_way.details["memo"] = point.code
        write_record(memo, verb="write_memo", label="整理メモ", by=by, changes=changes)
    return memo


def _refuse_closed(handling: Handling) -> None:
    if reason := not_closed(handling):
        raise Refused(Decision(RefusalKind.CONFLICT, reason))
