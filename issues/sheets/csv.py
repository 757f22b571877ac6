"""対応状況一覧 as CSV, as Excel in Japan opens it by a double click: UTF-8 with its mark, CRLF."""

from __future__ import annotations

import csv
import io

from issues.sheets import cells
from issues.sheets.overview import Overview
from issues.sheets.producing import Progress, unheard

MARK = "\ufeff"


def write(overview: Overview, progress: Progress = unheard) -> bytes:
    """The rows under their headings, days as 2024-06-05; the columns are those of the sheet."""
    out = io.StringIO(newline="")
    out.write(MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.heading for column in overview.columns)
    for place, row in enumerate(overview.rows, start=1):
        writer.writerow(guarded(column.words(row)) for column in overview.columns)
        progress(place, len(overview.rows))
    return out.getvalue().encode()


def guarded(text: str) -> str:
    """`text` as a spreadsheet shows and never calculates it. A CSV file cannot say that a cell is
    text, so an apostrophe stands before what looks like a formula."""
    text = cells.fitting(cells.legible(text), cells.LONGEST - 1)
    return f"'{text}" if cells.looks_like_formula(text) else text
