"""What changed from one Japanese text to the next, sentence by sentence and then word by word.

A sentence that stands elsewhere in the new text is told as moved, not as removed and added.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

_SENTENCE = re.compile(r".*?(?:[。！？!?]+[」』）)]*\n*|\n+|\Z)", re.DOTALL)
_WORD = re.compile(
    r"[一-龯々〆ヶ]+|[ァ-ヴー]+|[ぁ-ん]+|[A-Za-zＡ-Ｚａ-ｚ]+|[0-9０-９]+|\s+|.", re.DOTALL
)
_ALIKE = 0.5
"""From this ratio on two sentences count as one that was changed."""
_MOST_PAIRS = 2500
"""More pairs of sentences than this in one place are not compared: they are simply others."""
_LEAST_MOVED = 4
"""Shorter sentences (「以上。」) stand in many places; finding one again means nothing."""
_KEPT_ROUND = 1
"""How many unchanged sentences stay in sight on either side of a change."""
_FOLDED_FROM = 3
"""Folding fewer sentences than this would save no room."""


class Change(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    MOVED_HERE = "moved_here"
    MOVED_AWAY = "moved_away"


@dataclass(frozen=True)
class Piece:
    """Text with what happened to it. `sentence`: it is a whole sentence, not a part of one."""

    change: Change
    text: str
    sentence: bool = True


@dataclass(frozen=True)
class Run:
    """Pieces that stand together; a `folded` one is unchanged and far from every change."""

    pieces: tuple[Piece, ...]
    folded: bool = False

    @property
    def sentences(self) -> int:
        return len(self.pieces)


@dataclass(frozen=True)
class Comparison:
    """The new text with what was removed from the old one, and how many sentences each concerns.
    The pieces that are not removed are the new text."""

    pieces: tuple[Piece, ...]
    added: int
    removed: int
    moved: int
    changed: int

    @property
    def nothing(self) -> bool:
        """Both say the same."""
        return not (self.added or self.removed or self.moved or self.changed)

    @property
    def runs(self) -> tuple[Run, ...]:
        """The pieces with long unchanged parts set apart, to be folded."""
        return tuple(_runs(self.pieces))


def compare(before: str, after: str) -> Comparison:
    """From `before` to `after`. White space at the ends of sentences counts as no change."""
    old, new = _sentences(before), _sentences(after)
    groups: list[tuple[Piece, ...]] = []
    matcher = SequenceMatcher(None, _bare(old), _bare(new), autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            groups += [(Piece(Change.SAME, text),) for text in new[c:d]]
        else:
            groups += _changed(old[a:b], new[c:d])
    groups = _with_moves(groups)
    single = [group[0].change for group in groups if len(group) == 1]
    return Comparison(
        pieces=tuple(piece for group in groups for piece in group),
        added=single.count(Change.ADDED),
        removed=single.count(Change.REMOVED),
        moved=single.count(Change.MOVED_HERE),
        changed=sum(len(group) > 1 for group in groups),
    )


def _sentences(text: str) -> list[str]:
    found = _SENTENCE.findall(text.replace("\r\n", "\n"))
    return [sentence for sentence in found if sentence]


def _bare(sentences: Sequence[str]) -> list[str]:
    return [sentence.strip() for sentence in sentences]


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Piece, ...]]:
    """One place that differs: each new sentence beside the old one that it came from, if any."""
    at = 0
    come: list[str] = []
    for sentence in new:
        source = _source(old, at, sentence, pairs=len(old) * len(new))
        if source is None:
            come.append(sentence)
            continue
        yield from _others(old[at:source], come)
        yield tuple(_words(old[source], sentence))
        at, come = source + 1, []
    yield from _others(old[at:], come)


def _others(gone: Sequence[str], come: Sequence[str]) -> Iterator[tuple[Piece, ...]]:
    for sentence in gone:
        yield (Piece(Change.REMOVED, sentence),)
    for sentence in come:
        yield (Piece(Change.ADDED, sentence),)


def _source(old: Sequence[str], at: int, sentence: str, *, pairs: int) -> int | None:
    """The first old sentence from `at` on that is like this one."""
    if pairs > _MOST_PAIRS:
        return None
    for place in range(at, len(old)):
        matcher = SequenceMatcher(None, old[place].strip(), sentence.strip(), autojunk=False)
        if matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE:
            return place
    return None


def _words(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORD.findall(old.rstrip()), _WORD.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        if tag == "equal":
            yield Piece(Change.SAME, come, sentence=False)
            continue
        if gone:
            yield Piece(Change.REMOVED, gone, sentence=False)
        if come.strip():
            yield Piece(Change.ADDED, come, sentence=False)
        elif come:
            yield Piece(Change.SAME, come, sentence=False)


def _with_moves(groups: list[tuple[Piece, ...]]) -> list[tuple[Piece, ...]]:
    """Sentences that were removed in one place and added in another, as moved."""
    both = _counted(groups, Change.REMOVED) & _counted(groups, Change.ADDED)
    left = {Change.REMOVED: both.copy(), Change.ADDED: both.copy()}
    became = {Change.REMOVED: Change.MOVED_AWAY, Change.ADDED: Change.MOVED_HERE}
    found: list[tuple[Piece, ...]] = []
    for group in groups:
        piece, key = group[0], group[0].text.strip()
        if len(group) == 1 and piece.change in left and left[piece.change][key] > 0:
            left[piece.change][key] -= 1
            group = (replace(piece, change=became[piece.change]),)
        found.append(group)
    return found


def _counted(groups: list[tuple[Piece, ...]], change: Change) -> Counter[str]:
    single = (group[0] for group in groups if len(group) == 1)
    texts = (piece.text.strip() for piece in single if piece.change is change)
    return Counter(text for text in texts if len(text) >= _LEAST_MOVED)


def _runs(pieces: Sequence[Piece]) -> Iterator[Run]:
    kept: list[Piece] = []
    start = 0
    while start < len(pieces):
        end = start
        while end < len(pieces) and _is_unchanged(pieces[end]):
            end += 1
        if end == start:
            kept.append(pieces[start])
            start += 1
            continue
        first = start + (_KEPT_ROUND if start else 0)
        last = end - (_KEPT_ROUND if end < len(pieces) else 0)
        if last - first >= _FOLDED_FROM:
            kept += pieces[start:first]
            if kept:
                yield Run(tuple(kept))
            yield Run(tuple(pieces[first:last]), folded=True)
            kept = list(pieces[last:end])
        else:
            kept += pieces[start:end]
        start = end
    if kept:
        yield Run(tuple(kept))


def _is_unchanged(piece: Piece) -> bool:
    return piece.change is Change.SAME and piece.sentence
