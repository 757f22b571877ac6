"""What changed between two wordings, word by word.

First whole sentences are set against each other, then the words (SudachiPy's) of those that differ,
so that a long speech with a slip mended costs no more than the slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from japan.tokens import tokens

_SENTENCE = re.compile(r"[^。\n]*(?:[。\n]|$)")
_MOST = 3_000_000
"""Pairs of words that are compared; a stretch with more was written anew."""
_ISLAND = 1
"""So few letters between two changes belong to them: a lone 「、」 tells nothing."""


class Sort(StrEnum):
    """What became of words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Run:
    """Words next to one another with the same fate."""

    sort: Sort
    text: str


def runs(old: str, new: str) -> tuple[Run, ...]:
    """The two wordings as one text. Kept and removed runs joined are `old`, kept and added ones
    are `new`; of a change what was removed stands first."""
    if old == new:
        return (Run(Sort.KEPT, old),) if old else ()
    found = _refined(_compared(_sentences(old), _sentences(new)))
    return tuple(_joined(_without_islands(_joined(found))))


def _sentences(text: str) -> list[str]:
    return [each for each in _SENTENCE.findall(text) if each]


def _words(text: str) -> list[str]:
    """The words, and one by one the letters that stand between them, line breaks above all."""
    units: list[str] = []
    at = 0
    for token in tokens(text):
        units += text[at : token.start]
        if token.text:
            units.append(text[token.start : token.end])
        at = token.end
    return [*units, *text[at:]]


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    """Stretches of both sides in turn: old, new, and whether they are the same."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        yield "".join(old[i:j]), "".join(new[k:m]), tag == "equal"


def _refined(stretches: Iterable[tuple[str, str, bool]]) -> Iterator[Run]:
    for old, new, same in stretches:
        if same:
            yield Run(Sort.KEPT, old)
            continue
        before, after = _words(old), _words(new)
        if len(before) * len(after) > _MOST:
            yield from _change(old, new)
            continue
        for was, now, kept in _compared(before, after):
            yield from (Run(Sort.KEPT, was),) if kept else _change(was, now)


def _change(old: str, new: str) -> Iterator[Run]:
    yield Run(Sort.REMOVED, old)
    yield Run(Sort.ADDED, new)


def _without_islands(found: Sequence[Run]) -> Iterator[Run]:
    """What stayed between two changes and is too short to tell anything goes along with them."""
    for place, run in enumerate(found):
        between = 0 < place < len(found) - 1
        if run.sort is Sort.KEPT and between and len(run.text) <= _ISLAND and run.text != "\n":
            yield from _change(run.text, run.text)
        else:
            yield run


def _joined(found: Iterable[Run]) -> list[Run]:
    """One run for neighbours of a sort; within a change what was removed goes first."""
    joined: list[Run] = []
    for kept, group in groupby(found, key=lambda run: run.sort is Sort.KEPT):
        together = list(group)
        for sort in (Sort.KEPT,) if kept else (Sort.REMOVED, Sort.ADDED):
            text = "".join(run.text for run in together if run.sort is sort)
            if text:
                joined.append(Run(sort, text))
    return joined
