"""A paper as the data that `paper.typ` sets: its texts in letters that can be set, the widths of
its columns, and what may break where.

All numbers are points, but for the room to spare at the foot, which is millimetres as margins are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, singledispatchmethod
from typing import Any, TypeAlias

from typesetting import fonts
from typesetting.letters import Letters, clean
from typesetting.paper import (
    FICTIONAL,
    Block,
    Bullets,
    Column,
    Facts,
    Heading,
    Paper,
    Prose,
    Quote,
    Table,
)

AUTHOR = "Ronten"
MM = 72 / 25.4
MARGIN = 15
LABELS, MOST_OF_LABELS = 0.2, 36 * MM
"""Share of a form's width that its labels take, and no more than so much."""
LONG_ROW = 150
"""From what height on a row is broken where the page ends rather than moved to the next."""
MOST_IN_HEAD, LEAST_IN_HEAD = 46, 10
"""Letters of the title in the running head, as many as the moment beside it leaves room for."""
HEAD = 8
"""Size of type in the running head."""
CELL, COMPACT_CELL = (8.5, 12.0, 6.5), (8.0, 10.5, 4.5)
"""Size of type in a cell, pitch of its lines, room it keeps to its sides: as in `paper.typ`."""

Said: TypeAlias = str | list[str]
"""A text; or every other part of it one that has no place to break a line at."""


def content_of(paper: Paper, *, spare: float = 0) -> dict[str, Any]:
    """The data of a paper; so many millimetres at the foot of each page stay empty."""
    letters = Letters(fonts.known(), fonts.main())
    return _Content(paper, letters).told(spare)


def _says_something(block: Block) -> bool:
    """Whether anything of the block is shown: a form without rows is not, nor a heading without
    words, which no reader of tags could name."""
    if isinstance(block, Heading):
        return bool(clean(block.text).strip())
    if isinstance(block, Facts):
        return bool(block.rows)
    return not isinstance(block, Bullets) or bool(block.items)


