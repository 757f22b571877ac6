"""What of a meeting can be published, as the public will read it: its facts, people, papers, the
minutes speech by speech, and what the session did. Requests and commitments go along.

See `publication.publishable.Publishable` for what the row promises.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from japan.eras import format_era
from meetings import coverage
from meetings.actions import meetings
from meetings.enums import MeetingStatus
from meetings.models import Attendance, Meeting, MinutesSource, Passage
from meetings.transitions import MEETING
from publication.publishable import Publishable, Shown
from workflow.machine import Decision


def may_publish(actor: Any, meeting: Meeting) -> Decision:
    """The move by which the meeting as it stands is published, judged for this person."""
    return MEETING.decide(meetings.publishing_verb(meeting), actor, meeting)


def known_persons() -> set[str]:
    """Names of those who sat at a meeting under an office: a public matter, unlike other names."""
    return set(Attendance.objects.exclude(printed_post="").values_list("name", flat=True))


def _waiting() -> QuerySet[Meeting]:
    """Held ones, and published ones with records that were logged later."""
    passages = Passage.objects.live().filter(
        Q(local_request__isnull=False, local_request__published_at=None)
        | Q(commitment__isnull=False, commitment__published_at=None)
    )
    later = Meeting.objects.filter(
        pk__in=passages.values("speech__source__meeting"), published_at__isnull=False
    )
    rows = Meeting.objects.filter(Q(status=MeetingStatus.HELD) | Q(pk__in=later.values("pk")))
    return rows.select_related("body", "current_source").order_by("-held_on", "-pk")


def _along(meeting: Meeting) -> list[tuple[str, Any]]:
    requests, commitments = meetings.unpublished_records(meeting)
    found: list[tuple[str, Any]] = [
        ("request", each) for each in requests.select_related("organization").order_by("pk")
    ]
    rows = commitments.select_related("organization").order_by("pk")
    return found + [("commitment", each) for each in rows]


def _texts(meeting: Meeting) -> list[Shown]:
    public = meeting.is_published
    lines = [*_facts(meeting), *_people(meeting), *_session(meeting)]
    if meeting.current_source is not None:
        lines += _minutes(meeting.current_source)
    return [Shown(label, text, text if public else "") for label, text in lines if text]


def _facts(meeting: Meeting) -> Iterator[tuple[str, str]]:
    yield "会合", meeting.title
    hours = [f"{at:%H:%M}" for at in (meeting.starts_at, meeting.ends_at) if at]
    yield "開催日", " ".join((format_era(meeting.held_on), "～".join(hours))).strip()
    yield "場所", meeting.place
    yield "出典", meeting.credit
    yield "議事次第", "\n".join(str(item) for item in meeting.agenda_items.all())
    papers = meeting.documents.all()
    yield "資料", "\n".join(f"{p}（{p.submitter}）" if p.submitter else str(p) for p in papers)


def _people(meeting: Meeting) -> Iterator[tuple[str, str]]:
    people = [f"{who}{f' {who.note}' if who.note else ''}" for who in meeting.attendances.all()]
    yield "出席者", "\n".join(people)


def _session(meeting: Meeting) -> Iterator[tuple[str, str]]:
    for decision in meeting.session_decisions.all():
        yield "決定事項", decision.text


def _minutes(source: MinutesSource) -> Iterator[tuple[str, str]]:
    """Every speech below its label as printed, with the stage directions where they stand."""
    behind: dict[int, list[str]] = {}
    for direction in source.stage_directions.all():
        behind.setdefault(direction.after_speech, []).append(f"（{direction.text}）")
    yield "原本のファイル名", source.filename
    for speech in source.speeches.select_related("attendance"):
        name = speech.attendance.name if speech.attendance else ""
        yield f"発言{speech.index}　{name} {speech.label}".replace("　 ", "　"), speech.text
        yield f"発言{speech.index}のあと", "\n".join(behind.get(speech.index, ()))


def _wants_reason(meeting: Meeting) -> str:
    """Nothing else is asked: the verb refuses a meeting with open sentences and no reason."""
    covered = coverage.of(meeting)
    return "" if covered.complete else meetings.still_open(covered)


def _publish(meeting: Meeting, *, by: User, now: Any, reason: str = "") -> Meeting:
    return meetings.publish(meeting, by=by, now=now, reason=reason)


PUBLISHABLES = (
    Publishable(
        key="meeting",
        label="会合と議事要旨",
        model=Meeting,
        waiting=_waiting,
        publish=_publish,
        texts=_texts,
        decide=may_publish,
        title=lambda obj: f"{obj}（{format_era(obj.held_on)}）",
        group=lambda obj: obj.body.name,
        wants_reason=_wants_reason,
        along=_along,
    ),
)
