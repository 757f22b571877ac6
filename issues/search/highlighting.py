"""Where the words of a search stand in what is shown, 全角/半角 alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.rules import Actor
from issues.history import quotations
from issues.models import LocalRequest
from japan.text import normalise_with_offsets, search_terms

AROUND = 24
"""Characters shown before and after the first hit of a snippet."""


@dataclass(frozen=True)
class Piece:
    """Some text, and whether it is a hit."""

    text: str
    hit: bool


@dataclass(frozen=True)
class Snippet:
    """Words around a hit, and where they stand: 求める措置, 支障事例・効果 or 引用."""

    label: str
    pieces: tuple[Piece, ...]


def spans(text: str, query: str) -> list[tuple[int, int]]:
    """Where the words of `query` stand in `text`, in order, overlapping ones as one."""
    copy, offsets = normalise_with_offsets(text)
    found = []
    for term in search_terms(query):
        at = copy.find(term)
        while at >= 0:
            found.append((offsets[at], offsets[at + len(term) - 1] + 1))
            at = copy.find(term, at + len(term))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def pieces(text: str, query: str) -> tuple[Piece, ...]:
    """The text cut into hits and the rest."""
    cut, at = [], 0
    for start, end in spans(text, query):
        cut += [Piece(text[at:start], False), Piece(text[start:end], True)]
        at = end
    cut.append(Piece(text[at:], False))
    return tuple(piece for piece in cut if piece.text)


def hits(
    local_requests: Iterable[LocalRequest], query: str, *, actor: Actor
) -> dict[int, list[Snippet]]:
    """For requests found by words that their titles do not show: where the words stand instead."""
    if not search_terms(query):
        return {}
    rows = [row for row in local_requests if not spans(row.title, query)]
    quotes = quotations.of_many(rows, actor=actor)
    return {row.pk: _snippets(row, [o.words for o in quotes[row.pk]], query) for row in rows}


def _snippets(row: LocalRequest, quotes: list[str], query: str) -> list[Snippet]:
    places = [("引用", quote) for quote in quotes]
    places += [("求める措置", row.ask), ("支障事例・効果", row.trouble)]
    return [Snippet(label, _around(text, query)) for label, text in places if spans(text, query)][
        :1
    ]


def _around(text: str, query: str) -> tuple[Piece, ...]:
    start, end = spans(text, query)[0]
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    before, after = "…" if first else "", "…" if last < len(text) else ""
    return pieces(f"{before}{text[first:last]}{after}", query)
