"""What flows down the pages of a PDF: lines of text, quotes, tables that break across pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import LongTable
from reportlab.platypus.flowables import Flowable

from issues.sheets import breaking, fonts

INK = HexColor(0x1A1A1A)
SOFT = HexColor(0x4A4A4A)
RULE = HexColor(0x8A8F98)
PALE = HexColor(0xEEF1F5)


@dataclass(frozen=True)
class Type:
    """How text is set: sizes and distances in points."""

    size: float
    leading: float
    font: str = fonts.REGULAR
    color: Color = INK
    before: float = 0
    after: float = 0
    indent: float = 0
    right: bool = False


class Lines(Flowable):
    """A paragraph of plain text; splits between lines, no line of it left alone where it can be
    helped. With a `bar` a rule runs along its left side, as quotes have it."""

    def __init__(self, text: str, type_: Type, *, bar: bool = False, bookmark: str = "") -> None:
        super().__init__()
        self.text, self.type, self.bar, self.bookmark = text, type_, bar, bookmark
        self.spaceBefore, self.spaceAfter = type_.before, type_.after
        self.lines: list[str] = []
        self.broken_for = -1.0
        self.level = 0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Break the text for this width."""
        if self.broken_for != width:
            measure = partial(fonts.width, name=self.type.font, size=self.type.size)
            self.lines = breaking.lines(self.text, width - self.type.indent, measure)
            self.broken_for = width
        self.width, self.height = width, len(self.lines) * self.type.leading
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Lines]:
        """Two parts, the first of which fits; none when not even two lines of it do."""
        if self.broken_for < 0:
            self.wrap(width, height)
        # A table asks with the width of its column, padding and all: the lines stay as they are.
        width = self.broken_for
        if height >= self.height:
            return [self]
        fit = min(int(height / self.type.leading), len(self.lines) - 1)
        if len(self.lines) - fit == 1 and len(self.lines) > 3:
            fit -= 1
        if fit < min(2, len(self.lines)):
            return []
        return [self._part(width, 0, fit), self._part(width, fit, len(self.lines))]

    def least(self, width: float) -> float:
        """The height of what must stand below a heading: two lines."""
        return min(self.wrap(width, 0)[1], 2 * self.type.leading)

    def draw(self) -> None:
        """The lines, the first one's base line where the letters' top touches the frame."""
        canvas, setting = self.canv, self.type
        if self.bookmark:
            canvas.mark(self.bookmark, self.level, self.height)
        if self.bar:
            canvas.setStrokeColor(RULE)
            canvas.setLineWidth(2)
            canvas.line(1, 0, 1, self.height)
        canvas.setFillColor(setting.color)
        canvas.setFont(setting.font, setting.size)
        y = (
            self.height
            - setting.leading
            + (setting.leading - setting.size) / 2
            + setting.size * 0.12
        )
        for line in self.lines:
            left = setting.indent
            if setting.right:
                left = self.width - fonts.width(line, setting.font, setting.size)
            canvas.drawString(left, y, line)
            y -= setting.leading

    def _part(self, width: float, first: int, last: int) -> Lines:
        part = Lines("\n".join(self.lines[first:last]), self.type, bar=self.bar)
        part.lines, part.broken_for = self.lines[first:last], width
        if first == 0:
            part.bookmark, part.level = self.bookmark, self.level
        part.wrap(width, 0)
        return part


class Grid(LongTable):
    """A table whose long rows break where the page ends; short ones go to the next page whole."""

    long_row = 150.0
    """From what height on a row is broken rather than moved, in points."""

    def split(self, width: float, height: float) -> list[Any]:
        """The part for this page and the rest; nothing when not even one row goes on the page."""
        self._calc(width, height)
        used = 0.0
        for place, row_height in enumerate(self._rowHeights):
            if used + row_height > height:
                if row_height > self.long_row and (parts := self._splitRows(height, 1)):
                    return list(parts)
                if place <= self.repeatRows:
                    return []
                break
            used += row_height
        return list(super().split(width, height))

    def least(self, width: float) -> float:
        """The height of what must stand below a heading: the head and the first row, or as much
        of a long one as can be broken off."""
        self._calc(width, 0)
        rows: list[float] = self._rowHeights[: self.repeatRows + 1]
        return sum(rows[:-1]) + min(rows[-1], self.long_row / 3)
