"""The CSV file, read again as Excel reads it."""

import csv as reader
import io

import pytest

from issues.columns import declared
from reports.lists import csv


def lines(overview):
    text = csv.write(overview).decode("utf-8")
    assert text[0] == "\ufeff"
    return list(reader.reader(io.StringIO(text[1:], newline="")))


def test_it_has_the_columns_of_the_sheet_and_one_record_a_line(table):
    overview = table({}, {"number": "R6-0002", "ask": '一行目\n「二行目」、"引用",終わり'})

    found = lines(overview)

    shown = declared.of_files(inside=True)
    assert found[0] == [column.heading for column in shown]
    assert found[1:] == [[column.words(row) for column in shown] for row in overview.rows]
    assert dict(zip(found[0], found[1], strict=True))["発言の日"] == "2024-04-05"


def test_lines_end_as_windows_ends_them(table):
    data = csv.write(table({}))

    assert data.count(b"\r\n") == 2
    assert data.replace(b"\r\n", b"").count(b"\n") == 0


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+81", "'+81"),
        ("-5度", "'-5度"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝１", "'＝１"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("\n=1", "'\n=1"),
        ("1-5", "1-5"),
        ("費用=負担", "費用=負担"),
        ("ベル\x07", "ベル␇"),
    ],
)
def test_nothing_in_it_is_calculated(table, text, written):
    found = lines(table({"title": text}))

    assert found[1][9] == written
