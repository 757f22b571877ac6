"""Rows of a sheet as openpyxl writes them, to the byte."""

import io
import zipfile
from copy import copy
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from issues.columns import declared
from issues.columns.column import Sort
from reports.lists import excel, excel_rows
from tests import sizes
from tests.reports.conftest import ROW
from typesetting import cells

SHOWN = declared.of_files(inside=True)
TEXTS = st.text(max_size=60)


def begun():
    """A sheet, and a cell for each column whose style its cells bear."""
    sheet = Workbook(write_only=True).create_sheet("表")
    words, days = WriteOnlyCell(sheet), WriteOnlyCell(sheet)
    words.font = days.font = Font(bold=True)
    days.number_format = excel.DAY
    return sheet, [days if column.sort is Sort.DATE else words for column in SHOWN]


def by_openpyxl(rows):
    sheet, patterns = begun()
    sheet.append([])
    for row in rows:
        values = [column.value(row) for column in SHOWN]
        sheet.append([cell_by_openpyxl(*pair) for pair in zip(patterns, values, strict=True)])
    raw = io.BytesIO()
    sheet.parent.save(raw)
    data = zipfile.ZipFile(raw).read("xl/worksheets/sheet1.xml")
    return data.partition(b'<row r="1"></row>')[2].partition(b"</sheetData>")[0]


def cell_by_openpyxl(pattern, value):
    cell = WriteOnlyCell(pattern.parent)
    cell._style = pattern._style
    if not isinstance(value, str):
        cell.value = value
        return cell
    text = cells.fitting(cells.legible(value))
    cell.value, cell.data_type = text, "s"
    if cells.looks_like_formula(text):
        cell._style = copy(pattern._style)
        cell.quotePrefix = True
    return cell


def by_us(rows):
    _, patterns = begun()
    return b"".join(excel_rows.lines(rows, SHOWN, patterns))


@settings(max_examples=sizes.of(50, long=150), deadline=None)
@given(TEXTS, TEXTS, st.dates(min_value=date(1900, 1, 1)), st.integers(0, 99), st.booleans())
@example("=1+1", " <b>&\"'>\n ]]> ", date(1900, 2, 28), 0, True)
@example("𠮷👩‍👩‍👧\x85\u2028", "\ud800\ufffe\x07\r\n", date(1900, 3, 1), 1, False)
@example("　", "\t", date(2024, 6, 5), 1, True)
@example("_x0041_", "\x9f\u3000あ", date(9999, 12, 31), 1, True)
def test_any_text_day_or_number_is_written_alike(title, ministry, day, round_, public):
    row = ROW.but(title=title, lead_ministry=ministry, due_on=day, round=round_, public=public,
        joined=(title, ministry), fictional=not public, reply_timing=None,
    )  # fmt: skip

    assert by_us([row, ROW, row]) == by_openpyxl([row, ROW, row])


def test_a_text_that_no_cell_holds_is_cut_alike():
    row = ROW.but(ask="長" * 40_000, speaker="=" + "👩" * 20_000)

    assert by_us([row]) == by_openpyxl([row])
