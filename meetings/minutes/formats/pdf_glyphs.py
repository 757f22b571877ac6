"""Where the characters of a PDF page stand, and whether that has to be looked at.

On most pages lines follow each other from top to bottom, and the library's own text is right. Pages
set vertically, with readings beside the words, in columns or with spread letters are told from a
few characters of each line.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

import pypdfium2.raw as raw

_SPREAD = re.compile(r"(?:[^\s\x00-\x7f] ){4}")
_LINE = re.compile(r"[^\s\x00\ufffe](?:[^\r\n]*[^\s\x00\ufffe])?")
_BLANK = frozenset("\x00\t\n\r \xa0\u3000\ufffe")
_SMALL = 0.75
_LEAST = 4


_ACROSS = 1.4
_ASCENT = 0.88
"""How far the square of an upright character reaches above its baseline, in ems."""


class Glyph(NamedTuple):
    """One character in the direction of writing: where it begins and ends along the line, and the
    level of its line, which falls from line to line. `em` is its size; `blank` tells whether the
    library saw a blank before it."""

    character: str
    start: float
    end: float
    level: float
    em: float
    blank: bool = False


def lines_of(textpage: Any) -> str:
    """The library's own text of a page."""
    text = textpage.get_text_range().replace("\r\n", "\n").replace("\ufffe", "")
    return str(text)


def is_plain(textpage: Any, text: str) -> bool:
    """Whether `text`, the library's own, needs no look at where each character stands."""
    if _SPREAD.search(text):
        return False
    sizes, above = [], None
    for start, end in _ranges(textpage):
        first, last = _box(textpage, start), _box(textpage, end - 1)
        middle = _box(textpage, (start + end) // 2)
        height = max(first[3] - first[1], last[3] - last[1], middle[3] - middle[1])
        level = (first[1] + first[3]) / 2
        if end - start >= 2 and abs((last[1] + last[3]) / 2 - level) > height:
            return False
        if above is not None and level > above - height * 0.5:
            return False
        above = level
        sizes.append(height)
    return not sizes or min(sizes) >= median(sizes) * _SMALL or not _has_readings(text)


def _has_readings(text: str) -> bool:
    """Whether a page holds lines of kana alone."""
    return any(is_reading(piece) for piece in text.split("\n"))


def is_reading(words: str) -> bool:
    """Whether words are such as stand beside others to tell how they are read."""
    squeezed = re.sub(r"[\s　・]", "", words)
    return bool(squeezed) and all("ぁ" <= c <= "ゖ" or "ァ" <= c <= "ー" for c in squeezed)


def _ranges(textpage: Any) -> list[tuple[int, int]]:
    """The first and the following character of each line that holds words."""
    return [found.span() for found in _LINE.finditer(_characters(textpage))]


def _characters(textpage: Any) -> str:
    """One character for each that the library counts, those that it made up included."""
    count = textpage.count_chars()
    text = str(textpage.get_text_range())
    if len(text) == count:
        return text
    codes = (raw.FPDFText_GetUnicode(textpage.raw, number) for number in range(count))
    return "".join(map(chr, codes))


def _box(textpage: Any, number: int) -> tuple[float, float, float, float]:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(textpage.raw, number, ctypes.byref(box))
    return box.left, box.bottom, box.right, box.top


_Box = tuple[str, float, float, float, float, float, float, int, bool]
"""A character, its box (left, bottom, right, top), where the pen stood, its number, whether a blank
was seen before it."""


class Glyphs(NamedTuple):
    """The characters of a page without its blanks: where these stand is told by the distances.
    `across` are words set across vertical lines, such as the number of the page."""

    glyphs: list[Glyph]
    across: list[str]


def glyphs_of(textpage: Any) -> Glyphs:
    """Where the characters of a page stand, in the direction in which it is written."""
    boxes = _boxes(textpage)
    if not _is_vertical(boxes):
        return Glyphs([_upright(each) for each in boxes], [])
    em = median(max(each[3] - each[1], 0.1) for each in boxes)
    glyphs: list[Glyph] = []
    across: list[str] = []
    for run in _side_by_side(boxes, em):
        first = _turned(textpage.raw, run[0], em)
        if run[-1][3] - run[0][1] > em * _ACROSS:
            across.append("".join(each[0] for each in run))
        else:
            for place, each in enumerate(run):
                start = first.start + place * 0.01
                glyphs.append(first._replace(character=each[0], start=start))
    return Glyphs(glyphs, across)


def _side_by_side(boxes: Sequence[_Box], em: float) -> list[list[_Box]]:
    """The characters, those together that stand beside each other on a vertical page: two digits in
    the place of one, or the number of the page."""
    runs: list[list[_Box]] = []
    for box in boxes:
        last = runs[-1][-1] if runs else None
        if last and abs(box[6] - last[6]) < em * 0.2 and 0.1 * em < box[5] - last[5] < 1.2 * em:
            runs[-1].append(box)
        else:
            runs.append([box])
    return runs


def _boxes(textpage: Any) -> list[_Box]:
    page = textpage.raw
    found: list[_Box] = []
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    to_box, to_x, to_y = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    box_of, origin_of = raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharOrigin
    characters = _characters(textpage)
    blank = False
    for number, character in enumerate(characters):
        if character in _BLANK:
            blank = True
            continue
        if "\udc00" <= character < "\ue000":
            continue
        if "\ud800" <= character < "\udc00":
            pair = characters[number : number + 2]
            character = pair.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        box_of(page, number, to_box)
        origin_of(page, number, to_x, to_y)
        sides = (box.left, box.bottom, box.right, box.top)
        found.append((character, *sides, x.value, y.value, number, blank))
        blank = False
    return found


def _upright(box: _Box) -> Glyph:
    character, _, bottom, right, top, x, y, _, blank = box
    em = max(top - bottom, 0.1)
    return Glyph(character, x, x + em if is_wide(character) else max(right, x), y, em, blank)


def _turned(page: Any, box: _Box, usual: float) -> Glyph:
    """A character of a vertical line, the page turned so that lines lie. Those that lie on their
    side (Latin letters) are as long as they are, others a square."""
    character, left, bottom, right, _, x, y, number, blank = box
    if not is_wide(character) and _lies(page, number):
        return Glyph(character, -y, -bottom, x, max(right - left, 0.1), blank)
    em = right - left if right - left < usual * _SMALL and is_reading(character) else usual
    start = -(y + em * _ASCENT)
    return Glyph(character, start, start + em, x, em, blank)


def _lies(page: Any, number: int) -> bool:
    angle = raw.FPDFText_GetCharAngle(page, number) % math.pi
    return bool(abs(angle - math.pi / 2) < 0.2)


def _is_vertical(boxes: Sequence[_Box]) -> bool:
    """Whether most characters stand below the one before them."""
    down = along = 0
    for before, after in pairwise(boxes):
        em = max(before[3] - before[1], before[4] - before[2], 0.1)
        dx, dy = after[5] - before[5], after[6] - before[6]
        down += abs(dx) < em * 0.5 and -2.5 * em < dy < -0.3 * em
        along += abs(dy) < em * 0.5 and 0.2 * em < dx < 2.5 * em
    return down > along and down >= _LEAST


@lru_cache(maxsize=8192)
def is_wide(character: str) -> bool:
    """Whether a character fills a square."""
    return character >= "\u2010" and unicodedata.east_asian_width(character) in "WFA"
