"""対応状況一覧 as an Excel file: one record a row, real days, no formulas.

The same overview gives the same bytes: the file bears the time of the overview and not that at
which it was written, and `packing` leaves nothing else to chance.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from copy import copy
from datetime import datetime
from math import ceil
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from issues.columns.column import Sort
from issues.columns.rows import Row, Tally
from reports.lists import excel_rows, packing
from reports.lists.producing import Progress, unheard
from reports.lists.status_table import TITLE, Overview
from typesetting import cells

ABOUT = "この表について"
DAY = 'yyyy"年"m"月"d"日"'
FONT = "游ゴシック"
A3, A4 = 8, 9  # as the file format numbers the sizes of paper
READABLE = 300
"""Widths of columns (in letters) that a page on its side takes at a size that can be read."""

_WRAPPED = Alignment(vertical="top", wrap_text=True)
_CENTRED = Alignment(vertical="top", horizontal="center")
_ALIGNMENTS = {
    Sort.TEXT: _WRAPPED,
    Sort.LONG: _WRAPPED,
    Sort.DATE: Alignment(vertical="top", horizontal="left"),
    Sort.NUMBER: _CENTRED,
    Sort.MARK: _CENTRED,
}
_HEAD = Alignment(vertical="center", wrap_text=True)
_PLAIN, _BOLD = Font(name=FONT, size=10), Font(name=FONT, size=10, bold=True)
_LARGE = Font(name=FONT, size=14, bold=True)
_GREY = PatternFill("solid", start_color="E8ECF1")
_LINE = Border(bottom=Side("hair", "9AA3AE"))
_TABLE = "xl/worksheets/sheet1.xml"
_END_OF_HEADINGS = b"</row>"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def write(overview: Overview, progress: Progress = unheard) -> bytes:
    """The file as `write_to` writes it."""
    out = io.BytesIO()
    write_to(out, overview, progress)
    return out.getvalue()


def write_to(out: BinaryIO, overview: Overview, progress: Progress = unheard) -> None:
    """The file: the table, and a second sheet that says what it is.

    Rows go into the archive as they come, into the middle of their sheet. What stands before them
    is taken from a book without rows, what comes after them from one that has counted them.
    """
    about, tally, total = overview.about, Tally(), len(overview.rows)
    book, sheet = _begun(overview)
    patterns = {
        sort: _pattern(sheet, _PLAIN, alignment, days=sort is Sort.DATE)
        for sort, alignment in _ALIGNMENTS.items()
    }
    rows = excel_rows.lines(
        _told(tally.counting(overview.rows), total, progress),
        overview.columns,
        [patterns[column.sort] for column in overview.columns],
    )
    before = iter(_finished(*_begun(overview), overview, Tally()).items())
    with packing.Archive(out, at=about.written, plain=bool(about.digest)) as archive:
        for name, data in before:
            if name == _TABLE:
                head, end, _ = data.partition(_END_OF_HEADINGS)
                break
            archive.put(name, [_dated(name, data, about.written)])
        parts: dict[str, bytes] = {}

        def pieces() -> Iterator[bytes]:
            yield head + end
            yield from rows
            parts.update(_finished(book, sheet, overview, tally))
            yield parts[_TABLE].partition(_END_OF_HEADINGS)[2]

        archive.put(_TABLE, pieces(), count=total)
        names = list(parts)
        for name in names[names.index(_TABLE) + 1 :]:
            archive.put(name, [parts[name]])


def _told(rows: Iterable[Row], total: int, progress: Progress) -> Iterator[Row]:
    for place, row in enumerate(rows, start=1):
        yield row
        progress(place, total)


def _begun(overview: Overview) -> tuple[Workbook, Any]:
    """A book, and the sheet of the table with its headings."""
    book = Workbook(write_only=True)
    book.properties.creator = "論点 Ronten"
    book.properties.title = overview.about.heading
    book.properties.created = packing.in_utc(overview.about.written)
    sheet, shown = book.create_sheet(TITLE), overview.columns
    # Number and title stay in sight while one reads to the right.
    sheet.freeze_panes = "B2"
    for place, column in enumerate(shown, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    _paper(sheet, overview)
    head = _pattern(sheet, _BOLD, _HEAD, fill=_GREY)
    sheet.append([_cell(head, column.heading) for column in shown])
    return book, sheet


def _finished(book: Workbook, sheet: Any, overview: Overview, tally: Tally) -> dict[str, bytes]:
    """The parts of the book, with what is known once the rows are."""
    last = get_column_letter(len(overview.columns))
    sheet.auto_filter.ref = f"A1:{last}{tally.total + 1}"
    sheet.oddFooter.right.text = "架空の見本を含む" if tally.fictional else ""
    _about(book, overview, tally)
    raw = io.BytesIO()
    book.save(raw)
    return packing.parts_of(raw.getvalue())


def _paper(sheet: Any, overview: Overview) -> None:
    """A3 on its side, as many pages beside one another as letters of a readable size need; the
    headings and the numbers on each."""
    setup, width = sheet.page_setup, sum(column.width for column in overview.columns)
    setup.orientation, setup.paperSize = "landscape", A3
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    setup.fitToWidth, setup.fitToHeight = ceil(width / READABLE), 0
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    # A single & begins a code in a footer.
    sheet.oddFooter.left.text = overview.about.heading.replace("&", "&&")
    sheet.oddFooter.center.text = "&P／&N"


def _about(book: Workbook, overview: Overview, tally: Tally) -> None:
    sheet = book.create_sheet(ABOUT)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 90
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    title, label = (_pattern(sheet, font, _WRAPPED) for font in (_LARGE, _BOLD))
    words = _pattern(sheet, _PLAIN, _WRAPPED)
    sheet.append([_cell(title, overview.about.heading)])
    for name, fact in overview.facts(tally):
        sheet.append([_cell(label, name), _cell(words, fact)])


def _pattern(
    sheet: Any,
    font: Font,
    alignment: Alignment,
    *,
    fill: PatternFill | None = None,
    days: bool = False,
) -> Any:
    """A cell after which others are made: to style each by itself takes most of the time."""
    cell = WriteOnlyCell(sheet)
    cell.font, cell.alignment, cell.border = font, alignment, _LINE
    if fill is not None:
        cell.fill = fill
    if days:
        cell.number_format = DAY
    return cell


def _cell(pattern: Any, value: str) -> Any:
    cell = WriteOnlyCell(pattern.parent)
    cell._style = pattern._style
    text = cells.fitting(cells.legible(value))
    cell.value = text
    # Text stays text, whatever it begins with; also when somebody opens and leaves the cell.
    cell.data_type = "s"
    if cells.looks_like_formula(text):
        cell._style = copy(pattern._style)
        cell.quotePrefix = True
    return cell


def _dated(name: str, data: bytes, at: datetime) -> bytes:
    if name != "docProps/core.xml":
        return data
    stamp = packing.in_utc(at).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", data)
