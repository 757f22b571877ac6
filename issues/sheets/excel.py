"""対応状況一覧 as an Excel file: one record a row, real days, no formulas.

The same overview gives the same bytes: the file bears the time of the overview and not that at
which it was written, and `packed` leaves nothing else to chance.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from copy import copy
from datetime import UTC, datetime
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from issues.sheets import cells
from issues.sheets.overview import TITLE, Overview, Sort, Value
from issues.sheets.producing import Progress, unheard

ABOUT = "この表について"
DAY = 'yyyy"年"m"月"d"日"'
FONT = "游ゴシック"
A4 = 9  # as the file format numbers the sizes of paper

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
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def write_to(out: BinaryIO, overview: Overview, progress: Progress = unheard) -> None:
    out.write(write(overview, progress))


def write(overview: Overview, progress: Progress = unheard) -> bytes:
    """The file: the table, and a second sheet that says what it is."""
    # Written row by row: thousands of rows need no more memory than a few.
    book = Workbook(write_only=True)
    book.properties.creator = "論点 Ronten"
    book.properties.title = overview.about.heading
    book.properties.created = _utc(overview.about.written)
    _table(book, overview, progress)
    _about(book, overview)
    raw = io.BytesIO()
    book.save(raw)
    return packed(raw.getvalue(), at=overview.about.written, plain=bool(overview.about.digest))


def _table(book: Workbook, overview: Overview, progress: Progress) -> None:
    sheet, shown = book.create_sheet(TITLE), overview.columns
    last = get_column_letter(len(shown))
    # Number and title stay in sight while one reads to the right.
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{last}{len(overview.rows) + 1}"
    for place, column in enumerate(shown, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    _paper(sheet, overview)
    head = _pattern(sheet, _BOLD, _HEAD, fill=_GREY)
    sheet.append([_cell(head, column.heading) for column in shown])
    patterns = {
        sort: _pattern(sheet, _PLAIN, alignment, days=sort is Sort.DATE)
        for sort, alignment in _ALIGNMENTS.items()
    }
    for place, row in enumerate(overview.rows, start=1):
        sheet.append([_cell(patterns[column.sort], column.value(row)) for column in shown])
        progress(place, len(overview.rows))


def _paper(sheet: Any, overview: Overview) -> None:
    """A4 on its side, as wide as one page, the headings on each."""
    setup = sheet.page_setup
    setup.orientation, setup.paperSize = "landscape", A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.print_title_rows = "1:1"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    # A single & begins a code in a footer.
    sheet.oddFooter.left.text = overview.about.heading.replace("&", "&&")
    sheet.oddFooter.center.text = "&P／&N"
    sheet.oddFooter.right.text = "架空の見本を含む" if overview.fictional else ""


def _about(book: Workbook, overview: Overview) -> None:
    sheet = book.create_sheet(ABOUT)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 90
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    title, label = (_pattern(sheet, font, _WRAPPED) for font in (_LARGE, _BOLD))
    words = _pattern(sheet, _PLAIN, _WRAPPED)
    sheet.append([_cell(title, overview.about.heading)])
    for name, fact in overview.facts():
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


def _cell(pattern: Any, value: Value) -> Any:
    """Text stays text, whatever it begins with; also when somebody opens and leaves the cell."""
    cell = WriteOnlyCell(pattern.parent)
    cell._style = pattern._style
    if not isinstance(value, str):
        cell.value = value
        return cell
    text = cells.fitting(cells.legible(value))
    cell.value = text
    cell.data_type = "s"
    if cells.looks_like_formula(text):
        cell._style = copy(pattern._style)
        cell.quotePrefix = True
    return cell


def packed(raw: bytes, *, at: datetime, plain: bool) -> bytes:
    """The same file with `at` wherever a time stands. `plain` leaves it uncompressed: what comes
    out of a compressor is another thing on another machine, and a frozen file must not be."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in _entries(raw):
            entry = zipfile.ZipInfo(name, date_time=_clock(at))
            entry.create_system, entry.external_attr = 0, 0
            entry.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            archive.writestr(entry, _dated(name, data, at))
    return out.getvalue()


def _entries(raw: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


def _dated(name: str, data: bytes, at: datetime) -> bytes:
    if name != "docProps/core.xml":
        return data
    stamp = _utc(at).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", data)


def _clock(at: datetime) -> tuple[int, int, int, int, int, int]:
    """As a zip archive writes a time: without a zone, not before 1980, in steps of two seconds."""
    utc = max(_utc(at), datetime(1980, 1, 1))
    return (utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second - utc.second % 2)


def _utc(at: datetime) -> datetime:
    """The time in UTC without saying so, as the document's properties are read."""
    return at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
