"""BIZ UDPGothic, the typeface of all PDF papers: embedded, so that they look alike everywhere."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "BIZUDPGothic"
BOLD = "BIZUDPGothic-Bold"
_FOLDER = Path(__file__).parent / "fonts"
_FILES = {REGULAR: "BIZUDPGothic-Regular.ttf", BOLD: "BIZUDPGothic-Bold.ttf"}


@cache
def face(name: str) -> Any:
    """The font's face: `charToGlyph` and `charWidths` by code point. Registers it on first use."""
    font = TTFont(name, str(_FOLDER / _FILES[name]))
    pdfmetrics.registerFont(font)
    return font.face


@cache
def known() -> frozenset[int]:
    """The code points that both weights have. Registers both."""
    return frozenset(face(REGULAR).charToGlyph) & frozenset(face(BOLD).charToGlyph)


def width(text: str, name: str, size: float) -> float:
    """How wide the text is, in points."""
    found = face(name)
    widths, default = found.charWidths, found.defaultWidth
    units: float = sum(widths.get(ord(sign), default) for sign in text)
    return units * size / 1000
