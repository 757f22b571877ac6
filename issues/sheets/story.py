"""The blocks of a paper as flowables of a PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Spacer

from issues.sheets import fonts
from issues.sheets.flowing import INK, PALE, RULE, SOFT, Grid, Lines, Type
from issues.sheets.letters import Letters
from issues.sheets.paper import (
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

LABELS, MOST_OF_LABELS = 0.2, 36 * mm
"""Share of a form's width that its labels take, and no more than so much."""


@dataclass(frozen=True)
class Sizes:
    """The types of one paper, in points; nothing is smaller than 8."""

    title: Type
    over: Type
    headings: tuple[Type, Type, Type]
    prose: Type
    small: Type
    cell: Type
    head: Type
    padding: float


_BOLD = fonts.BOLD
FULL = Sizes(
    title=Type(16, 22, _BOLD, after=2),
    over=Type(9.5, 13, color=SOFT),
    headings=(
        Type(12, 17, _BOLD, before=11, after=3),
        Type(10, 14, _BOLD, before=8, after=2),
        Type(9.5, 13, _BOLD, before=5, after=1),
    ),
    prose=Type(9.5, 15, after=3),
    small=Type(8, 11.5, color=SOFT, after=2),
    cell=Type(8.5, 12),
    head=Type(8.5, 12, _BOLD),
    padding=3,
)
COMPACT = Sizes(
    title=Type(14, 18, _BOLD, after=1),
    over=Type(8.5, 11, color=SOFT),
    headings=(
        Type(10, 13, _BOLD, before=6, after=1.5),
        Type(9, 12, _BOLD, before=4, after=1),
        Type(8.5, 11, _BOLD, before=3, after=0.5),
    ),
    prose=Type(8.5, 12, after=1.5),
    small=Type(8, 10.5, color=SOFT, after=1),
    cell=Type(8, 10.5),
    head=Type(8, 10.5, _BOLD),
    padding=2,
)


@dataclass(frozen=True)
class Setting:
    """What the blocks of one paper share: sizes, letters, and the width in points."""

    sizes: Sizes
    letters: Letters
    width: float

    def lines(self, text: str, setting: Type, **more: Any) -> Lines:
        """The text in letters of the font."""
        return Lines(self.letters.fit(text), setting, **more)


def story(paper: Paper, letters: Letters, width: float) -> list[Any]:
    """Title and blocks; at the end what the font lacked."""
    sizes = COMPACT if paper.compact else FULL
    setting = Setting(sizes, letters, width)
    told: list[Any] = [setting.lines(paper.over, sizes.over)] if paper.over else []
    told.append(setting.lines(paper.title, sizes.title))
    told.append(setting.lines(paper.moment, sizes.over))
    told.append(Spacer(0, 1.5 * mm if paper.compact else 2.5 * mm))
    told += _blocks(paper.blocks, setting)
    if note := letters.note():
        told.append(Spacer(0, 3 * mm))
        told.append(setting.lines(note, sizes.small))
    return told


def _blocks(blocks: Iterable[Block], setting: Setting) -> Iterator[Any]:
    """The blocks; no heading at the foot of a page with nothing below it."""
    headings: list[Lines] = []
    for block in blocks:
        flow = _flow(block, setting)
        if isinstance(block, Heading):
            headings += flow
            continue
        if headings and flow:
            yield CondPageBreak(_height(headings) + flow[0].least(setting.width))
        yield from headings
        yield from flow
        headings = []
    yield from headings


def _height(headings: Iterable[Lines]) -> float:
    kinds = [heading.type for heading in headings]
    return sum(kind.before + kind.leading * 2 + kind.after for kind in kinds)


@singledispatch
def _flow(block: Block, setting: Setting) -> list[Any]:
    raise TypeError(f"no such block: {block!r}")


@_flow.register
def _heading(block: Heading, setting: Setting) -> list[Any]:
    type_ = setting.sizes.headings[block.level - 1]
    words = setting.letters.fit(block.text)
    heading = Lines(words, type_, bookmark=words.replace("\n", " "))
    heading.level = block.level - 1
    return [heading]


