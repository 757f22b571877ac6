"""The values of the review screen, as its template draws them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from issues.enums import RequestKind
from issues.models import DiscussionPoint
from meetings.enums import SuggestionStatus, SuggestionType
from meetings.minutes.proposing.titles import reads_well
from meetings.models import Meeting, Sentence, Speech, Suggestion
from meetings.review.coverage import Coverage
from meetings.review.marks import Segment
from meetings.review.words import PointChoice

HIGH, MIDDLE = 0.75, 0.6
"""Confidence from which a candidate is called 高 or 中; below, 低."""
SHOWS = {"pending": "未確認", "all": "すべて", "low": "確からしさが低い"}


@dataclass(frozen=True)
class Place:
    """Where somebody is in the review; kept in the address."""

    at: int | None = None
    speech: int | None = None
    show: str = "pending"
    sentence: int | None = None

    @property
    def query(self) -> str:
        """The place as the end of an address: ?at=12&show=all. A candidate says where it stands,
        and so does a sentence."""
        known: dict[str, Any] = {}
        if self.at:
            known = {"at": self.at}
        elif self.sentence or self.speech:
            known = {"sentence": self.sentence} if self.sentence else {"speech": self.speech}
        if self.show != "pending":
            known["show"] = self.show
        return f"?{urlencode(known)}" if known else ""


@dataclass(frozen=True)
class MinistryHint:
    """A ministry that the words may concern, with the words or the office that say so."""

    name: str
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """One candidate: its number in the minutes, where it stands, and what would be logged."""

    suggestion: Suggestion
    number: int
    paragraph: int
    points: tuple[DiscussionPoint, ...]
    current: bool = False
    choices: tuple[PointChoice, ...] = ()
    ministries: tuple[MinistryHint, ...] = ()
    page: int | None = None

    @property
    def fits_no_point(self) -> bool:
        """A request that nothing connects with any point, and for which nobody chose one."""
        return not self.is_commitment and not self.points

    @property
    def reads_well(self) -> bool:
        """Whether the title is a sentence of its own."""
        return reads_well(self.suggestion.summary)

    @property
    def decided(self) -> bool:
        return self.suggestion.status != SuggestionStatus.PENDING

    @property
    def is_commitment(self) -> bool:
        return self.suggestion.type == SuggestionType.COMMITMENT

    @property
    def record(self) -> Any:
        """What it became, for an accepted one."""
        return self.suggestion.became

    @property
    def confidence(self) -> str:
        confidence = self.suggestion.confidence
        return "高" if confidence >= HIGH else "中" if confidence >= MIDDLE else "低"

    @property
    def bars(self) -> str:
        """The icon that says the same."""
        return {"高": "bars3", "中": "bars2", "低": "bars1"}[self.confidence]

    @property
    def offers_ministry(self) -> bool:
        """Words of the national side by somebody whose organization nothing tells: what his office
        and words speak for is offered, and nothing of it is chosen beforehand."""
        who = self.suggestion.speech.attendance
        unknown = who is None or who.organization is None
        return self.is_commitment and unknown and bool(self.ministries)

    @property
    def needs_organization(self) -> bool:
        """A request whose speaker's organization nothing tells."""
        who = self.suggestion.speech.attendance
        return not self.is_commitment and (who is None or who.organization is None)


@dataclass(frozen=True)
class Piece:
    """Words under the same marks; `opening` are the cards whose words begin here."""

    segment: Segment
    css: str
    opening: tuple[Card, ...]
    closing: tuple[Card, ...]


@dataclass(frozen=True)
class ReadSentence:
    """A sentence to be read, where it stands, what became of it, and the address that logs its
    words and comes back to it."""

    key: int
    start: int
    end: int
    text: str
    log: str
    paragraph: int = 0
    linked: bool = False
    cleared: bool = False


@dataclass(frozen=True)
class Paragraph:
    """One paragraph with the sentences that are still to be decided and those marked as none."""

    number: int
    start: int
    end: int
    pieces: tuple[Piece, ...]
    free: tuple[ReadSentence, ...]
    cleared: tuple[Sentence, ...]


@dataclass(frozen=True)
class Stop:
    """A speech that holds something to review, and how much of it is left."""

    speech: Speech
    pending: int
    open: int

    @property
    def key(self) -> str:
        """Its key, as the address writes it."""
        return str(self.speech.pk)


@dataclass(frozen=True)
class Progress:
    """How many candidates are decided, and how."""

    total: int = 0
    accepted: int = 0
    dismissed: int = 0
    merged: int = 0

    @property
    def decided(self) -> int:
        return self.accepted + self.dismissed + self.merged

    @property
    def left(self) -> int:
        return self.total - self.decided


@dataclass(frozen=True)
class Screen:
    """All of the review screen. `sentence`: the one that is read now, instead of a candidate;
    `next_sentence`: the key of the one to read next; `finished`: no candidate of the list waits."""

    meeting: Meeting
    place: Place
    progress: Progress
    coverage: Coverage
    speech: Speech | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    cards: tuple[Card, ...] = ()
    current: Card | None = None
    following: int | None = None
    preceding: int | None = None
    stops: tuple[Stop, ...] = ()
    stop: int = 0
    last: Card | None = None
    sentence: ReadSentence | None = None
    next_sentence: int | None = None
    finished: bool = False
    kinds: tuple[tuple[str, str], ...] = tuple(RequestKind.choices)

    @property
    def and_show(self) -> str:
        """The filter as a further part of an address; "" for the usual one."""
        return "" if self.place.show == "pending" else f"&show={self.place.show}"

    @property
    def deciding(self) -> bool:
        """The current candidate waits for a decision."""
        return self.current is not None and not self.current.decided

    @property
    def earlier(self) -> Stop | None:
        """The speech before this one that holds something to review."""
        return self.stops[self.stop - 1] if self.stop > 0 else None

    @property
    def later(self) -> Stop | None:
        return self.stops[self.stop + 1] if self.stop + 1 < len(self.stops) else None

    @property
    def free(self) -> int:
        """Sentences of this speech that no candidate claims and nobody decided on."""
        return sum(len(paragraph.free) for paragraph in self.paragraphs)
