"""The text of a speech in pieces: which words belong to which candidate, and which to none."""

from __future__ import annotations

from typing import Any

from meetings.enums import SuggestionStatus
from meetings.models import Sentence
from meetings.review.marks import Segment
from meetings.review.review_values import Card, Piece

CANDIDATE, OPEN, CLEARED = "cm", "unread", "cleared"
CSS = {
    SuggestionStatus.PENDING: "",
    SuggestionStatus.ACCEPTED: "yes",
    SuggestionStatus.DISMISSED: "no",
    SuggestionStatus.MERGED: "merged",
}


def undecided(
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


def piece(
    segment: Segment, cards: dict[int, Card], current: Card | None, read: Sentence | None
) -> Piece:
    """A piece of the text with its look and the candidates that begin and end there; `current` and
    `read` are what is looked at now."""
    covering = [cards[mark.ref] for mark in segment.marks if mark.kind == CANDIDATE]
    kinds = dict.fromkeys(mark.kind for mark in segment.marks)
    for card in covering:
        kinds[CSS[SuggestionStatus(card.suggestion.status)]] = None
    if current is not None and any(card.number == current.number for card in covering):
        kinds["now"] = None
    plain = [mark.ref for mark in segment.marks if mark.kind != CANDIDATE]
    if read is not None and read.pk in plain:
        kinds["now"] = None
    return Piece(
        segment,
        " ".join(kind for kind in kinds if kind),
        tuple(cards[mark.ref] for mark in segment.opening if mark.kind == CANDIDATE),
        tuple(cards[mark.ref] for mark in segment.closing if mark.kind == CANDIDATE),
    )
