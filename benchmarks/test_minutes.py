"""What it costs to read long minutes, and to suggest requests from them, in each format."""

import io
import time
from pathlib import Path

import docx
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

import typesetting
from benchmarks.test_growth import SAMPLE
from meetings.minutes.reading import read_minutes
from meetings.minutes.suggesting import suggest

PAGES, SIGNS_A_LINE, LINES = 300, 36, 30
TYPEFACE = "BIZ UDPGothic"
FONT = Path(typesetting.__file__).parent / "fonts" / "BIZUDPGothic-Regular.ttf"


@pytest.fixture(scope="module")
def text():
    """The sample's talk, again and again, until it fills so many pages."""
    opening, talk = SAMPLE.split("（概要）")
    times = 1
    while len(_lines(f"{opening}（概要）{talk * times}")) < PAGES * LINES:
        times += 1
    return f"{opening}（概要）{talk * times}"


def _lines(text, width=SIGNS_A_LINE):
    return [
        line[start : start + width]
        for line in text.split("\n")
        for start in range(0, max(1, len(line)), width)
    ]


def _txt(text):
    return text.encode()


def _docx(text):
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _pdf(text):
    return _sheets(_lines(text), LINES, lambda page, place, line: _put(page, 0, place, line))


def _ruby_pdf(text):
    """A reading beside the first word of every fifth line."""

    def put(page, place, line):
        _put(page, 0, place, line)
        if place % 5 == 0:
            page.setFont(TYPEFACE, 6)
            page.drawString(60, 792 - place * 24, "やくば")
            page.setFont(TYPEFACE, 12)

    return _sheets(_lines(text), LINES, put)


def _columns_pdf(text):
    """Two columns, each of half the width; as many characters to a page as the others."""
    lines = _lines(text, SIGNS_A_LINE // 2)

    def put(page, place, line):
        column, row = divmod(place, LINES)
        _put(page, 240 * column, row, line)

    return _sheets(lines, 2 * LINES, put)


def _vertical_pdf(text):
    def put(page, place, line):
        for down, sign in enumerate(line):
            page.drawString(540 - place * 17, 780 - down * 13, sign)

    return _sheets(_lines(text), LINES, put)


def _spread_pdf(text):
    """Every letter set apart."""

    def put(page, place, line):
        for along, sign in enumerate(line):
            page.drawString(30 + along * 15, 780 - place * 24, sign)

    return _sheets(_lines(text), LINES, put)


def _put(page, x, place, line):
    page.drawString(60 + x, 780 - place * 24, line)


def _sheets(lines, many, put):
    pdfmetrics.registerFont(TTFont(TYPEFACE, FONT))
    file = io.BytesIO()
    page = canvas.Canvas(file)
    for start in range(0, len(lines), many):
        page.setFont(TYPEFACE, 12)
        for place, line in enumerate(lines[start : start + many]):
            put(page, place, line)
        page.showPage()
    page.save()
    return file.getvalue()


@pytest.mark.parametrize(
    "form", [_txt, _docx, _pdf, _ruby_pdf, _columns_pdf, _vertical_pdf, _spread_pdf]
)
def test_three_hundred_pages(form, text):
    kind, _, ending = form.__name__[1:].rpartition("_")
    name = f"minutes.{ending}"
    suggest(read_minutes(SAMPLE.encode(), "minutes.txt"))  # the vocabulary is read once
    data = form(text)

    begun = time.process_time()
    minutes = read_minutes(data, name)
    read = time.process_time()
    found = suggest(minutes)
    done = time.process_time()

    print(
        f"\n{name} {kind}, {PAGES}ページ：読取り {read - begun:.2f}秒、候補 {done - read:.2f}秒"
        f"（{len(found.requests)}件）"
    )
