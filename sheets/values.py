"""What a sheet holds: cells with their types, rows with their numbers, and how an address is
written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias

Value: TypeAlias = str | int | float | bool | date | datetime | time | None
"""What stands in a cell: None for an empty one. Whole numbers are `int`."""

NOT_CALCULATED = "式の値がありません"
"""Stands for the error of a formula of which the file keeps no value."""
_ERRORS = re.compile(r"#(?:REF!|VALUE!|N/A|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)|Err:5\d\d")
_BREAKS = re.compile(r"\r\n?|_x000[dD]_\n?")
_CONTROL = {code: None for code in range(0x20) if code not in (0x09, 0x0A)} | {0x7F: None}
_EPOCH_TIME = time(0, 0)


class UnreadableSheet(Exception):
    """A file, or something in it, cannot be read; says why and what to do, in Japanese."""


@dataclass(frozen=True)
class Cell:
    """One cell. `error` is what stands in it in place of a value (#REF!, `NOT_CALCULATED`)."""

    value: Value = None
    error: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing stands in it."""
        return self.value is None and not self.error

    @property
    def text(self) -> str:
        """What stands in it as a person reads it; a day as 2024-04-05."""
        return self.error or as_text(self.value)


EMPTY = Cell()


@dataclass(frozen=True)
class Row:
    """One row of a sheet, counted from 1 as spreadsheets do. `hidden`: nobody saw it on the
    screen, since it was hidden or a filter left it out."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False

    @property
    def is_blank(self) -> bool:
        """No cell holds anything."""
        return all(cell.is_empty for cell in self.cells)

    def at(self, column: int) -> Cell:
        """The cell of this column, counted from 0; beyond the last one an empty cell."""
        return self.cells[column] if 0 <= column < len(self.cells) else EMPTY


@dataclass(frozen=True)
class Area:
    """Merged cells: rows counted from 1, columns from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell belongs to it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True)
class Outline:
    """A sheet as it is offered to choose from: its first rows, and how much there is. `rows` counts
    those that hold something; `hidden_columns` from 0."""

    name: str
    hidden: bool
    rows: int
    columns: int
    first: tuple[Row, ...]
    merged: tuple[Area, ...] = ()
    hidden_columns: frozenset[int] = frozenset()


def value_of(found: Any) -> Cell:
    """A cell of what a reader found: text is cleaned, and told from an error."""
    if isinstance(found, str):
        text = clean(found)
        if _ERRORS.fullmatch(text.strip()):
            return Cell(error=text.strip())
        return Cell(text) if text.strip() else EMPTY
    if isinstance(found, float):
        return Cell(int(found) if found.is_integer() and abs(found) < 1e15 else found)
    if isinstance(found, datetime) and found.time() == _EPOCH_TIME:
        return Cell(found.date())
    if isinstance(found, timedelta):
        return Cell(str(found))
    return Cell(found) if found is not None else EMPTY


def clean(text: str) -> str:
    """Text with one sort of line break, and without signs that nobody sees."""
    return _BREAKS.sub("\n", text).translate(_CONTROL)


def as_text(value: Value) -> str:
    """A value as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, date | datetime | time):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return str(value)


def letters(column: int) -> str:
    """The letters of a column counted from 0: A, Z, AA."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def address(row: int, column: int) -> str:
    """C12 for row 12 and the third column (2)."""
    return f"{letters(column)}{row}"


def folded(text: str) -> str:
    """A heading made comparable: width, case, white space, brackets and marks say nothing."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s()\[\]【】「」『』・:：※*＊、。/／_-]+", "", plain)


def cell_as_json(cell: Cell) -> Any:
    """A cell as JSON: text, numbers and marks as they are, the rest under a letter."""
    if cell.error:
        return {"e": cell.error}
    if isinstance(cell.value, datetime):
        return {"m": cell.value.isoformat()}
    if isinstance(cell.value, date):
        return {"d": cell.value.isoformat()}
    if isinstance(cell.value, time):
        return {"t": cell.value.isoformat()}
    return cell.value


def cell_from_json(found: Any) -> Cell:
    """The same way back."""
    if not isinstance(found, dict):
        return Cell(found)
    ((letter, text),) = found.items()
    if letter == "e":
        return Cell(error=text)
    read: Any = {"m": datetime, "d": date, "t": time}[letter]
    return Cell(read.fromisoformat(text))


def row_as_json(row: Row) -> list[Any]:
    """A row as JSON."""
    return [row.number, row.hidden, [cell_as_json(cell) for cell in row.cells]]


def row_from_json(found: Sequence[Any]) -> Row:
    """The same way back."""
    number, hidden, cells = found
    return Row(number, tuple(cell_from_json(cell) for cell in cells), hidden)


def outline_as_json(outline: Outline) -> dict[str, Any]:
    """A sheet's outline as JSON."""
    return {
        "name": outline.name,
        "hidden": outline.hidden,
        "rows": outline.rows,
        "columns": outline.columns,
        "first": [row_as_json(row) for row in outline.first],
        "merged": [[each.top, each.left, each.bottom, each.right] for each in outline.merged],
        "hidden_columns": sorted(outline.hidden_columns),
    }


def outline_from_json(found: dict[str, Any]) -> Outline:
    """The same way back."""
    return Outline(
        found["name"],
        found["hidden"],
        found["rows"],
        found["columns"],
        tuple(row_from_json(row) for row in found["first"]),
        tuple(Area(*each) for each in found["merged"]),
        frozenset(found["hidden_columns"]),
    )
