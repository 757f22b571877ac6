"""What of the meetings can be taken out of the public again; for the words of the minutes see
`meetings.publishing.removable_words`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from issues.models import Commitment, LocalRequest
from meetings.enums import MeetingStatus
from meetings.models import (
    AgendaItem,
    Attendance,
    Document,
    Handling,
    Meeting,
    PointMemo,
    ReportAddition,
    SessionDecision,
)
from meetings.transitions import MEETING
from publication.removals.removable import Held, Removable


def concerning(meeting: Meeting) -> str:
    """The meeting, as a removal names what it concerns."""
    return f"meeting:{meeting.pk}"


def _rests_on(meeting: Meeting) -> Iterator[Any]:
    """The published records that were logged from its minutes."""
    here = {"passages__speech__source__meeting": meeting, "published_at__isnull": False}
    yield from LocalRequest.objects.filter(**here).distinct()
    yield from Commitment.objects.filter(**here).distinct()


def _on_meeting(meeting: Meeting) -> Iterator[Any]:
    yield from meeting.agenda_items.all()
    yield from meeting.attendances.all()
    yield from meeting.documents.all()
    yield from meeting.handlings.select_related("local_request", "point").exclude(note="")
    yield from meeting.session_decisions.all()
    yield from meeting.memos.select_related("point")
    if hasattr(meeting, "closed_report"):
        yield from meeting.closed_report.additions.all()
    yield from meeting.sources.order_by("edition")
    if meeting.current_source is not None:
        yield from meeting.current_source.speeches.order_by("index")


def _part(
    key: str,
    label: str,
    model: Any,
    texts: tuple[str, ...],
    *,
    meeting: Callable[[Any], Meeting] = lambda obj: obj.meeting,
    inside: bool = False,
    locked: bool = False,
    more: Callable[[Any], Iterable[str]] = lambda obj: (),
) -> Removable:
    """Something that belongs to a meeting and is public with it; `inside` is the team's alone."""

    def held(obj: Any) -> Held:
        return MEETING, meeting(obj)

    return Removable(
        key=key,
        label=label,
        model=model,
        named=lambda obj: f"{meeting(obj)}の{label}",
        page=lambda obj: str(meeting(obj).get_absolute_url()),
        texts=texts,
        holder=held,
        locked=locked,
        is_shown=lambda obj: not inside and meeting(obj).published_at is not None,
        concerns=lambda obj: (concerning(meeting(obj)), *more(obj)),
    )


def _number(handling: Handling | None) -> tuple[str, ...]:
    request = handling.local_request if handling is not None else None
    return (request.number,) if request is not None else ()


_PEOPLE = ("name", "printed_post", "title", "organization_name", "note")

REMOVABLES = (
    Removable(
        key="meeting",
        label="会合と議事要旨",
        model=Meeting,
        named=lambda meeting: f"{meeting}の議事要旨と会合の記録",
        page=lambda meeting: str(meeting.get_absolute_url()),
        texts=("title", "place", "credit", "unread_reason", "called_off_reason"),
        workflow=MEETING,
        verb=lambda meeting: (
            "unpublish_closed" if meeting.status == MeetingStatus.CLOSED else "unpublish"
        ),
        addresses={"meetings": ("pk", "pk"), "api:meeting-detail": ("pk", "pk")},
        concerns=lambda meeting: (concerning(meeting),),
        below=_rests_on,
        hanging=_on_meeting,
    ),
    _part("agenda", "議事次第", AgendaItem, ("title",)),
    _part("attendance", "出席者", Attendance, _PEOPLE),
    _part("document", "資料名", Document, ("label", "title", "submitter")),
    _part("handling", "取扱いの記録", Handling, ("note",), more=_number, inside=True),
    _part(
        "decision",
        "決定事項",
        SessionDecision,
        ("text",),
        more=lambda decision: _number(decision.handling),
        inside=True,
    ),
    _part("memo", "整理メモ", PointMemo, ("text",), inside=True),
    _part(
        "addition",
        "対応状況一覧への追記",
        ReportAddition,
        ("text",),
        meeting=lambda addition: addition.report.meeting,
        locked=True,
    ),
)
