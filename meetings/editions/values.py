"""The values of a comparison of two editions, as its template draws them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from meetings.minutes.editions.wording import Run, Sort
from meetings.minutes.quotes.anchors import SpeechText

NEAR = 40
"""Letters of unchanged words shown on either side of a change."""
LONG = 3 * NEAR
"""Unchanged words are folded only where that saves reading."""


@dataclass(frozen=True)
class Side:
    """One edition as a comparison needs it. `key` is the key of its source (None: not saved yet),
    `numbers` those of its speeches ((): not given yet)."""

    name: str
    speeches: tuple[SpeechText, ...]
    numbers: tuple[int, ...] = ()
    key: int | None = None


@dataclass(frozen=True)
class Piece:
    """Words of a speech. `ref` is the name of the change that begins with them ("" elsewhere);
    `folded` words are unchanged and far from any change."""

    run: Run
    ref: str = ""
    folded: bool = False

    @property
    def sort(self) -> str:
        return self.run.sort.value

    @property
    def shown(self) -> str:
        """The words; a line break that came or went is a sign, for nothing else would show it."""
        if self.run.sort is Sort.KEPT:
            return self.run.text
        return self.run.text.replace("\n", "↵\n")


@dataclass(frozen=True)
class Block:
    """Speeches that correspond: `place` counts the changed ones of the page from 1 (0: unchanged),
    `old` and `new` are their places in either edition, `labels` the speaker as printed in both."""

    place: int
    old: tuple[int, ...]
    new: tuple[int, ...]
    labels: tuple[str, str]
    numbers: tuple[int, ...]
    runs: tuple[Run, ...]
    moved: bool = False

    @property
    def added(self) -> bool:
        """Only the new edition has it."""
        return not self.old

    @property
    def removed(self) -> bool:
        """Only the old edition has it."""
        return not self.new

    @property
    def before(self) -> int:
        """Place of the changed block before it."""
        return self.place - 1

    @property
    def after(self) -> int:
        """Place of the changed block after it."""
        return self.place + 1

    @property
    def cut(self) -> int:
        """Into how many speeches it was cut; 0 where it was not."""
        return len(self.new) if len(self.new) > 1 else 0

    @property
    def joined(self) -> int:
        """Of how many speeches it was put together; 0 where it was not."""
        return len(self.old) if len(self.old) > 1 else 0

    @property
    def relabelled(self) -> bool:
        """The speaker is printed in another way."""
        return bool(self.old and self.new) and self.labels[0] != self.labels[1]

    @property
    def label(self) -> str:
        return self.labels[1] or self.labels[0]

    @property
    def rewritten(self) -> bool:
        """Words of it changed."""
        return any(run.sort is not Sort.KEPT for run in self.runs)

    @property
    def changed(self) -> bool:
        """Something of it did."""
        return self.rewritten or self.relabelled or self.moved or len(self.old) != len(self.new)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The words to draw, long unchanged stretches cut so that they can be folded."""
        return tuple(self._pieces())

    @property
    def refs(self) -> list[str]:
        """The names of its changes, in order."""
        return [piece.ref for piece in self.pieces if piece.ref]

    def _pieces(self) -> Iterator[Piece]:
        count, last = 0, Sort.KEPT
        for at, run in enumerate(self.runs):
            if run.sort is Sort.KEPT:
                yield from _cut(run.text, first=at == 0, last=at == len(self.runs) - 1)
            elif last is Sort.KEPT:
                count += 1
                yield Piece(run, ref=f"c{self.place}-{count}")
            else:
                yield Piece(run)
            last = run.sort


def _cut(text: str, *, first: bool, last: bool) -> Iterator[Piece]:
    """Unchanged words: what is near a change, and folded what lies between."""
    if len(text) <= LONG:
        yield Piece(Run(Sort.KEPT, text))
        return
    start, end = 0 if first else NEAR, len(text) if last else len(text) - NEAR
    for part, folded in ((text[:start], False), (text[start:end], True), (text[end:], False)):
        if part:
            yield Piece(Run(Sort.KEPT, part), folded=folded)


@dataclass(frozen=True)
class Stretch:
    """Neighbouring blocks that are all changed, one by one, or all unchanged, folded together."""

    blocks: tuple[Block, ...]

    @property
    def changed(self) -> bool:
        return self.blocks[0].place > 0


@dataclass(frozen=True)
class Figures:
    """How many speeches, and how many letters without blanks and line ends."""

    added: int
    removed: int
    changed: int
    same: int
    letters_added: int
    letters_removed: int


@dataclass(frozen=True)
class Comparison:
    """All that differs between the words of two editions."""

    old: Side
    new: Side
    stretches: tuple[Stretch, ...]
    figures: Figures

    @property
    def changes(self) -> list[Block]:
        """The changed speeches, in order."""
        return [block for each in self.stretches if each.changed for block in each.blocks]


@dataclass(frozen=True)
class Difference:
    """What both editions state of one thing in other words: lines that went and that came."""

    label: str
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = field(default=())
