"""What the review screen shows: one speech with its candidates marked, and their cards beside it.

Built from a fixed number of queries, however many candidates there are.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count

from accounts.models import User
from issues.enums import RequestKind
from issues.models import DiscussionPoint
from meetings import coverage, marks
from meetings.actions.suggestions import point_codes
from meetings.coverage import Coverage
from meetings.enums import Side, SuggestionStatus, SuggestionType
from meetings.marks import Mark, Segment
from meetings.models import Meeting, MinutesSource, Sentence, Speech, Suggestion
from meetings.words import PointChoice, point_choices

HIGH, MIDDLE = 0.75, 0.6
"""Confidence from which a candidate is called 高 or 中; below, 低."""
CANDIDATE, OPEN, CLEARED = "cm", "unread", "cleared"
SHOWS = {"pending": "未確認", "all": "すべて", "low": "確からしさが低い"}
CSS = {
    SuggestionStatus.PENDING: "",
    SuggestionStatus.ACCEPTED: "yes",
    SuggestionStatus.DISMISSED: "no",
    SuggestionStatus.MERGED: "merged",
}


@dataclass(frozen=True)
class Place:
    """Where somebody is in the review; kept in the address."""

    at: int | None = None
    speech: int | None = None
    show: str = "pending"

    @property
    def query(self) -> str:
        """The place as the end of an address: ?at=12&show=all."""
        parts = {"at": self.at, "speech": None if self.at else self.speech}
        known: dict[str, Any] = {name: value for name, value in parts.items() if value}
        if self.show != "pending":
            known["show"] = self.show
        return f"?{urlencode(known)}" if known else ""


@dataclass(frozen=True)
class Card:
    """One candidate: its number in the minutes, where it stands, and what would be logged."""

    suggestion: Suggestion
    number: int
    paragraph: int
    points: tuple[DiscussionPoint, ...]
    current: bool = False
    choices: tuple[PointChoice, ...] = ()

    @property
    def decided(self) -> bool:
        return self.suggestion.status != SuggestionStatus.PENDING

    @property
    def is_commitment(self) -> bool:
        return self.suggestion.type == SuggestionType.COMMITMENT

    @property
    def record(self) -> Any:
        """What it became, for an accepted one."""
        if self.suggestion.status != SuggestionStatus.ACCEPTED:
            return None
        return self.suggestion.local_request or self.suggestion.commitment

    @property
    def confidence(self) -> str:
        confidence = self.suggestion.confidence
        return "高" if confidence >= HIGH else "中" if confidence >= MIDDLE else "低"

    @property
    def bars(self) -> str:
        """The icon that says the same."""
        return {"高": "bars3", "中": "bars2", "低": "bars1"}[self.confidence]

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
class FreeSentence:
    """A sentence that nothing claims yet."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph with the sentences that are still to be decided and those marked as none."""

    number: int
    start: int
    end: int
    pieces: tuple[Piece, ...]
    free: tuple[Sentence, ...]
    cleared: tuple[Sentence, ...]
    text: str

    @property
    def free_words(self) -> list[FreeSentence]:
        """The sentences still to be decided, with their words."""
        return [FreeSentence(s.start, s.end, self.text[s.start : s.end]) for s in self.free]


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
    """All of the review screen."""

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
    kinds: tuple[tuple[str, str], ...] = tuple(RequestKind.choices)

    @property
    def and_show(self) -> str:
        """The filter as a further part of an address; "" for the usual one."""
        return "" if self.place.show == "pending" else f"&show={self.place.show}"

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


def screen(meeting: Meeting, place: Place, *, actor: User) -> Screen:
    """The review screen of a meeting's current minutes at a place."""
    source = meeting.current_source
    if source is None:
        return Screen(meeting, place, Progress(), Coverage())
    return _Builder(meeting, source, place, actor).screen()


def next_pending(source: MinutesSource, after: Suggestion, *, show: str) -> int | None:
    """The key of the candidate to decide next: behind this one, else the first one left."""
    found = Suggestion.objects.pending().filter(source=source).exclude(pk=after.pk)
    if show == "low":
        found = found.filter(confidence__lt=MIDDLE)
    rows = list(found.values_list("speech__index", "start", "pk"))
    here = (after.speech.index, after.start, after.pk)
    behind = [row for row in rows if row > here]
    left = behind or rows
    return left[0][2] if left else None


