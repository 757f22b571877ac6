"""Breaking Japanese text into lines: 禁則, and words of Latin letters and figures kept whole.

reportlab's own way lets a mark hang over the edge of a table's cell, leaves opening brackets at
the end of lines and cuts numbers. Here a mark that may not begin a line takes the letter before
it along to the next line (追い出し), as official documents do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

CLOSING = (
    "、。，．・：；？！!?,.:;」』）】〕〉》｝］)]}〟”’％%‰℃…‥"
    "々〻ゝゞヽヾーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
"""What may not begin a line (JIS X 4051: 行頭禁則文字)."""
OPENING = "「『（【〔〈《｛［([{〝“‘￥＄￡〒№"
"""What may not end a line (行末禁則文字)."""
_WORD = r"[0-9A-Za-z０-９][0-9A-Za-z０-９.,:/_+#@&=~^\-]*"
_PIECE = re.compile(
    rf"[{re.escape(OPENING)}]*(?:{_WORD}|.)[{re.escape(CLOSING)}]*", flags=re.DOTALL
)

Measure = Callable[[str], float]
"""How wide a text is."""


def lines(text: str, width: float, measure: Measure) -> list[str]:
    """The text in lines no wider than `width` (but for a single letter that is); a line break in
    the text stays one. At least one line."""
    return [line for part in text.split("\n") for line in _paragraph(part, width, measure)]


def _paragraph(text: str, width: float, measure: Measure) -> Iterator[str]:
    line, used = "", 0.0
    for piece in _pieces(text, width, measure):
        wide = measure(piece)
        if line and used + wide > width:
            if piece == " ":
                continue
            yield line.rstrip(" ")
            line, used = "", 0.0
        line += piece
        used += wide
    yield line.rstrip(" ")


def _pieces(text: str, width: float, measure: Measure) -> Iterator[str]:
    """What is not broken, from left to right; what is wider than a line letter by letter."""
    for found in _PIECE.finditer(text):
        piece = found[0]
        if measure(piece) <= width:
            yield piece
        else:
            yield from piece