@_flow.register
def _prose(block: Prose, setting: Setting) -> list[Any]:
    return [setting.lines(block.text, setting.sizes.small if block.small else setting.sizes.prose)]


@_flow.register
def _quote(block: Quote, setting: Setting) -> list[Any]:
    prose, small = setting.sizes.prose, setting.sizes.small
    words = Type(prose.size, prose.leading, indent=9, before=2)
    source = Type(small.size, small.leading, color=SOFT, indent=9, after=5)
    return [
        setting.lines(f"「{block.words}」", words, bar=True),
        setting.lines(block.source, source, bar=True),
    ]


@_flow.register
def _bullets(block: Bullets, setting: Setting) -> list[Any]:
    prose = setting.sizes.prose
    rows = [[[setting.lines("・", prose)], [setting.lines(item, prose)]] for item in block.items]
    width = prose.size * 1.2
    return [_grid(rows, [width, setting.width - width], _PLAIN)] if rows else []


@_flow.register
def _facts(block: Facts, setting: Setting) -> list[Any]:
    sizes = setting.sizes
    rows = [
        [[setting.lines(label, sizes.head)], [setting.lines(value, sizes.cell)]]
        for label, value in block.rows
    ]
    labels = min(setting.width * LABELS, MOST_OF_LABELS)
    style = [*_ruled(sizes.padding), ("BACKGROUND", (0, 0), (0, -1), PALE)]
    return [_grid(rows, [labels, setting.width - labels], style), Spacer(0, 1.5 * mm)]


@_flow.register
def _table(block: Table, setting: Setting) -> list[Any]:
    if not block.rows:
        return [setting.lines(block.empty, setting.sizes.prose)]
    sizes, columns = setting.sizes, block.columns
    total = sum(column.weight for column in columns)
    widths = [column.weight / total * setting.width for column in columns]
    heads = [_kind(sizes, column.number, strong=True) for column in columns]
    rows = [[[setting.lines(c.head, kind)] for c, kind in zip(columns, heads, strict=True)]]
    rows += [_row(row, columns, setting) for row in block.rows]
    style = [*_ruled(sizes.padding), ("BACKGROUND", (0, 0), (-1, 0), PALE)]
    if block.foot:
        rows.append([[setting.lines(w, k)] for w, k in zip(block.foot, heads, strict=True)])
        style.append(("LINEABOVE", (0, -1), (-1, -1), 1, INK))
    return [_grid(rows, widths, style, repeat=1), Spacer(0, 2 * mm)]


def _kind(sizes: Sizes, number: bool, *, strong: bool) -> Type:
    base = sizes.head if strong else sizes.cell
    return Type(base.size, base.leading, base.font, right=number)


def _row(
    cells: tuple[str, ...], columns: tuple[Column, ...], setting: Setting
) -> list[list[Lines]]:
    return [_cell(text, column, setting) for text, column in zip(cells, columns, strict=True)]


def _cell(text: str, column: Column, setting: Setting) -> list[Lines]:
    plain = _kind(setting.sizes, column.number, strong=column.strong)
    if not column.lead:
        return [setting.lines(text, plain)]
    first, _, rest = text.partition("\n")
    lead = setting.lines(first, _kind(setting.sizes, column.number, strong=True))
    return [lead, setting.lines(rest, plain)] if rest else [lead]


# The font of a table's cells is set though flowables fill them: no other font gets into the file.
_PLAIN: list[Any] = [
    ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
]


def _ruled(padding: float) -> list[Any]:
    return [
        ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("GRID", (0, 0), (-1, -1), 0.5, RULE),
        ("LEFTPADDING", (0, 0), (-1, -1), padding + 0.5),
        ("RIGHTPADDING", (0, 0), (-1, -1), padding),
        ("TOPPADDING", (0, 0), (-1, -1), padding - 0.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), padding + 0.5),
    ]


def _grid(rows: Any, widths: list[float], style: list[Any], *, repeat: int = 0) -> Grid:
    return Grid(rows, colWidths=widths, style=style, repeatRows=repeat, splitByRow=1, splitInRow=1)
