"""Sheets as they come: every format, and all that people and programs do to them."""

import io
import struct
import zipfile
from datetime import date, time

import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from confined.limits import Limits
from sheets import books, delimited, heads, limits, reading, values, writing
from sheets.values import NOT_CALCULATED, Cell, UnreadableSheet
from tests.sheets.books import FORMATS, book, ods_with_odd_cells, saved, with_part

MEGABYTE = 1024 * 1024
SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"
ROWS = [
    ["団体", "件名", "日付", "数"],
    ["秋田県美郷町", "2行の\n件名", date(2024, 4, 5), 5],
    [None, None, None, None],
    ["１２３", "ﾊﾝｶｸ", None, 2.5],
]


def sheet(data, name=None):
    """The rows of a sheet that hold something, as {number: texts}."""
    found = books.sheets_of(data)
    chosen = next(each for each in found if name in (None, each.name))
    return {row.number: [cell.text for cell in row.cells] for row in chosen.rows()}


def first(data, name=None):
    """The rows themselves."""
    found = books.sheets_of(data)
    return list(next(each for each in found if name in (None, each.name)).rows())


def refusal(data):
    with pytest.raises(UnreadableSheet) as caught:
        list(books.sheets_of(data)[0].rows())
    return str(caught.value)


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_gives_the_same_rows_under_their_numbers(kind):
    assert sheet(book(kind, ROWS)) == {
        1: ["団体", "件名", "日付", "数"],
        2: ["秋田県美郷町", "2行の\n件名", "2024-04-05", "5"],
        4: ["１２３", "ﾊﾝｶｸ", "", "2.5"],
    }


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_days_and_numbers_keep_their_types(kind):
    row = first(book(kind, ROWS))[1]

    assert [cell.value for cell in row.cells[2:]] == [date(2024, 4, 5), 5]


def excel_with_odd_cells():
    made = Workbook()
    page = made.active
    page.title = "表"
    page["B3"], page["C3"], page["D3"], page["E3"] = "値", "=1+1", "#REF!", time(10, 30)
    page["D3"].data_type = "e"
    page["B5"], page["F5"] = "線_x000D_あり", True
    page.merge_cells("B7:C8")
    page["B7"] = "結合"
    page.row_dimensions[5].hidden = True
    page.column_dimensions["D"].hidden = True
    other = made.create_sheet("隠し")
    other["A1"], other.sheet_state = "x", "hidden"
    made.create_sheet("空")
    return saved(made)


def test_an_excel_sheet_says_what_is_hidden_merged_or_wrong():
    third, fifth, seventh = first(excel_with_odd_cells(), "表")
    outline = books.sheets_of(excel_with_odd_cells())[0].outline()

    assert (third.number, third.cells[2].error, third.cells[3].error) == (
        3,
        NOT_CALCULATED,
        "#REF!",
    )
    assert third.cells[4].value == time(10, 30)
    assert (fifth.hidden, third.hidden) == (True, False)
    assert [cell.text for cell in fifth.cells[1:]] == ["線\nあり", "", "", "", "TRUE"]
    assert outline.merged == (values.Area(7, 1, 8, 2),)
    assert outline.hidden_columns == {3}
    assert (seventh.at(1).text, seventh.at(9)) == ("結合", Cell())


def test_sheets_are_offered_but_empty_ones_and_hidden_ones_are_said_to_be_so():
    found = reading.outlines(excel_with_odd_cells())

    assert [(each.name, each.hidden, each.rows) for each in found] == [
        ("表", False, 3), ("隠し", True, 1),
    ]  # fmt: skip


def test_an_old_excel_sheet_says_what_is_hidden_merged_or_wrong():
    made = xlwt.Workbook()
    page = made.add_sheet("表")
    page.write(0, 0, "見え")
    page.write(1, 0, "隠れ")
    page.row(1).hidden = True
    page.col(2).hidden = True
    page.row(2).set_cell_error(1, "#REF!")
    page.write_merge(4, 5, 0, 1, "結合")
    for number in range(300):
        page.write(10 + number, 0, f"{number}行目")
    data = saved(made)

    shown, hidden, wrong = first(data)[:3]
    outline = books.sheets_of(data)[0].outline()

    assert (shown.hidden, hidden.hidden) == (False, True)
    assert (wrong.number, wrong.at(1).error) == (3, "#REF!")
    assert (outline.merged, outline.hidden_columns) == ((values.Area(5, 0, 6, 1),), {2})


