"""対応状況一覧 as CSV, as Excel in Japan opens it by a double click: UTF-8 with its mark, CRLF."""

from __future__ import annotations

import csv
import io
from operator import attrgetter
from typing import BinaryIO

from issues.sheets import cells, overview
from issues.sheets.cells import Memo
from issues.sheets.overview import Found, Overview
from issues.sheets.producing import Progress, unheard

MARK = "\ufeff"


def write(table: Overview, progress: Progress = unheard) -> bytes:
    """The file as `write_to` writes it."""
    out = io.BytesIO()
    write_to(out, table, progress)
    return out.getvalue()


def write_to(out: BinaryIO, table: Overview, progress: Progress = unheard) -> None:
    """The rows under their headings, days as 2024-06-05; the columns are those of the sheet. Each
    row is written as it comes."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    text.write(MARK)
    writer = csv.writer(text, lineterminator="\r\n")
    shown = table.columns
    writer.writerow(column.heading for column in shown)
    take = attrgetter(*(column.name for column in shown))
    write = [_cell if column.own else Memo(_cell).__getitem__ for column in shown]
    total = len(table.rows)
    for place, row in enumerate(table.rows, start=1):
        writer.writerow([cell(found) for cell, found in zip(write, take(row), strict=False)])
        progress(place, total)
    text.detach()


def _cell(found: Found) -> str:
    if isinstance(found, str) and cells.is_plain(found, cells.LONGEST - 1):
        return found
    return guarded(overview.as_words(found))


def guarded(text: str) -> str:
    """`text` as a spreadsheet shows and never calculates it. A CSV file cannot say that a cell is
    text, so an apostrophe stands before what looks like a formula."""
    text = cells.fitting(cells.legible(text), cells.LONGEST - 1)
    return f"'{text}" if cells.looks_like_formula(text) else text