@dataclass
class _Content:
    paper: Paper
    letters: Letters
    level: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.width = ((297 if self.paper.landscape else 210) - 2 * MARGIN) * MM
        self.size, self.pitch, self.padding = COMPACT_CELL if self.paper.compact else CELL

    def told(self, spare: float) -> dict[str, Any]:
        paper, fit = self.paper, self.letters.fit
        name = fit(f"{paper.over} {paper.title}").strip() or AUTHOR
        told: dict[str, Any] = {
            "name": name,
            "running": self._running(name),
            "author": AUTHOR,
            "on": [paper.on.year, paper.on.month, paper.on.day],
            "over": fit(paper.over),
            "title": self._said(paper.title, self.width, 16),
            "moment": fit(paper.moment),
            "caution": fit(paper.caution),
            "fictional": paper.fictional,
            "mark": FICTIONAL,
            "landscape": paper.landscape,
            "compact": paper.compact,
            "width": self.width,
            "spare": spare,
            "blocks": [self._block(block) for block in paper.blocks if _says_something(block)],
        }
        if note := self.letters.note():
            told["blocks"].append(self._prose("small", note))
        return told

    @singledispatchmethod
    def _block(self, block: Block) -> dict[str, Any]:
        raise TypeError(f"no such block: {block!r}")

    @_block.register
    def _(self, block: Heading) -> dict[str, Any]:
        # A reader of tagged files may not skip a level.
        self.level = min(block.level, self.level + 1)
        words = self.letters.fit(block.text).replace("\n", " ")
        return {"sort": "heading", "level": self.level, "text": words}

    @_block.register
    def _(self, block: Prose) -> dict[str, Any]:
        return self._prose("small" if block.small else "prose", block.text)

    @_block.register
    def _(self, block: Quote) -> dict[str, Any]:
        width = self.width - 9
        return {
            "sort": "quote",
            "words": self._said(f"「{block.words}」", width, 9.5),
            "source": self._said(block.source, width, 8),
            "width": width,
        }

    @_block.register
    def _(self, block: Bullets) -> dict[str, Any]:
        width = self.width - 12
        items = [self._said(item, width, 9.5) for item in block.items]
        return {"sort": "bullets", "items": items, "width": width}

    @_block.register
    def _(self, block: Facts) -> dict[str, Any]:
        labels = min(self.width * LABELS, MOST_OF_LABELS)
        widths = (labels, self.width - labels)
        room = [width - self.padding for width in widths]
        rows = [
            {
                "label": self._said(label, room[0], self.size),
                "value": self._said(value, room[1], self.size),
                "breaks": self._breaks((label, value), room),
                "room": room,
            }
            for label, value in block.rows
        ]
        return {"sort": "facts", "widths": widths, "rows": rows}

    @_block.register
    def _(self, block: Table) -> dict[str, Any]:
        if not block.rows:
            return self._prose("prose", block.empty)
        columns = list(self._columns(block.columns))
        room = [column["width"] for column in columns]
        return {
            "sort": "table",
            "columns": columns,
            "rows": [self._row(row, columns, room) for row in block.rows],
            "foot": [self._said(w, r, self.size) for w, r in zip(block.foot, room, strict=False)],
        }

    def _prose(self, sort: str, words: str) -> dict[str, Any]:
        return {"sort": sort, "text": self._said(words, self.width, 9.5), "width": self.width}

    def _columns(self, columns: tuple[Column, ...]) -> Iterator[dict[str, Any]]:
        total = sum(column.weight for column in columns)
        for column in columns:
            wide = column.weight / total * self.width
            width = wide - self.padding
            yield {
                "head": self._said(column.head, width, self.size),
                "wide": wide,
                "width": width,
                "number": column.number,
                "strong": column.strong,
                "lead": column.lead and not column.strong,
            }

    def _row(
        self, cells: tuple[str, ...], columns: list[dict[str, Any]], room: list[float]
    ) -> dict[str, Any]:
        said: list[Any] = []
        for words, column in zip(cells, columns, strict=True):
            width = column["width"]
            if column["lead"]:
                first, end, rest = words.partition("\n")
                below = self._said(rest, width, self.size) if end else None
                said.append([self._said(first, width, self.size), below])
            else:
                said.append(self._said(words, width, self.size))
        return {"cells": said, "breaks": self._breaks(cells, room)}

    def _said(self, words: str, width: float, size: float) -> Said:
        """The text in letters that can be set. What might have to be broken where no line may
        end stands by itself: no letter is wider than it is high."""
        words = self.letters.fit(words)
        most = int(width / size)
        if len(words) <= most:
            return words
        parts = _unbroken(most).split(words)
        return words if len(parts) == 1 else parts

    def _running(self, title: str) -> str:
        room = int(self.width / HEAD - _letters(self.paper.moment)) - 2
        most = max(LEAST_IN_HEAD, min(MOST_IN_HEAD, room))
        return title if len(title) <= most else f"{title[: most - 1]}…"

    def _breaks(self, cells: Iterable[str], room: list[float]) -> bool:
        """Whether the row is so high that it may go on on the next page."""
        lines = LONG_ROW / self.pitch
        return any(
            _letters(words) * self.size / width + words.count("\n") + 1 > lines
            for words, width in zip(cells, room, strict=True)
        )


@cache
def _unbroken(most: int) -> re.Pattern[str]:
    """More than so many letters of which none is kana or kanji, where a line may end."""
    kana_and_kanji = (
        r"\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    )
    return re.compile(rf"([^\s{kana_and_kanji}]{{{most + 1},}})")


def _letters(words: str) -> float:
    """How many full-width letters the text is about as long as: those have three bytes, Latin
    ones, which are half as wide, have one."""
    return (len(words.encode(errors="replace")) + len(words)) / 4
