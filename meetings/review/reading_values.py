"""The values of the reading view, as its template draws them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from issues.models import Commitment, CommitmentPoint, LocalRequest, RequestPoint
from meetings.models import (
    AgendaItem,
    Attendance,
    Document,
    Meeting,
    MinutesDecision,
    MinutesSource,
    Passage,
    Speech,
)
from meetings.review.marks import Segment


@dataclass(frozen=True)
class Note:
    """A record that rests on words of a paragraph: its chip, and its note in the margin."""

    passage: Passage
    here: bool = False

    @property
    def record(self) -> LocalRequest | Commitment:
        return self.passage.record

    @property
    def is_commitment(self) -> bool:
        return self.passage.commitment_id is not None

    @cached_property
    def points(self) -> list[RequestPoint | CommitmentPoint]:
        """Its points, the primary one first, as fetched beforehand."""
        record = self.record
        if isinstance(record, LocalRequest):
            return list(record.request_points.all())
        return list(record.commitment_points.all())


@dataclass(frozen=True)
class Piece:
    """Words under the same marks, ready to draw: `css` is "" for plain words."""

    segment: Segment
    css: str
    directions: tuple[str, ...]
    opening: tuple[Note, ...]
    closing: tuple[Note, ...]
    decided: tuple[MinutesDecision, ...]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph under its number, which runs through the whole meeting."""

    number: int
    start: int
    end: int
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    unread: int


@dataclass(frozen=True)
class Turn:
    """One speech with what it yielded, and the stage directions behind it."""

    speech: Speech
    paragraphs: tuple[Paragraph, ...]
    directions: tuple[str, ...]
    asks: int
    promises: int

    @property
    def first(self) -> int:
        """Number of its first paragraph; 0 for a speech without words."""
        return self.paragraphs[0].number if self.paragraphs else 0


@dataclass(frozen=True)
class Agenda:
    """An item with the items below it."""

    item: AgendaItem
    items: tuple[Agenda, ...]


@dataclass(frozen=True)
class Yield:
    """How many records rest on these minutes, of those the reader may see."""

    requests: int
    commitments: int
    points: int


@dataclass(frozen=True)
class Page:
    """All of the reading view."""

    meeting: Meeting
    source: MinutesSource | None
    agenda: tuple[Agenda, ...]
    sides: tuple[tuple[str, list[Attendance]], ...]
    people: int
    documents: list[Document]
    turns: tuple[Turn, ...]
    gained: Yield
    team: bool

    @property
    def is_unpublished(self) -> bool:
        """The words shown are not public yet, though the meeting is."""
        public = self.source is None or self.source.published_at is not None
        return self.meeting.is_published and not public
