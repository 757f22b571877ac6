"""Where the characters of a PDF page stand, in the direction in which it is written."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress, count, pairwise, repeat
from operator import add, not_, sub
from statistics import median
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from meetings.minutes.formats import pdf_places

_BLANK = frozenset("\x00\t\n\r \xa0\u3000\ufffe")
_SMALL = 0.75
_LEAST = 4
_LOOKED_AT = 200
"""So many characters of a page tell in which direction it is written."""
_SQUARES = re.compile("[\u3041-\u3096\u30a1-\u30fe\u3400-\u9fff、。（）「」○]+")
"""Words of which each character fills a square, for sure."""
_SURROGATE = re.compile("[\ud800-\udfff]")

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


def is_reading(words: str) -> bool:
    """Whether words are such as stand beside others to tell how they are read."""
    squeezed = re.sub(r"[\s　・]", "", words)
    return bool(squeezed) and all("ぁ" <= c <= "ゖ" or "ァ" <= c <= "ー" for c in squeezed)


def characters_of(textpage: Any) -> str:
    """One character for each that the library counts, those that it made up included."""
    count = textpage.count_chars()
    text = str(textpage.get_text_range())
    if len(text) == count:
        return text
    codes = (raw.FPDFText_GetUnicode(textpage.raw, number) for number in range(count))
    return "".join(map(chr, codes))


class Box(NamedTuple):
    """A character, its sides, where the pen stood, its number on the page, whether a blank was seen
    before it."""

    character: str
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    number: int
    blank: bool


class Glyphs(NamedTuple):
    """The characters of a page without its blanks: where these stand is told by the distances.
    `across` are words set across vertical lines, such as the number of the page."""

    glyphs: list[Glyph]
    across: list[str]


def glyphs_of(textpage: Any) -> Glyphs:
    """Where the characters of a page stand, in the direction in which it is written."""
    boxes = _boxes(textpage)
    if not _is_vertical(boxes):
        return Glyphs(_upright(boxes), [])
    usual = median([max(top - bottom, 0.1) for _, _, bottom, _, top, *_ in boxes])
    glyphs: list[Glyph] = []
    across: list[str] = []
    for run in _side_by_side(boxes, usual):
        if len(run) > 1 and run[-1].right - run[0].left > usual * _ACROSS:
            across.append("".join(each.character for each in run))
            continue
        first = _turned(textpage.raw, run[0], usual)
        glyphs.append(first)
        for place, each in enumerate(run[1:], 1):
            start = first.start + place * 0.01
            glyphs.append(first._replace(character=each.character, start=start))
    return Glyphs(glyphs, across)


def _side_by_side(boxes: Sequence[Box], em: float) -> list[Sequence[Box]]:
    """The characters, those together that stand beside each other on a vertical page: two digits in
    the place of one, or the number of the page."""
    near, least, most = em * 0.2, em * 0.1, em * 1.2
    starts = [
        number
        for number, (before, after) in enumerate(pairwise(boxes), 1)
        if not (least < after.x - before.x < most and abs(after.y - before.y) < near)
    ]
    return [boxes[start:end] for start, end in pairwise([0, *starts, len(boxes)])]


def _boxes(textpage: Any) -> list[Box]:
    characters = characters_of(textpage)
    if not characters:
        return []
    sides, pens = pdf_places.places_of(textpage.raw, len(characters))
    blanks = list(map(_BLANK.__contains__, characters))
    every = zip(characters, *sides, *pens, count(), [False, *blanks], strict=False)
    # Made by the tuple's own constructor: a page has a thousand of them.
    kept = list(map(tuple.__new__, repeat(Box), compress(every, map(not_, blanks))))
    if not _SURROGATE.search(characters):
        return kept
    return [
        box._replace(character=_whole(characters, box.number))
        for box in kept
        if not "\udc00" <= box.character < "\ue000"
    ]


def _whole(characters: str, number: int) -> str:
    """A character that is counted as two."""
    if not "\ud800" <= characters[number] < "\udc00":
        return characters[number]
    pair = characters[number : number + 2]
    return pair.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _upright(boxes: Sequence[Box]) -> list[Glyph]:
    if not boxes:
        return []
    characters, _, bottoms, rights, tops, xs, ys, _, blanks = zip(*boxes, strict=True)
    ems = [max(height, 0.1) for height in map(sub, tops, bottoms)]
    squares = list(map(add, xs, ems))
    if not are_squares("".join(characters)):
        squares = [
            square if is_wide(character) else max(right, x)
            for character, square, right, x in zip(characters, squares, rights, xs, strict=True)
        ]
    glyphs = zip(characters, xs, squares, ys, ems, blanks, strict=True)
    return list(map(tuple.__new__, repeat(Glyph), glyphs))


def _turned(page: Any, box: Box, usual: float) -> Glyph:
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


def _is_vertical(boxes: Sequence[Box]) -> bool:
    """Whether most characters stand below the one before them; some of many are looked at."""
    down = along = 0
    for number in range(1, len(boxes), len(boxes) // _LOOKED_AT + 1):
        before, after = boxes[number - 1], boxes[number]
        em = max(before.right - before.left, before.top - before.bottom, 0.1)
        dx, dy = after.x - before.x, after.y - before.y
        down += abs(dx) < em * 0.5 and -2.5 * em < dy < -0.3 * em
        along += abs(dy) < em * 0.5 and 0.2 * em < dx < 2.5 * em
    return down > along and down >= _LEAST


def are_squares(words: str) -> bool:
    """Whether each character of some words fills a square, for sure."""
    return bool(_SQUARES.fullmatch(words))


@lru_cache(maxsize=8192)
def is_wide(character: str) -> bool:
    """Whether a character fills a square."""
    return character >= "\u2010" and unicodedata.east_asian_width(character) in "WFA"
