"""What the review screen shows: one speech with its candidates marked, and their cards beside it.

Built from a fixed number of queries, however many candidates there are.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from meetings.actions.suggestions import point_codes
from meetings.enums import SuggestionStatus
from meetings.models import Meeting, MinutesSource, Sentence, Speech, Suggestion
from meetings.review import coverage, marks, unread
from meetings.review.coverage import Coverage
from meetings.review.marks import Mark
from meetings.review.ministry_hints import hints
from meetings.review.offered_points import points_at
from meetings.review.pieces import CANDIDATE, CLEARED, OPEN, piece, undecided
from meetings.review.review_values import (
    MIDDLE,
    Card,
    Paragraph,
    Place,
    Progress,
    ReadSentence,
    Screen,
    Stop,
)
from meetings.review.source_pages import page_of
from meetings.review.words import point_choices


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
        self.points = points_at(meeting)
        self.speeches = {
            speech.pk: speech
            for speech in source.speeches.select_related("attendance__organization")
        }
        self.spans = self._numbered_paragraphs()
        self.cards = self._cards()
        self.unread = unread.sentences_of(source)
        self.open_counts = Counter(sentence.speech_id for sentence in self.unread)
        self.read = self._sentence_read()

    def screen(self) -> Screen:
        listed, current = self._listed()
        speech = self._speech(current)
        stops = self._stops(speech)
        place = Place(
            current.suggestion.pk if current else None,
            speech.pk if speech else None,
            self.place.show,
            self.read.pk if self.read else None,
        )
        return Screen(
            meeting=self.meeting,
            place=place,
            progress=self._progress(),
            coverage=coverage.coverage_of(self.meeting),
            speech=speech,
            paragraphs=self._paragraphs(speech, current) if speech else (),
            cards=tuple(c for c in listed if speech and c.suggestion.speech_id == speech.pk),
            current=current,
            following=_neighbour(listed, current, 1),
            preceding=_neighbour(listed, current, -1),
            stops=tuple(stops),
            stop=next((i for i, s in enumerate(stops) if s.speech == speech), 0),
            last=self._last_of_actor(),
            sentence=self._read_now() if self.read else None,
            next_sentence=self._next_sentence(speech, current),
            finished=all(card.decided for card in listed),
        )

    def _sentence_read(self) -> Sentence | None:
        """The sentence that the address asks for."""
        if self.place.at is not None or self.place.sentence is None:
            return None
        rows = Sentence.objects.filter(speech__source=self.source, pk=self.place.sentence)
        return rows.with_links().first()

    def _read_now(self) -> ReadSentence | None:
        assert self.read is not None  # asked before
        linked = bool(getattr(self.read, "linked", False))
        return replace(self._as_read(self.read), linked=linked)

    def _as_read(self, sentence: Sentence) -> ReadSentence:
        text = self.speeches[sentence.speech_id].text
        back = Place(sentence=sentence.pk, show=self.place.show).query
        words = {"speech": sentence.speech_id, "start": sentence.start, "end": sentence.end}
        came_from = reverse("meetings:review", args=(self.meeting.pk,)) + back
        log = reverse("meetings:log", args=(self.meeting.pk,))
        return ReadSentence(
            key=sentence.pk,
            start=sentence.start,
            end=sentence.end,
            text=text[sentence.start : sentence.end],
            log=f"{log}?{urlencode({**words, 'next': came_from})}",
            paragraph=self._paragraph_of(sentence.speech_id, sentence.start),
            cleared=sentence.cleared_at is not None,
        )

    def _next_sentence(self, speech: Speech | None, current: Card | None) -> int | None:
        """Behind the sentence, the candidate or the beginning of the speech that is shown."""
        if speech is None:
            return None
        start = current.suggestion.start if current is not None else -1
        start = self.read.start if self.read is not None else start
        pending = [card.suggestion for card in self.cards if not card.decided]
        found = unread.following(self.unread, pending, (speech.index, start))
        return found if self.read is None or found != self.read.pk else None

    def _listed(self) -> tuple[list[Card], Card | None]:
        """The cards of the list, and the one of them that is open."""
        listed = [card for card in self.cards if self._is_listed(card)]
        current = self._current(listed)
        if current is None:
            return listed, None
        opened = self._opened(current)
        return [opened if card is current else card for card in listed], opened

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
                    self._paragraph_of(suggestion.speech_id, suggestion.start),
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
        return replace(
            card,
            current=True,
            choices=tuple(choices),
            ministries=hints(card.suggestion),
            page=page_of(card.suggestion),
        )

    def _paragraph_of(self, speech: int, start: int) -> int:
        return next((number for number, _, end in self.spans[speech] if start < end), 0)

    def _is_listed(self, card: Card) -> bool:
        """Whether the card stands in the list: the current one always does."""
        if card.current or self.place.show == "all":
            return True
        low = self.place.show != "low" or card.confidence == "低"
        return low and not card.decided

    def _current(self, listed: list[Card]) -> Card | None:
        if self.read is not None:
            return None
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
        if self.read is not None:
            return self.speeches[self.read.speech_id]
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
            if speech.pk in with_cards or speech == shown or speech.is_local
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
        free, cleared = undecided(sentences, cards)
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
                pieces=tuple(piece(segment, cards, current, self.read) for segment in cut.segments),
                free=tuple(self._as_read(s) for s in free if cut.start <= s.start < cut.end),
                cleared=tuple(s for s in cleared if cut.start <= s.start < cut.end),
            )
            for (number, _, _), cut in zip(
                self.spans[speech.pk], marks.cut(speech.text, found), strict=True
            )
        )


def _neighbour(listed: list[Card], current: Card | None, step: int) -> int | None:
    if current is None:
        waiting = [card.suggestion.pk for card in listed if not card.decided]
        return waiting[0] if waiting and step > 0 else None
    numbers = [card.number for card in listed]
    at = numbers.index(current.number) + step
    return listed[at].suggestion.pk if 0 <= at < len(listed) else None
