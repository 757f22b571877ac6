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


def _lines(text):
    return [
        line[start : start + SIGNS_A_LINE]
        for line in text.split("\n")
        for start in range(0, max(1, len(line)), SIGNS_A_LINE)
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
    pdfmetrics.registerFont(TTFont(TYPEFACE, FONT))
    file, lines = io.BytesIO(), _lines(text)
    page = canvas.Canvas(file)
    for start in range(0, len(lines), LINES):
        page.setFont(TYPEFACE, 12)
        for place, line in enumerate(lines[start : start + LINES]):
            page.drawString(60, 780 - place * 24, line)
        page.showPage()
    page.save()
    return file.getvalue()


@pytest.mark.parametrize("form", [_txt, _docx, _pdf])
def test_three_hundred_pages(form, text):
    name = f"minutes.{form.__name__[1:]}"
    suggest(read_minutes(SAMPLE.encode(), "minutes.txt"))  # the vocabulary is read once
    data = form(text)

    begun = time.process_time()
    minutes = read_minutes(data, name)
    read = time.process_time()
    found = suggest(minutes)
    done = time.process_time()

    print(
        f"\n{name}, {PAGES}ページ：読取り {read - begun:.2f}秒、候補 {done - read:.2f}秒"
        f"（{len(found.requests)}件）"
    )
