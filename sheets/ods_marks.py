"""What an OpenDocument sheet (.ods) says beside values: hidden rows, columns and sheets, merged
cells, formulas without a kept value."""

from __future__ import annotations

import zipfile
from typing import Any

from lxml import etree

from sheets.limits import MOST_MERGED
from sheets.marks import Marks
from sheets.values import NOT_CALCULATED, Area, UnreadableSheet
from sheets.xlsx_marks import BROKEN, events

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_UNSEEN = ("collapse", "filter")


def read(book: zipfile.ZipFile) -> dict[str, Marks]:
    """The marks of each sheet, by its name. Raises UnreadableSheet."""
    found: dict[str, Marks] = {}
    name, marks = "", Marks(merged=[])
    row = column = 0
    try:
        with book.open("content.xml") as file:
            # A table ends after its rows: they come first, under the name of their parent.
            for element in events(file, "table-row", "table-column"):
                own = _name_of_table(element)
                if own != name or own not in found:
                    name, row, column = own, 0, 0
                    marks = found.setdefault(own, Marks(merged=[]))
                if element.tag == f"{_TABLE}table-column":
                    column = _column(marks, element, column)
                else:
                    row = _row(marks, element, row)
    except (etree.XMLSyntaxError, KeyError, zipfile.BadZipFile, ValueError) as error:
        raise UnreadableSheet(BROKEN) from error
    for sheet, each in found.items():
        each.refuse_vast(sheet)
    return found


def _name_of_table(element: Any) -> str:
    parent = element.getparent()
    while parent is not None and parent.tag != f"{_TABLE}table":
        parent = parent.getparent()
    return "" if parent is None else str(parent.get(f"{_TABLE}name", ""))


def _column(marks: Marks, element: Any, column: int) -> int:
    end = column + _times(element, "number-columns-repeated")
    if element.get(f"{_TABLE}visibility") in _UNSEEN:
        marks.hidden_columns.update(range(column, min(end, 16_384)))
    return end


def _row(marks: Marks, element: Any, row: int) -> int:
    """Look at a row that begins after `row`; gives the number of its last repetition."""
    last = row + _times(element, "number-rows-repeated")
    held = _cells(marks, element, row + 1, last)
    if element.get(f"{_TABLE}visibility") in _UNSEEN and (held or last - row == 1):
        marks.hidden_rows.update(range(row + 1, min(last, 1_048_576) + 1))
    return last


def _cells(marks: Marks, element: Any, first: int, last: int) -> bool:
    column, held = 0, False
    for cell in element:
        times = _times(cell, "number-columns-repeated")
        if len(cell) or cell.get(f"{_OFFICE}value-type"):
            held = True
            marks.saw(last, column + times - 1)
        elif cell.get(f"{_TABLE}formula"):
            held = True
            marks.saw(last, column)
            marks.errors[first, column] = NOT_CALCULATED
        _merge(marks, cell, first, column)
        column += times
    return held


def _merge(marks: Marks, cell: Any, row: int, column: int) -> None:
    down, across = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
    if marks.merged is not None and (down > 1 or across > 1) and len(marks.merged) < MOST_MERGED:
        marks.merged.append(Area(row, column, row + down - 1, column + across - 1))


def _times(element: Any, name: str) -> int:
    return max(int(element.get(f"{_TABLE}{name}") or 1), 1)
