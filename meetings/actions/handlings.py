"""Recording what a session did: outcomes, notes, who said what, decisions, summaries."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from issues.actions import discussion_points, voices
from issues.enums import PointStatus
from issues.models import DiscussionPoint
from meetings.enums import HandlingOutcome
from meetings.models import Handling, Meeting, Passage, PointMemo, SessionDecision
from meetings.sessions.series import moment_of
from meetings.transitions import HANDLING, MEETING
from workflow import history, meanwhile
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import record as write_record
from workflow.step import step

__all__ = (
    "VERBS",
    "decide",
    "moment_of",
    "move_point",
    "quote",
    "record",
    "settle_request",
    "take_back",
    "write_memo",
)

VERBS = {
    HandlingOutcome.PLANNED: "unrecord",
    HandlingOutcome.REPORTED: "report",
    HandlingOutcome.DISCUSSED: "discuss",
    HandlingOutcome.DECIDED: "decide",
    HandlingOutcome.CARRIED_OVER: "carry_over",
}


@transaction.atomic
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
    handling = _hold_still(handling)
    verb = "edit" if handling.status == outcome else VERBS[outcome]
    at = moment_of(handling.meeting)
    with step(HANDLING, verb, handling, by=by, version=version, effective_at=at) as under_way:
        under_way.obj.note = note.strip()
    return under_way.obj


@transaction.atomic
def quote(handling: Handling, *, by: User, passages: Collection[Passage]) -> Handling:
    """Say which words of the session's minutes belong to it."""
    handling = _hold_still(handling)
    with step(HANDLING, "edit", handling, by=by) as under_way:
        if any(p.speech.source.meeting_id != handling.meeting_id for p in passages):
            raise Refused(
                Decision(RefusalKind.INCOMPLETE, "この会合の議事要旨から発言を選んでください。")
            )
        under_way.obj.passages.set(passages)
        under_way.details["passages"] = [passage.quote for passage in passages]
    return under_way.obj


@transaction.atomic
def move_point(handling: Handling, verb: str, *, by: User, reason: str = "") -> DiscussionPoint:
    """Move the point on through its workflow, effective at the session.

    A session that is entered after later ones finds the point as it was then: its move goes into
    the history before theirs, and the point's present status stays.
    """
    if (point := handling.point) is None:
        raise ValueError("only a point's handling moves a point")
    handling = _recordable(handling, by)
    at = moment_of(handling.meeting)
    point = discussion_points.move(point, verb, by=by, reason=reason, effective_at=at, belated=True)
    became = PointStatus(history.status_as_of(point, at) or point.status)
    with step(HANDLING, "edit", handling, by=by) as under_way:
        under_way.details["status"] = str(became.label)
    return point


@transaction.atomic
def settle_request(handling: Handling, *, by: User, reflected_in: str, despite: str = "") -> Any:
    """Settle the request, effective at the session. What the session did with it is then 「決定」:
    the one act says both."""
    if handling.local_request is None:
        raise ValueError("only a request's handling settles a request")
    handling = _recordable(handling, by)
    assert handling.local_request is not None
    settled = voices.settle(
        handling.local_request,
        by=by,
        reflected_in=reflected_in,
        despite=despite,
        effective_at=moment_of(handling.meeting),
        fictional=handling.meeting.fictional,
    )
    outcome = HandlingOutcome.DECIDED
    verb = "edit" if handling.status == outcome else VERBS[outcome]
    at = moment_of(handling.meeting)
    with step(HANDLING, verb, handling, by=by, effective_at=at) as under_way:
        under_way.details["status"] = settled.get_status_display()
    return settled


@transaction.atomic
def decide(meeting: Meeting, *, by: User, text: str, handling: Handling | None = None) -> Any:
    """Write a decision of the session down."""
    if handling is not None and handling.meeting_id != meeting.pk:
        raise ValueError("the matter is on another session's agenda")
    if not text.strip():
        raise Refused(Decision(RefusalKind.INCOMPLETE, "決定の内容を書いてください。"))
    with step(MEETING, "record", meeting, by=by) as under_way:
        under_way.details["decision"] = text.strip()
        return SessionDecision.objects.create(
            meeting=under_way.obj,
            handling=handling,
            text=text.strip(),
            recorded_by=by,
            recorded_at=timezone.now(),
        )


@transaction.atomic
def take_back(decision: SessionDecision, *, by: User) -> None:
    """Strike a decision that was written down by mistake, as long as the session is not closed.
    The meeting's history keeps its words."""
    with step(MEETING, "record", decision.meeting, by=by) as under_way:
        under_way.details["decision_taken_back"] = decision.text
        decision.delete()


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
            raise Refused(meanwhile.changed(memo, by))
        if memo is None:
            memo = PointMemo(point=point, meeting=under_way.obj, text="", written_by=by, version=0)
        changes = {"text": [memo.text, text]}
        memo.text, memo.written_by, memo.version = text, by, memo.version + 1
        memo.written_at = timezone.now()
        memo.save()
        under_way.details["memo"] = point.code
        write_record(memo, verb="write_memo", label="整理メモ", by=by, changes=changes)
    return memo


def _hold_still(handling: Handling) -> Handling:
    """The handling as it is now, its session locked: it must not be closed meanwhile."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=handling.meeting_id)
    handling = Handling.objects.select_related("local_request", "point").get(pk=handling.pk)
    handling.meeting = meeting
    return handling


def _recordable(handling: Handling, by: User) -> Handling:
    handling = _hold_still(handling)
    _refuse_unless(HANDLING.decide("discuss", by, handling))
    return handling


def _refuse_unless(decision: Decision) -> None:
    if not decision:
        raise Refused(meanwhile.as_it_is(decision))
