"""What can be done with a meeting as a whole."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from issues.actions import logged
from issues.models import Commitment, LocalRequest
from meetings.actions import facts, originals
from meetings.enums import MeetingStatus
from meetings.models import (
    AgendaItem,
    Attendance,
    Document,
    Handling,
    Meeting,
    Passage,
    ReportAddition,
)
from meetings.publishing.unpublished import Unpublished, unpublished
from meetings.review import coverage
from meetings.transitions import MEETING
from publication.models import Removal
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import step

__all__ = (
    "edit",
    "editing_verb",
    "publish",
    "publish_original",
    "publishing_verb",
    "still_open",
    "unpublished",
    "unpublished_records",
)


def edit(
    meeting: Meeting, *, by: User, version: int | None = None, reason: str = "", **fields: Any
) -> Meeting:
    """Change title, held_on, starts_at, ends_at, place or credit. Of a public meeting that is a
    correction: it shows at once, needs a reason, and stands in the public history."""
    unknown = set(fields) - {"title", "held_on", "starts_at", "ends_at", "place", "credit"}
    if unknown:
        raise TypeError(f"edit() cannot change {sorted(unknown)}")
    verb, reason = editing_verb(meeting), reason.strip()
    with step(MEETING, verb, meeting, by=by, version=version, reason=reason) as under_way:
        if verb == "correct" and not reason:
            raise Refused(
                Decision(RefusalKind.INCOMPLETE, "公表済みの内容を直す理由を書いてください。")
            )
        for name, value in fields.items():
            setattr(under_way.obj, name, value)
    return under_way.obj


def editing_verb(meeting: Meeting) -> str:
    """The move by which the facts of the meeting as it stands are changed."""
    return "correct" if meeting.status == MeetingStatus.PUBLISHED else "edit"


@transaction.atomic
def publish(
    meeting: Meeting,
    *,
    by: User,
    now: datetime,
    reason: str = "",
    only: Collection[LocalRequest | Commitment] | None = None,
) -> Meeting:
    """Publish the current edition of the minutes, what was written on the session, and the
    requests and commitments logged from them so far: all of them, or `only` those that somebody
    has looked at.

    What is imported or logged later stays internal until the meeting is published again. With
    sentences still open a `reason` is needed; it is kept and shown. A closed session stays closed,
    and its report as it was. Raises `Refused`.
    """
    reason = reason.strip()
    with step(MEETING, publishing_verb(meeting), meeting, by=by, reason=reason) as under_way:
        obj = under_way.obj
        covered = coverage.coverage_of(obj)
        if not covered.complete and not reason:
            raise Refused(Decision(RefusalKind.INCOMPLETE, still_open(covered)))
        waiting = unpublished(obj)
        numbers = _publish_records(waiting, by=by, now=now, only=only)
        if not (numbers or waiting.without_records):
            raise Refused(Decision(RefusalKind.CONFLICT, "新しく公表するものがありません。"))
        under_way.details.update(
            coverage=covered.percent,
            numbers=numbers,
            edition=waiting.edition.edition if waiting.edition else None,
            replaces=waiting.replaces and not waiting.first,
            texts=waiting.counts(),
        )
        _publish_edition(waiting, now=now)
        _publish_texts(obj, waiting, now=now)
        obj.published_at = obj.published_at or now
        obj.unread_reason = "" if covered.complete else reason
    return under_way.obj


@transaction.atomic
def publish_original(meeting: Meeting, *, by: User, now: datetime) -> Meeting:
    """Let everybody have the file of the minutes that are public, cleaned of what its pages do not
    show. Raises `Refused` while the minutes are internal."""
    with step(MEETING, "publish_original", meeting, by=by) as under_way:
        digest = originals.publish(under_way.obj.current_source, now=now)
        under_way.details["original"] = digest
    return under_way.obj


def publishing_verb(meeting: Meeting) -> str:
    """The move by which the meeting as it stands is published."""
    return "publish_more" if meeting.status == MeetingStatus.CLOSED else "publish"


def unpublished_records(meeting: Meeting) -> tuple[Any, Any]:
    """Live requests (merged ones, too: their words stay theirs) and commitments of the meeting that
    are still internal."""
    waiting = unpublished(meeting)
    return waiting.requests, waiting.commitments


def _publish_edition(waiting: Unpublished, *, now: datetime) -> None:
    """Publish the current edition with the facts that came with it; passages that followed into it
    are read there from now on."""
    source = waiting.edition
    if source is None:
        return
    if source.facts:
        facts.put(waiting.meeting, source.facts)
    source.published_at, source.facts = now, {}
    source.save(update_fields=("published_at", "facts"))
    Passage.objects.filter(speech__source=source).update(
        public_speech=None, public_start=0, public_end=0
    )


def _publish_texts(meeting: Meeting, waiting: Unpublished, *, now: datetime) -> None:
    """What stands now is what the public reads: lines that were replaced are not read any more."""
    for model in (AgendaItem, Document, Attendance):
        here = model.every.filter(meeting=meeting)
        here.filter(replaced_at__isnull=False).update(published_at=None)
        internal = here.filter(replaced_at__isnull=True, published_at__isnull=True)
        # What was taken down does not come back with the next publication.
        internal.exclude(pk__in=Removal.objects.taken_down(model)).update(published_at=now)
    for handling in waiting.handlings:
        Handling.objects.filter(pk=handling.pk).update(
            published_at=handling.published_at or now,
            published_outcome=handling.status,
            published_item=handling.agenda_item_id,
        )
    keys = [addition.pk for addition in waiting.additions]
    ReportAddition.objects.filter(pk__in=keys).update(published_at=now)


def _publish_records(
    waiting: Unpublished,
    *,
    by: User,
    now: datetime,
    only: Collection[LocalRequest | Commitment] | None,
) -> list[str]:
    new_requests, new_commitments = waiting.requests, waiting.commitments
    if only is not None:
        numbers = [each.number for each in only]
        new_requests = new_requests.filter(number__in=numbers)
        new_commitments = new_commitments.filter(number__in=numbers)
    new = (*new_requests, *new_commitments)
    return [logged.publish(record, by=by, now=now).number for record in new]


def still_open(covered: coverage.Coverage) -> str:
    """What is left to read, and the two ways on."""
    return (
        f"まだ確かめていない文が{covered.open}件あります（確認率{covered.percent}％）。"
        "すべて確かめるか、残したまま公表する理由を書いてください。"
    )