def test_an_opendocument_sheet_says_what_is_hidden_merged_or_wrong():
    found = first(ods_with_odd_cells())
    outline = books.sheets_of(ods_with_odd_cells())[0].outline()

    assert [row.hidden for row in found] == [False, True, True, False]
    assert found[3].at(0).error == "#REF!"
    assert (outline.merged, outline.hidden_columns) == ((values.Area(1, 0, 1, 1),), {1})


@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_the_sign_between_the_cells_of_a_text_file_is_found(sign):
    data = f'団体{sign}件名\r\n"美郷町"{sign}"a{sign}b"\r\n'.encode()

    assert sheet(data) == {1: ["団体", "件名"], 2: ["美郷町", f"a{sign}b"]}


def test_what_cannot_be_read_says_why_and_what_to_do():
    bare = book("xlsx", ROWS)
    broken_zip = bare[:200] + bare[400:]
    other_zip = with_part(with_part(bare, "xl/workbook.xml", b""), "xl/workbook.xml", b"<broken")

    assert refusal(b"%PDF-1.7") == books.NOT_A_SHEET
    assert refusal(b"\x89PNG\r\n") == books.NOT_A_SHEET
    assert refusal(broken_zip) == refusal(other_zip) == books.BROKEN
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) != ""
    assert refusal(b"\x81\xff\x00\x82") == delimited.NO_TEXT


def test_a_password_is_to_be_taken_off():
    encrypted = compound_with("EncryptedPackage")
    manifest = b'<manifest><encryption-data checksum="x"/></manifest>'

    assert refusal(encrypted) == books.PASSWORD
    ods = with_part(book("ods", ROWS), "META-INF/manifest.xml", manifest)
    assert refusal(ods) == books.PASSWORD


