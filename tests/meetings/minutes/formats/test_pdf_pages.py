"""PDF pages that are set otherwise than line below line: the same twelve turns out of each."""

import io

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from meetings.minutes.accounting.entries import Reason
from meetings.minutes.reading import read_minutes
from tests.meetings.minutes.formats import turns

pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
EM = 11
FURTHER = 19


def printed(width):
    """The lines of the minutes, wrapped."""
    yield from turns.HEAD
    for paragraph in turns.paragraphs():
        for start in range(0, len(paragraph), width):
            yield paragraph[start : start + width]


class Sheets:
    """A PDF while it is written."""

    def __init__(self):
        self._stream = io.BytesIO()
        self.sheet = canvas.Canvas(self._stream)
        self.number = 0

    def put(self, x, y, words, size=EM):
        self.sheet.setFont("HeiseiMin-W3", size)
        self.sheet.drawString(x, y, words)

    def end_page(self, foot="- {} -", head=""):
        self.number += 1
        if head:
            self.put(50, 815, head, 9)
        self.put(290, 30, foot.format(self.number))
        self.sheet.showPage()

    def read(self):
        self.sheet.save()
        return read_minutes(self._stream.getvalue(), "a.pdf")


def pages_of(lines, many):
    lines = list(lines)
    return [lines[start : start + many] for start in range(0, len(lines), many)]


def reasons(parsed, reason):
    return [each.text for each in parsed.left_out if each.reason is reason]


def test_vertical_lines_are_read_from_the_right_with_their_blanks():
    sheets = Sheets()
    for lines in pages_of(printed(40), 20):
        for place, line in enumerate(lines):
            for down, character in enumerate(line):
                if character not in " 　":
                    sheets.put(520 - FURTHER * place, 780 - (EM + 1) * down, character)
        sheets.end_page()

    turns.assert_read(sheets.read())


def test_readings_beside_words_are_no_words():
    sheets = Sheets()
    for lines in pages_of(printed(38), 36):
        for place, line in enumerate(lines):
            y = 800 - 20 * place
            sheets.put(50, y, line)
            if "役場" in line:
                sheets.put(50 + EM * line.index("役場"), y + EM, "やくば", 5)
        sheets.end_page()

    parsed = sheets.read()

    turns.assert_read(parsed)
    assert set(reasons(parsed, Reason.RUBY)) == {"やくば"}


def test_readings_in_vertical_lines_are_no_words():
    sheets = Sheets()
    for lines in pages_of(printed(40), 20):
        for place, line in enumerate(lines):
            x = 520 - 22 * place
            for down, character in enumerate(line):
                if character not in " 　":
                    sheets.put(x, 780 - (EM + 1) * down, character)
            if "役場" in line:
                for down, kana in enumerate("やくば"):
                    y = 780 - (EM + 1) * line.index("役場") - 5 * down
                    sheets.put(x + EM + 0.5, y, kana, 5)
        sheets.end_page()

    parsed = sheets.read()

    turns.assert_read(parsed)
    assert set(reasons(parsed, Reason.RUBY)) == {"やくば"}


def test_letters_set_apart_are_read_as_words():
    sheets = Sheets()
    for lines in pages_of(printed(24), 38):
        for place, line in enumerate(lines):
            for along, character in enumerate(line):
                if character not in " 　":
                    sheets.put(50 + EM * 1.7 * along, 800 - 19 * place, character)
        sheets.end_page()

    turns.assert_read(sheets.read())


def test_two_columns_are_read_one_after_the_other():
    sheets = Sheets()
    for place, line in enumerate(turns.HEAD):
        sheets.put(50, 800 - 19 * place, line)
    sheets.end_page()
    body = list(printed(21))[len(turns.HEAD) :]
    for lines in pages_of(body, 60):
        for place, line in enumerate(lines):
            column, row = divmod(place, 30)
            sheets.put(40 + 270 * column, 790 - 24 * row - 5 * column, line)
        sheets.end_page()

    turns.assert_read(sheets.read())


def test_a_table_of_people_drawn_column_by_column_is_read_row_by_row():
    sheets = Sheets()
    people = [line.strip("　").split("　", 2) for line in turns.HEAD[4:10]]
    for place, line in enumerate((*turns.HEAD[:4], *turns.HEAD[10:])):
        sheets.put(50, 800 - 19 * place - (140 if place > 3 else 0), line)
    for column in (0, 1):
        for row, (family, given, post) in enumerate(people):
            words = f"{family}　{given}" if column == 0 else post
            sheets.put(70 + 150 * column, 720 - 19 * row, words)
    sheets.end_page()
    for lines in pages_of(list(printed(38))[len(turns.HEAD) :], 36):
        for place, line in enumerate(lines):
            sheets.put(50, 780 - 19 * place, line)
        sheets.end_page()

    turns.assert_read(sheets.read())


def test_heads_and_numbers_around_the_pages_are_left_out_and_told():
    sheets = Sheets()
    for lines in pages_of(printed(38), 14):
        for place, line in enumerate(lines):
            sheets.put(50, 790 - 19 * place, line)
        sheets.put(400, 50, "島しょ港湾連絡会議 事務局")
        sheets.end_page(foot="{}／4頁", head="島しょ港湾連絡会議　議事要旨（未定稿）")

    parsed = sheets.read()

    turns.assert_read(parsed)
    assert len(reasons(parsed, Reason.PAGE_NUMBER)) == sheets.number
    assert len(reasons(parsed, Reason.RUNNING_HEAD)) >= 2 * (sheets.number - 1)


def test_numbers_of_two_digits_stand_upright_in_a_vertical_line():
    sheets = Sheets()
    lines = [
        "第３回汐凪会議　議事要旨",
        "○早瀬知事　今月",
        "＃日までに決めてほしいと申し上げました。",
    ]
    for place, line in enumerate(lines):
        for down, character in enumerate(line):
            x, y = 500 - FURTHER * place, 780 - (EM + 1) * down
            if character == "＃":
                sheets.put(x, y, "1", EM)
                sheets.put(x + EM / 2, y, "5", EM)
            elif character not in " 　":
                sheets.put(x, y, character)
    sheets.end_page()

    assert (
        turns.squeezed(sheets.read().speeches[0].text)
        == "今月15日までに決めてほしいと申し上げました。"
    )


def test_two_columns_drawn_row_by_row_are_read_one_after_the_other():
    sheets = Sheets()
    for place, line in enumerate(turns.HEAD):
        sheets.put(50, 800 - 19 * place, line)
    sheets.end_page()
    body = list(printed(21))[len(turns.HEAD) :]
    for lines in pages_of(body, 60):
        for row in range(30):
            for column, line in enumerate(lines[row::30]):
                sheets.put(40 + 270 * column, 790 - 24 * row, line)
        sheets.end_page()

    turns.assert_read(sheets.read())
