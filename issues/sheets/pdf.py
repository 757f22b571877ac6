"""A paper as PDF: A4, the typeface embedded, a head and page numbers on every page, bookmarks.

The bytes depend on the paper alone: dates inside the file are fixed. reportlab writes no tags for
assistive technology; the same paper is on the web and in Word (`word.render`), which have them.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from issues.sheets import fonts
from issues.sheets.flowing import INK, PALE, RULE, SOFT
from issues.sheets.letters import Letters
from issues.sheets.paper import FICTIONAL, Paper
from issues.sheets.story import story

AUTHOR = "Ronten"
LANGUAGE = "ja-JP"
MARGIN = 15 * mm
HEAD = 20 * mm
"""From the upper edge to where the blocks begin."""
FOOT = 16 * mm
MOST_IN_HEAD = 46
"""Letters of the title in the running head."""


def render(paper: Paper) -> bytes:
    """The file."""
    return _built(paper)[0]


def pages(paper: Paper, *, spare: float = 0) -> int:
    """How many pages the paper takes when so many points at the foot of each stay empty."""
    return _built(paper, spare)[1]


def _built(paper: Paper, spare: float = 0) -> tuple[bytes, int]:
    letters, output = Letters(fonts.known()), BytesIO()
    size = landscape(A4) if paper.landscape else A4
    head = _Head(paper, letters)
    document = BaseDocTemplate(
        output,
        pagesize=size,
        invariant=1,
        lang=LANGUAGE,
        initialFontName=fonts.REGULAR,
        title=head.title,
        author=AUTHOR,
        subject=head.moment,
        creator=AUTHOR,
        producer=AUTHOR,
    )
    width, height = size
    high = height - HEAD - FOOT - spare
    frame = Frame(MARGIN, FOOT + spare, width - 2 * MARGIN, high, 0, 0, 0, 0, id="page")
    document.addPageTemplates(PageTemplate(id="page", frames=[frame], onPage=head.draw))
    document.build(story(paper, letters, frame._width), canvasmaker=_Pages)
    return output.getvalue(), document.page


class _Head:
    """What stands at the head of every page."""

    def __init__(self, paper: Paper, letters: Letters) -> None:
        self.title = letters.fit(f"{paper.over} {paper.title}".strip())
        self.moment = letters.fit(paper.moment)
        self.caution = letters.fit(paper.caution)
        self.fictional = paper.fictional

    def draw(self, canvas: Any, document: Any) -> None:
        """Title and moment above a rule; the mark of invented data between them; the caution at
        the foot."""
        width, height = document.pagesize
        top = height - 11.5 * mm
        canvas.saveState()
        canvas.setFont(fonts.REGULAR, 8)
        canvas.setFillColor(SOFT)
        canvas.drawString(MARGIN, top, _shortened(self.title))
        canvas.drawRightString(width - MARGIN, top, self.moment)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        canvas.line(MARGIN, top - 2 * mm, width - MARGIN, top - 2 * mm)
        if self.fictional:
            self._mark(canvas, width, height)
        if self.caution:
            canvas.setFillColor(INK)
            canvas.setFont(fonts.BOLD, 8)
            canvas.drawString(MARGIN, 8.5 * mm, self.caution)
        canvas.restoreState()

    def _mark(self, canvas: Any, width: float, height: float) -> None:
        canvas.setFillColor(PALE)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.8)
        wide = fonts.width(FICTIONAL, fonts.BOLD, 8.5) + 8 * mm
        low = height - 8 * mm
        canvas.rect((width - wide) / 2, low, wide, 5 * mm, fill=1)
        canvas.setFillColor(INK)
        canvas.setFont(fonts.BOLD, 8.5)
        canvas.drawCentredString(width / 2, low + 1.5 * mm, FICTIONAL)


class _Pages(Canvas):
    """Holds the pages back until their number is known; their bookmarks with them."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.held: list[dict[str, Any]] = []
        self.marks: list[tuple[str, int, float]] = []
        self.setViewerPreference("DisplayDocTitle", "true")

    def mark(self, text: str, level: int, top: float) -> None:
        """A bookmark of this level at this height of the flowable that is being drawn."""
        self.marks.append((text, level, self.absolutePosition(0, top)[1]))

    def showPage(self) -> None:
        """Hold the page back."""
        held = dict(self.__dict__)
        self.held.append(held)
        self.marks = []
        self._startPage()

    def save(self) -> None:
        """Set every page with its number and write the file."""
        held, made = self.held, 0
        for number, state in enumerate(held, 1):
            self.__dict__.update(state)
            self._number(number, len(held))
            for text, level, top in self.marks:
                made += 1
                self.bookmarkHorizontalAbsolute(f"m{made}", top, fit="XYZ")
                self.addOutlineEntry(text, f"m{made}", level)
            super().showPage()
        super().save()

    def _number(self, number: int, total: int) -> None:
        self.setFont(fonts.REGULAR, 8)
        self.setFillColor(SOFT)
        self.drawCentredString(self._pagesize[0] / 2, 8.5 * mm, f"{number} / {total} ページ")


def _shortened(title: str) -> str:
    return title if len(title) <= MOST_IN_HEAD else f"{title[: MOST_IN_HEAD - 1]}…"