def compound_with(name):
    """A compound file whose directory holds one stream of this name."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<II", head, 44, 1, 1)  # one sector of the table; the directory begins at 1
    struct.pack_into("<II", head, 68, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", head, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    entry = bytearray(512)
    written = name.encode("utf-16-le")
    entry[: len(written)] = written
    struct.pack_into("<H", entry, 64, len(written) + 2)
    return bytes(head) + table + bytes(entry)


def test_a_book_that_unpacks_beyond_measure_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(books, "MOST_UNPACKED_BYTES", 3 * MEGABYTE)
    bomb = with_part(book("xlsx", ROWS), "xl/media/a.bin", bytes(4 * MEGABYTE))

    assert len(bomb) < 20_000
    assert refusal(bomb) == books.TOO_LARGE_INSIDE


def test_a_part_that_lies_about_its_length_takes_no_worker_down():
    data = bytearray(
        with_part(book("xlsx", ROWS), SHEET, HEAD + b"<row/>" * (20 * MEGABYTE // 6) + TAIL)
    )
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        size = archive.getinfo(SHEET).file_size
    lie = bytes(data).replace(struct.pack("<I", size), struct.pack("<I", 100))

    with pytest.raises(UnreadableSheet):
        reading.outlines(lie, limits=Limits(512 * MEGABYTE, 20, 60))


def test_a_cell_far_off_is_named():
    made = Workbook()
    made.active["A1"], made.active["XFD1048576"] = "a", "b"

    words = refusal(saved(made))

    assert "XFD1048576" in words
    assert words.startswith("シート「Sheet」は")


def test_blank_rows_without_end_are_passed_over():
    def rows(file):
        file.write(HEAD + b'<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>')
        for number in range(2, 60_000):
            file.write(b'<row r="%d"><c r="A%d" s="1"/><c r="B%d"/></row>' % ((number,) * 3))
        file.write(TAIL)

    data = with_part(book("xlsx", ROWS), SHEET, rows)

    assert sheet(data) == {1: ["a"]}


def test_too_many_rows_and_columns_are_refused_with_their_place(monkeypatch):
    monkeypatch.setattr(books, "MOST_ROWS", 2)
    assert refusal(book("utf-8-sig", ROWS)).startswith("シート「CSV」は2行を超えています。")

    monkeypatch.setattr(books, "MOST_COLUMNS", 3)
    assert refusal(book("utf-8-sig", ROWS)).startswith("シート「CSV」の1行目はD列まであります。")


def test_a_quote_that_is_never_closed_names_its_line():
    words = refusal(('団体,件名\r\na,"' + "長" * (limits.LONGEST_CELL + 1)).encode())

    assert words.startswith("CSVの2行目が読めません。")


def test_a_macro_and_a_link_to_another_file_change_nothing_of_the_values():
    data = with_part(book("xlsx", ROWS), "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0macro")
    data = with_part(data, "xl/externalLinks/externalLink1.xml", b"<externalLink/>")

    assert sheet(data) == sheet(book("xlsx", ROWS))


def test_entities_of_the_parts_are_not_followed():
    bomb = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>' + HEAD + TAIL
    data = with_part(book("xlsx", ROWS), SHEET, bomb)

    assert sheet(data) in ({}, sheet(data))


def test_a_child_reads_the_rows_part_by_part_and_knows_which_sheet():
    data = book("xlsx", [["団体"], *[[f"町{number}"] for number in range(450)]])

    parts = list(reading.rows(data, "表", first=2))

    assert [len(part) for part in parts] == [200, 200, 50]
    assert parts[2][-1] == values.Row(451, (Cell("町449"),))
    with pytest.raises(UnreadableSheet, match="選んだシートが、ファイルにありません"):
        list(reading.rows(data, "別の表"))


def test_a_child_that_takes_too_much_is_stopped_with_a_reason():
    with pytest.raises(UnreadableSheet, match="時間がかかりすぎた"):
        reading.outlines(book("xlsx", ROWS), limits=Limits(1024 * MEGABYTE, 30, 0.01))


TEXT = st.text("あ漢ア1a,;\t\"'=+-@\n ー（）", max_size=12).map(str.strip)
VALUE = st.one_of(
    TEXT.map(lambda text: text or None),
    st.integers(-(10**12), 10**12),
    st.dates(date(1910, 1, 1), date(2100, 1, 1)),
    st.none(),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(VALUE, min_size=1, max_size=5), min_size=1, max_size=6))
def test_any_rows_out_to_a_sheet_and_in_again_are_the_same(rows):
    made = writing.book()
    page = writing.sheet(made, "表", [10] * 5)
    for row in rows:
        writing.row(page, [Cell(value) for value in row])

    found = {row.number: row for row in first(writing.saved(made))}

    for number, row in enumerate(rows, start=1):
        read = [found[number].at(each).value if number in found else None for each in range(5)]
        assert read == [*row, *[None] * (5 - len(row))]


@given(st.integers(0, 16_383))
def test_letters_of_columns_are_those_of_spreadsheets(column):
    found = 0
    for letter in values.letters(column):
        found = found * 26 + ord(letter) - 64

    assert found == column + 1


def head_over_two_rows():
    made = Workbook()
    page = made.active
    page.append(["令和8年度　要望一覧"])
    page.merge_cells("A1:D1")
    page.append(["提案団体", "担当部署", None, "件名"])
    page.append([None, "部署名", "電話", None])
    page.merge_cells("A2:A3")
    page.merge_cells("B2:C2")
    page.merge_cells("D2:D3")
    page.append(["美郷町", "企画課", "0187", "手続"])
    return books.sheets_of(saved(made))[0].outline()


def test_a_head_of_merged_cells_gives_each_column_its_whole_name():
    outline = head_over_two_rows()

    head = heads.propose(outline, {"提案団体", "件名", "担当部署"}.__contains__)

    assert (head, heads.first_after(outline, 2), heads.first_after(outline, 3)) == (3, 4, 4)
    assert heads.names(outline, head) == ["提案団体", "担当部署：部署名", "担当部署：電話", "件名"]


def test_without_known_names_the_head_is_the_first_row_of_many_texts():
    outline = books.sheets_of(book("xlsx", [["題"], ["甲", "乙", "丙"], ["a", 1, 2]]))[0].outline()

    assert heads.propose(outline, set().__contains__) == 2
