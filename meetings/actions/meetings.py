"""What can be done with a meeting as a whole."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from issues.actions import commitments, local_requests
from issues.models import Commitment, LocalRequest
from meetings import coverage
from meetings.enums import MeetingStatus
from meetings.models import Meeting, MinutesSource, Passage
from meetings.transitions import MEETING
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import step


def edit(meeting: Meeting, *, by: User, version: int | None = None, **fields: Any) -> Meeting:
    """Change title, held_on, starts_at, ends_at, place or credit."""
    unknown = set(fields) - {"title", "held_on", "starts_at", "ends_at", "place", "credit"}
    if unknown:
        raise TypeError(f"edit() cannot change {sorted(unknown)}")
    with step(MEETING, "edit", meeting, by=by, version=version) as under_way:
        for name, value in fields.items():
            setattr(under_way.obj, name, value)
    return under_way.obj


@transaction.atomic
def publish(
    meeting: Meeting,
    *,
    by: User,
    now: datetime,
    reason: str = "",
    only: Collection[LocalRequest | Commitment] | None = None,
) -> Meeting:
    """Publish the current edition of the minutes and the requests and commitments logged from
    them so far: all of them, or `only` those that somebody has looked at.

    What is imported or logged later stays internal until the meeting is published again. With
    sentences still open a `reason` is needed; it is kept and shown. A closed session stays closed,
    and its report as it was. Raises `Refused`.
    """
    reason = reason.strip()
    with step(MEETING, publishing_verb(meeting), meeting, by=by, reason=reason) as under_way:
        obj = under_way.obj
        covered = coverage.of(obj)
        if not covered.complete and not reason:
            raise Refused(Decision(RefusalKind.INCOMPLETE, still_open(covered)))
        edition = _publish_edition(obj, now=now)
        numbers = _publish_records(obj, by=by, now=now, only=only)
        if obj.published_at and not (numbers or edition):
            raise Refused(Decision(RefusalKind.CONFLICT, "新しく公表するものがありません。"))
        obj.published_at = obj.published_at or now
        obj.unread_reason = "" if covered.complete else reason
        under_way.details.update(coverage=covered.percent, numbers=numbers, edition=edition)
    return under_way.obj


def publishing_verb(meeting: Meeting) -> str:
    """The move by which the meeting as it stands is published."""
    return "publish_more" if meeting.status == MeetingStatus.CLOSED else "publish"


def unpublished_records(meeting: Meeting) -> tuple[Any, Any]:
    """Live requests (merged ones, too: their words stay theirs) and commitments of the meeting that
    are still internal."""
    here = {"passages__speech__source__meeting": meeting, "published_at__isnull": True}
    return (
        LocalRequest.objects.publishable().filter(**here).distinct(),
        Commitment.objects.live().filter(**here).distinct(),
    )


def unpublished_edition(meeting: Meeting) -> MinutesSource | None:
    """The current edition of the minutes, as long as it is internal."""
    source = meeting.current_source
    return source if source is not None and source.published_at is None else None


def _publish_edition(meeting: Meeting, *, now: datetime) -> int | None:
    """Publish the current edition; passages that followed into it are read there from now on.
    Returns its number, None where it is public already."""
    source = unpublished_edition(meeting)
    if source is None:
        return None
    source.published_at = now
    source.save(update_fields=("published_at",))
    Passage.objects.filter(speech__source=source).update(
        public_speech=None, public_start=0, public_end=0
    )
    return source.edition


def _publish_records(
    meeting: Meeting,
    *,
    by: User,
    now: datetime,
    only: Collection[LocalRequest | Commitment] | None,
) -> list[str]:
    new_requests, new_commitments = unpublished_records(meeting)
    if only is not None:
        numbers = [each.number for each in only]
        new_requests = new_requests.filter(number__in=numbers)
        new_commitments = new_commitments.filter(number__in=numbers)
    numbers = [local_requests.publish(r, by=by, now=now).number for r in new_requests]
    return numbers + [commitments.publish(c, by=by, now=now).number for c in new_commitments]


def still_open(covered: coverage.Coverage) -> str:
    """What is left to read, and the two ways on."""
    return (
        f"まだ確かめていない文が{covered.open}件あります（確認率{covered.percent}％）。"
        "すべて確かめるか、残したまま公表する理由を書いてください。"
    )
