"""対応状況一覧 as CSV, as Excel in Japan opens it by a double click: UTF-8 with its mark, CRLF."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from functools import partial
from operator import attrgetter
from typing import BinaryIO

from issues.columns.column import Found, as_words
from issues.querysets import chunks
from reports.lists.producing import Progress, unheard
from reports.lists.status_table import Overview
from typesetting import cells
from typesetting.cells import Memo

MARK = "\ufeff"
AT_ONCE = 200
"""How many rows are written together."""


def write(table: Overview, progress: Progress = unheard) -> bytes:
    """The file as `write_to` writes it."""
    out = io.BytesIO()
    write_to(out, table, progress)
    return out.getvalue()


def write_to(out: BinaryIO, table: Overview, progress: Progress = unheard) -> None:
    """The rows under their headings, days as 2024-06-05; the columns are those of the sheet. Some
    rows at a time are written as they come, column by column: a call for each cell takes longer
    than the cell."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    text.write(MARK)
    writer = csv.writer(text, lineterminator="\r\n")
    shown = table.columns
    writer.writerow(column.heading for column in shown)
    take = attrgetter(*(column.name for column in shown))
    write = [_own if column.own else partial(map, Memo(_cell).__getitem__) for column in shown]
    total, done = len(table.rows), 0
    for part in chunks.some(table.rows, AT_ONCE):
        columns = zip(*map(take, part), strict=True)
        writer.writerows(zip(*(w(c) for w, c in zip(write, columns, strict=True)), strict=True))
        done += len(part)
        progress(done, total)
    text.detach()


def _own(column: Sequence[str]) -> Iterable[str]:
    """The cells of a column in which nearly every text is another one."""
    return column if cells.are_plain(column, cells.LONGEST - 1) else map(_cell, column)


def _cell(found: Found) -> str:
    return guarded(as_words(found))


def guarded(text: str) -> str:
    """`text` as a spreadsheet shows and never calculates it. A CSV file cannot say that a cell is
    text, so an apostrophe stands before what looks like a formula."""
    if cells.is_plain(text, cells.LONGEST - 1):
        return text
    text = cells.fitting(cells.legible(text), cells.LONGEST - 1)
    return f"'{text}" if cells.looks_like_formula(text) else text
