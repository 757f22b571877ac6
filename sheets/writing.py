"""Workbooks (.xlsx) that people fill in and send back: what is text stays text."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from sheets.values import Cell
from typesetting import cells

_BOLD, _TOP = Font(bold=True), Alignment(vertical="top", wrap_text=True)
_GREY = PatternFill("solid", fgColor="E8EAED")
_TEXT = "@"


def book() -> Any:
    """A workbook whose sheets are written row by row."""
    return Workbook(write_only=True)


def sheet(made: Any, name: str, widths: Iterable[int]) -> Any:
    """One more sheet, with the widths of its columns in half-width characters, its head kept in
    view."""
    added = made.create_sheet(name)
    for place, width in enumerate(widths, start=1):
        added.column_dimensions[get_column_letter(place)].width = width
    added.freeze_panes = "A2"
    return added


def head(added: Any, names: Iterable[str]) -> None:
    """The row of headings."""
    row = []
    for name in names:
        cell = _written(added, Cell(name))
        cell.font, cell.fill = _BOLD, _GREY
        row.append(cell)
    added.append(row)


def row(added: Any, values: Iterable[Cell]) -> None:
    """One row."""
    added.append([_written(added, each) for each in values])


def saved(made: Any) -> bytes:
    """The bytes of the workbook."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _written(added: Any, value: Cell) -> Any:
    cell = WriteOnlyCell(added)
    cell.alignment = _TOP
    if isinstance(value.value, str) or value.error:
        text = cells.fitting(cells.legible(value.text))
        cell.value = text
        cell.data_type = "s"
        cell.number_format = _TEXT
        if cells.looks_like_formula(text):
            cell.quotePrefix = True
    else:
        cell.value = value.value
    return cell
