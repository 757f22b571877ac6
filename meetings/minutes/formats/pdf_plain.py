"""Pages of a PDF whose lines stand in the library's own text as they are read.

On most pages lines follow each other from top to bottom, or one column after the other, perhaps
with small kana drawn beside words. That is told from a few characters of each line. Pages set
vertically, with spread letters or in another order are left to `pdf_rows`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median
from typing import Any, NamedTuple

from meetings.minutes.formats import pdf_places
from meetings.minutes.formats.pdf_glyphs import characters_of, is_reading

_SPREAD = re.compile(r"(?:[^\s\x00-\x7f] ){4}")
_LINE = re.compile(r"[^\s\x00\ufffe](?:[^\r\n]*[^\s\x00\ufffe])?")
_SMALL = 0.75
_NEAR = 1.6
_FEWEST = 5
_NARROWEST = 8
_FULL = 0.6
_GUTTER = 1.2
_AROUND = 2
"""So many lines above or below columns may go over both."""
_GAP = re.compile(r"\S[ ]+(?=\S)(?s:.)")


class Line(NamedTuple):
    """A line of the library's text: its characters (a span), its words and where they stand."""

    span: tuple[int, int]
    words: str
    left: float
    right: float
    level: float
    height: float


def plain_text(textpage: Any) -> tuple[str, list[str]] | None:
    """The text of a page and the readings beside its words; None where the places of all its
    characters have to be looked at."""
    characters = characters_of(textpage)
    if _SPREAD.search(characters):
        return None
    lines = _lines(textpage, characters)
    if lines is None:
        return None
    readings = _readings(lines)
    words = [line for line in lines if line not in readings]
    if not _is_in_order(words) or _are_cut(textpage, words):
        return None
    pieces, done = list[str](), 0
    for line in readings:
        pieces.append(characters[done : line.span[0]])
        done = line.span[1]
    text = "".join([*pieces, characters[done:]])
    if readings:
        text = re.sub(r"(?:\r\n[^\S\r\n]*){2,}", "\r\n", text)
    text = text.replace("\r\n", "\n").replace("\ufffe", "")
    return text, [word for line in readings for word in line.words.split()]


def _lines(textpage: Any, characters: str) -> list[Line] | None:
    """The lines that hold words; None where one of them does not lie."""
    lines = list[Line]()
    for found in _LINE.finditer(characters):
        start, end = found.span()
        first, last, middle = (
            pdf_places.box_of(textpage.raw, at) for at in (start, end - 1, (start + end) // 2)
        )
        height = max(box.top - box.bottom for box in (first, last, middle))
        level = (first.bottom + first.top) / 2
        if end - start >= 2 and abs((last.bottom + last.top) / 2 - level) > height:
            return None
        right = max(last.right, last.left + (height if last.right <= last.left else 0))
        lines.append(Line(found.span(), found[0], first.left, right, level, height))
    return lines


def _readings(lines: Sequence[Line]) -> list[Line]:
    """Small kana just above a line of larger characters."""
    if not lines:
        return []
    small = median([line.height for line in lines]) * _SMALL
    larger = [line for line in lines if line.height > small]
    return [
        line
        for line in lines
        if line.height <= small
        and is_reading(line.words)
        and any(
            0 < line.level - other.level < other.height * _NEAR
            and other.left - line.height <= line.left
            and line.right <= other.right + other.height
            for other in larger
        )
    ]


def _is_in_order(lines: Sequence[Line]) -> bool:
    """Whether each line stands below the one before it, or columns of prose follow each other."""
    columns: list[list[Line]] = [[]]
    for line in lines:
        above = columns[-1][-1] if columns[-1] else None
        if above and line.level > above.level - line.height * 0.5:
            columns.append([])
        columns[-1].append(line)
    if len(columns) == 1:
        return True
    return len(columns) == 2 and _are_columns(*columns)


def _are_columns(first: list[Line], second: list[Line]) -> bool:
    """Whether two runs of lines are columns of prose, perhaps below a head that goes over both and
    above the number of the page."""
    gutter = median([line.left for line in second])
    bottom = min(line.level for line in first)
    left = [line for at, line in enumerate(first) if at >= _AROUND or line.right <= gutter]
    near = len(second) - _AROUND
    right = [
        line for at, line in enumerate(second) if at < near or line.level > bottom - line.height
    ]
    apart = bool(left and right) and max(line.right for line in left) < min(
        line.left for line in right
    )
    return apart and _is_prose(left) and _is_prose(right)


def _is_prose(lines: Sequence[Line]) -> bool:
    """Whether most lines are as long as the longest."""
    lengths = [(line.right - line.left) / line.height for line in lines]
    full = sum(length > max(lengths) - 2 for length in lengths)
    enough = len(lengths) >= _FEWEST and max(lengths) >= _NARROWEST
    return enough and full >= len(lengths) * _FULL / 1.5


def _are_cut(textpage: Any, lines: Sequence[Line]) -> bool:
    """Whether many lines hold a wide gap: two columns drawn row by row, or a table."""
    least = max(_FEWEST, len(lines) / 3)
    blank = [line for line in lines if " " in line.words]
    return len(blank) >= least and sum(_has_gap(textpage, line) for line in blank) >= least


def _has_gap(textpage: Any, line: Line) -> bool:
    for found in _GAP.finditer(line.words):
        before, after = (
            pdf_places.box_of(textpage.raw, line.span[0] + at)
            for at in (found.start(), found.end() - 1)
        )
        if after.left - before.right > line.height * _GUTTER:
            return True
    return False
