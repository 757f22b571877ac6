"""What of the meetings and their minutes can be taken out of the public again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from issues.models import Commitment, LocalRequest
from issues.transitions import COMMITMENT, LOCAL_REQUEST
from meetings.enums import MeetingStatus
from meetings.models import Meeting, Passage
from meetings.transitions import MEETING
from publication.removable import Held, Removable


def _record_of(passage: Passage) -> Held:
    record = passage.record
    return (LOCAL_REQUEST if isinstance(record, LocalRequest) else COMMITMENT), record


def _passage_name(passage: Passage) -> str:
    record = passage.record
    kind = "要望" if isinstance(record, LocalRequest) else "国側の発言"
    return f"{kind}{record.number}の引用（{passage.speech.source.meeting}の議事要旨）"


def _rests_on(meeting: Meeting) -> Iterable[Any]:
    """The published records that were logged from its minutes."""
    here = {"passages__speech__source__meeting": meeting, "published_at__isnull": False}
    yield from LocalRequest.objects.filter(**here).distinct()
    yield from Commitment.objects.filter(**here).distinct()


REMOVABLES = (
    Removable(
        key="meeting",
        label="会合と議事要旨",
        model=Meeting,
        named=lambda meeting: f"{meeting}の議事要旨と会合の記録",
        page=lambda meeting: str(meeting.get_absolute_url()),
        texts=("title", "place", "credit", "unread_reason"),
        workflow=MEETING,
        verb=lambda meeting: (
            "unpublish_closed" if meeting.status == MeetingStatus.CLOSED else "unpublish"
        ),
        addresses={"meetings": ("pk", "pk"), "api:meeting-detail": ("pk", "pk")},
        below=_rests_on,
    ),
    Removable(
        key="passage",
        label="要望などの引用",
        model=Passage,
        named=_passage_name,
        page=lambda passage: str(passage.record.get_absolute_url()),
        holder=_record_of,
        hides=True,
        is_shown=lambda passage: passage.record.published_at is not None,
    ),
)