class _Builder:
    """Reads what the screen needs, once each."""

    def __init__(self, meeting: Meeting, source: MinutesSource, place: Place, actor: User) -> None:
        self.meeting, self.source, self.place, self.actor = meeting, source, place, actor
        self.points = list(DiscussionPoint.objects.all())
        self.speeches = {
            speech.pk: speech
            for speech in source.speeches.select_related("attendance__organization")
        }
        self.spans = self._numbered_paragraphs()
        self.cards = self._cards()
        self.open_counts = dict(
            Sentence.objects.filter(speech__source=source)
            .open()
            .values_list("speech")
            .annotate(Count("pk"))
            .order_by()
        )

    def screen(self) -> Screen:
        listed = [card for card in self.cards if self._is_listed(card)]
        current = self._current(listed)
        if current is not None:
            opened = self._opened(current)
            listed = [opened if card is current else card for card in listed]
            current = opened
        speech = self._speech(current)
        stops = self._stops(speech)
        place = Place(
            current.suggestion.pk if current else None,
            speech.pk if speech else None,
            self.place.show,
        )
        return Screen(
            meeting=self.meeting,
            place=place,
            progress=self._progress(),
            coverage=coverage.of(self.meeting),
            speech=speech,
            paragraphs=self._paragraphs(speech, current) if speech else (),
            cards=tuple(c for c in listed if speech and c.suggestion.speech_id == speech.pk),
            current=current,
            following=_neighbour(listed, current, 1),
            preceding=_neighbour(listed, current, -1),
            stops=tuple(stops),
            stop=next((i for i, s in enumerate(stops) if s.speech == speech), 0),
            last=self._last_of_actor(),
        )

    def _numbered_paragraphs(self) -> dict[int, list[tuple[int, int, int]]]:
        """For each speech its paragraphs as (number in the meeting, start, end)."""
        number = 0
        found = {}
        for speech in self.speeches.values():
            spans = marks.paragraph_spans(speech.text)
            found[speech.pk] = [(number + i, *span) for i, span in enumerate(spans, 1)]
            number += len(spans)
        return found

    def _cards(self) -> list[Card]:
        by_code = {point.code: point for point in self.points}
        found = Suggestion.objects.filter(source=self.source).select_related(
            "decided_by", "local_request", "commitment", "merged_into"
        )
        cards = []
        for number, suggestion in enumerate(found.order_by("speech__index", "start", "pk"), 1):
            suggestion.speech = self.speeches[suggestion.speech_id]
            codes = [code for code in point_codes(suggestion) if code in by_code]
            cards.append(
                Card(
                    suggestion,
                    number,
                    self._paragraph_number(suggestion),
                    tuple(by_code[code] for code in codes),
                    current=suggestion.pk == self.place.at,
                )
            )
        return cards

    def _opened(self, card: Card) -> Card:
        """The current card, with the points to choose from."""
        codes = [point.code for point in card.points]
        ranked = card.suggestion.points
        choices = point_choices(self.points, ranked, ticked=codes, primary="".join(codes[:1]))
        return replace(card, current=True, choices=tuple(choices))

    def _paragraph_number(self, suggestion: Suggestion) -> int:
        for number, _, end in self.spans[suggestion.speech_id]:
            if suggestion.start < end:
                return number
        return 0

    def _is_listed(self, card: Card) -> bool:
        """Whether the card stands in the list: the current one always does."""
        if card.current or self.place.show == "all":
            return True
        low = self.place.show != "low" or card.confidence == "低"
        return low and not card.decided

    def _current(self, listed: list[Card]) -> Card | None:
        if self.place.at is not None:
            found = [card for card in listed if card.current]
        elif self.place.speech is not None:
            found = [c for c in listed if c.suggestion.speech_id == self.place.speech]
        else:
            found = [card for card in listed if not card.decided] or listed
        return found[0] if found else None

    def _speech(self, current: Card | None) -> Speech | None:
        if current is not None:
            return current.suggestion.speech
        if self.place.speech in self.speeches:
            return self.speeches[self.place.speech]
        stops = self._stops(None)
        still_open = [stop for stop in stops if stop.open]
        return (still_open or stops)[0].speech if stops else None

    def _stops(self, shown: Speech | None) -> list[Stop]:
        """Speeches of local speakers or with candidates, in order; the one shown among them."""
        pending = Counter(c.suggestion.speech_id for c in self.cards if not c.decided)
        with_cards = {card.suggestion.speech_id for card in self.cards}
        return [
            Stop(speech, pending[speech.pk], self.open_counts.get(speech.pk, 0))
            for speech in self.speeches.values()
            if speech.pk in with_cards or speech == shown or _is_local(speech)
        ]

    def _progress(self) -> Progress:
        counts = Counter(card.suggestion.status for card in self.cards)
        return Progress(
            total=len(self.cards),
            accepted=counts[SuggestionStatus.ACCEPTED],
            dismissed=counts[SuggestionStatus.DISMISSED],
            merged=counts[SuggestionStatus.MERGED],
        )

    def _last_of_actor(self) -> Card | None:
        """The decision that this person made last, to take back."""
        mine = [
            (card.suggestion.decided_at, card.number, card)
            for card in self.cards
            if card.suggestion.decided_at and card.suggestion.decided_by == self.actor
        ]
        return max(mine)[2] if mine else None

    def _paragraphs(self, speech: Speech, current: Card | None) -> tuple[Paragraph, ...]:
        cards = {c.suggestion.pk: c for c in self.cards if c.suggestion.speech_id == speech.pk}
        sentences = {s.pk: s for s in Sentence.objects.filter(speech=speech).with_links()}
        free, cleared = _undecided(sentences, cards)
        found = [
            Mark(c.suggestion.start, c.suggestion.end, CANDIDATE, pk) for pk, c in cards.items()
        ]
        found += [Mark(s.start, s.end, OPEN, s.pk) for s in free]
        found += [Mark(s.start, s.end, CLEARED, s.pk) for s in cleared]
        return tuple(
            Paragraph(
                number=number,
                start=cut.start,
                end=cut.end,
                pieces=tuple(_piece(segment, cards, current) for segment in cut.segments),
                free=tuple(s for s in free if cut.start <= s.start < cut.end),
                cleared=tuple(s for s in cleared if cut.start <= s.start < cut.end),
                text=speech.text,
            )
            for (number, _, _), cut in zip(
                self.spans[speech.pk], marks.cut(speech.text, found), strict=True
            )
        )


