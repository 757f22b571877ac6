"""Words chosen from a speech to be logged: where they stand, and what they seem to be about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from issues.models import DiscussionPoint
from meetings.actions.passages import MAX_QUOTE, meeting_of
from meetings.minutes.proposing.clauses import split_clauses
from meetings.minutes.proposing.points import Surroundings, rank
from meetings.minutes.proposing.titles import title_of
from meetings.minutes.sentences import split_sentences
from meetings.models import Speech
from meetings.review.marks import paragraph_spans
from meetings.words import forum_words

NEARBY = 400
"""Sentences so many characters around the words are offered to choose the span from."""


@dataclass(frozen=True)
class SentenceChoice:
    """A sentence from which or up to which the words may go."""

    start: int
    end: int
    text: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Words:
    """`speech.text[start:end]`, without space around it. An empty span means: still to choose."""

    speech: Speech
    start: int
    end: int

    @property
    def quote(self) -> str:
        return self.speech.text[self.start : self.end]

    @property
    def fits(self) -> bool:
        """There are words, and not too many for one passage."""
        return 0 < self.end - self.start <= MAX_QUOTE

    @property
    def too_long(self) -> bool:
        return self.end - self.start > MAX_QUOTE

    @cached_property
    def around(self) -> tuple[str, str]:
        """The rest of the paragraphs that the words stand in: before them and after them."""
        touched = [s for s in paragraph_spans(self.speech.text) if self._touches(*s)]
        if not touched:
            return "", ""
        text = self.speech.text
        return text[touched[0][0] : self.start], text[self.end : touched[-1][1]]

    @cached_property
    def sentences(self) -> tuple[SentenceChoice, ...]:
        """The sentences in and near the words; all of the speech when none are chosen."""
        text = self.speech.text
        chosen = self.start < self.end
        spans = [
            (start, end)
            for start, end in split_sentences(text)
            if not chosen or (end > self.start - NEARBY and start < self.end + NEARBY)
        ]
        inside = [span for span in spans if chosen and self._touches(*span)]
        return tuple(
            SentenceChoice(
                start,
                end,
                text[start:end],
                is_first=bool(inside) and (start, end) == inside[0],
                is_last=bool(inside) and (start, end) == inside[-1],
            )
            for start, end in spans
        )

    @property
    def summary(self) -> str:
        """A short title made of the words themselves."""
        return title_of(self.quote, asks=True) if self.quote else ""

    def ranked_points(self) -> list[dict[str, Any]]:
        """The points that the words seem to be about, as suggestions hold them."""
        sentences = split_clauses(self.speech.text)
        numbers = [i for i, s in enumerate(sentences) if s.end > self.start]
        if not numbers:
            return []
        forum = meeting_of(self.speech).body.forum_id
        around = Surroundings(
            self.speech.text, sentences, vocabulary=forum_words.vocabulary_of(forum)
        )
        context = around.of(numbers[0], self.start, self.end)
        return [
            {"code": each.code, "score": each.score, "terms": list(each.terms)}
            for each in rank(self.quote, context)
        ]

    def _touches(self, start: int, end: int) -> bool:
        return start < self.end and end > self.start


def words_at(speech: Speech, start: int | None, end: int | None) -> Words:
    """The words at a span; an empty one where the span lies outside or the wrong way round."""
    text = speech.text
    if start is None or end is None or not 0 <= start < end <= len(text):
        return Words(speech, 0, 0)
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return Words(speech, start, max(start, end)) if start < end else Words(speech, 0, 0)


@dataclass(frozen=True)
class PointChoice:
    """A discussion point to tick: with the words that speak for it, and whether it is chosen."""

    point: DiscussionPoint
    terms: tuple[str, ...]
    ticked: bool
    primary: bool

    @property
    def stands_out(self) -> bool:
        """Shown at once; the others fold away."""
        return self.ticked or bool(self.terms)


def point_choices(
    points: Sequence[DiscussionPoint],
    ranked: Sequence[Mapping[str, Any]],
    *,
    ticked: Collection[str],
    primary: str = "",
) -> list[PointChoice]:
    """All points to choose from: those that the words speak for first, in their rank."""
    terms = {each["code"]: tuple(each.get("terms", ())) for each in ranked}
    place = {code: i for i, code in enumerate(terms)}
    ordered = sorted(points, key=lambda p: (place.get(p.code, len(place)), p.position))
    return [
        PointChoice(p, terms.get(p.code, ()), p.code in ticked, p.code == primary) for p in ordered
    ]
