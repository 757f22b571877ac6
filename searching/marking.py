"""Where the words of a search stand in a text, however they are written there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from japan.forms import places_of, read_at
from japan.text import normalise_with_offsets
from searching.groups import Entry
from searching.query import Query, Word

AROUND = 40
"""Characters shown before and after the first hit of a snippet."""


@dataclass(frozen=True)
class Piece:
    """Some text, and whether it is a hit."""

    text: str
    hit: bool


@dataclass(frozen=True)
class Snippet:
    """Words around a hit, and where they stand: 求める措置, 引用."""

    label: str
    pieces: tuple[Piece, ...]


def spans(text: str, query: Query) -> list[tuple[int, int]]:
    """Where the words of `query` stand in `text`, in order, overlapping ones as one."""
    copy, offsets = normalise_with_offsets(text)
    found = [span for word in query.words for span in _of_word(text, copy, offsets, word)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _of_word(text: str, copy: str, offsets: list[int], word: Word) -> list[tuple[int, int]]:
    found = [
        (offsets[at], offsets[at + len(each) - 1] + 1)
        for each in word.spellings
        for at in _places(copy, each)
    ]
    if found or word.phrase:
        return found
    found = [place for forms in word.forms for place in places_of(text, forms.sequence)]
    return found or (read_at(text, word.kana) if word.kana else [])


def _places(copy: str, word: str) -> Iterator[int]:
    at = copy.find(word)
    while at >= 0:
        yield at
        at = copy.find(word, at + len(word))


def pieces(text: str, query: Query) -> tuple[Piece, ...]:
    """The text cut into hits and the rest."""
    return _cut(text, spans(text, query))


def _cut(text: str, found: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    cut, at = [], 0
    for start, end in found:
        cut += [Piece(text[at:start], False), Piece(text[start:end], True)]
        at = end
    cut.append(Piece(text[at:], False))
    return tuple(piece for piece in cut if piece.text)


def snippet(entry: Entry, query: Query) -> Snippet | None:
    """The words of a row around the hits: from the text that holds most of them. None where its
    title alone does."""
    texts = [(label, text, spans(text, query)) for label, text in entry.texts if text]
    label, text, found = max(texts, key=lambda each: len(each[2]), default=("", "", []))
    return Snippet(label, around(text, found)) if found else None


def around(text: str, found: list[tuple[int, int]]) -> tuple[Piece, ...]:
    """What stands round the first of these places, with all hits in it."""
    start, end = found[0]
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    within = [(max(a, first) - first, min(b, last) - first) for a, b in found if a < last]
    cut = _cut(text[first:last], within)
    before = (Piece("…", False),) if first else ()
    after = (Piece("…", False),) if last < len(text) else ()
    return (*before, *cut, *after)