def _undecided(
    sentences: dict[int, Any], cards: dict[int, Card]
) -> tuple[list[Sentence], list[Sentence]]:
    """The open sentences that no pending candidate claims, and those marked as no request."""
    pending = [c.suggestion for c in cards.values() if not c.decided]
    unlinked = [s for s in sentences.values() if not s.linked]
    free = [
        s
        for s in unlinked
        if s.cleared_at is None and not any(c.start < s.end and c.end > s.start for c in pending)
    ]
    return free, [s for s in unlinked if s.cleared_at is not None]


def _piece(segment: Segment, cards: dict[int, Card], current: Card | None) -> Piece:
    covering = [cards[mark.ref] for mark in segment.marks if mark.kind == CANDIDATE]
    kinds = dict.fromkeys(mark.kind for mark in segment.marks)
    for card in covering:
        kinds[CSS[SuggestionStatus(card.suggestion.status)]] = None
    if current is not None and any(card.number == current.number for card in covering):
        kinds["now"] = None
    return Piece(
        segment,
        " ".join(kind for kind in kinds if kind),
        tuple(cards[mark.ref] for mark in segment.opening if mark.kind == CANDIDATE),
        tuple(cards[mark.ref] for mark in segment.closing if mark.kind == CANDIDATE),
    )


def _neighbour(listed: list[Card], current: Card | None, step: int) -> int | None:
    if current is None:
        return None
    numbers = [card.number for card in listed]
    at = numbers.index(current.number) + step
    return listed[at].suggestion.pk if 0 <= at < len(listed) else None


def _is_local(speech: Speech) -> bool:
    return speech.attendance is not None and speech.attendance.side == Side.LOCAL
