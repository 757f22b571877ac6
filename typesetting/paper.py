"""A paper before it is a file: title, moment and blocks, the same for PDF and Word.

Makers of papers (`dossier`, `overview_paper`, …) build a `Paper`; `pdf.render` and `word.render`
turn it into bytes. Nothing here reads the clock or the database, so the same paper gives the same
bytes whenever it is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any, TypeAlias

FICTIONAL = "架空の見本データを含みます"
CAUTION = "取扱注意：公表前の内容を含みます"
"""What stands at the head of every page of a paper with invented data."""


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3; it becomes a bookmark of the PDF."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Prose:
    """A paragraph; line breaks stay. `small` for what explains the paper itself."""

    text: str
    small: bool = False


@dataclass(frozen=True)
class Quote:
    """Exact words, and below them where they come from."""

    words: str
    source: str


@dataclass(frozen=True)
class Bullets:
    """A list without order."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """A form: labels on the left, values on the right."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column:
    """One column of a table; `weight` is its share of the width. `strong` for what names a row;
    `lead` where only the first line of a cell is strong."""

    head: str
    weight: float
    number: bool = False
    strong: bool = False
    lead: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under heads that every page repeats. `foot` is a last row of sums. `name` says what
    the table holds, for those who do not see it; `empty` stands in place of a table without
    rows."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...] = ()
    empty: str = "該当するものはありません。"


Block: TypeAlias = Heading | Prose | Quote | Bullets | Facts | Table


@dataclass(frozen=True)
class Paper:
    """A whole paper. `moment` says as of when, on every page; `over` is a short line above the
    title; `caution` how to handle the paper, on every page. `compact` takes smaller type and less
    air, for papers that must fit one page."""

    title: str
    moment: str
    blocks: tuple[Block, ...]
    on: date
    over: str = ""
    caution: str = ""
    fictional: bool = False
    landscape: bool = False
    compact: bool = False


def texts(value: Any) -> Iterator[str]:
    """Every text of a paper or block, in reading order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
