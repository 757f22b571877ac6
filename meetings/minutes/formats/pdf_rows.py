"""Lines of a PDF page out of where its characters stand: rows, columns, blanks, readings."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from statistics import median

from meetings.minutes.formats.pdf_glyphs import (
    Glyph,
    Glyphs,
    are_squares,
    is_reading,
    is_wide,
)

_SAME_ROW = 0.5
_SMALL = 0.75
_NEAR = 1.6
_BLANK = 0.55
_WORD = 0.2
_MOST_BLANKS = 3
_FEWEST_STEPS = 4
_SPREAD = 1.15
_INDENT = (0.6, 4.0)
_FEWEST_ROWS = 5
_NARROWEST = 8
_FULL = 0.6
_CROSSING = 0.12
_GUTTER = 1.2
_CHARACTER, _START, _EM = (attrgetter(name) for name in ("character", "start", "em"))


@dataclass
class Row:
    """Characters on one level, in the order of writing; they stay as they are."""

    glyphs: list[Glyph] = field(default_factory=list)

    @property
    def level(self) -> float:
        return self.glyphs[0].level

    @property
    def start(self) -> float:
        return self.glyphs[0].start

    @property
    def end(self) -> float:
        return self.glyphs[-1].end

    @cached_property
    def em(self) -> float:
        return float(median(map(_EM, self.glyphs)))

    @cached_property
    def steps(self) -> list[float]:
        """From each character to the next, in ems."""
        em = self.em
        starts = list(map(_START, self.glyphs))
        return [(after - before) / em for before, after in pairwise(starts)]

    @cached_property
    def pitch(self) -> float:
        """How far its letters stand apart, where they are spread evenly."""
        return _pitch(self.steps)

    def words(self) -> str:
        return "".join(map(_CHARACTER, self.glyphs))


def page_text(page: Glyphs) -> tuple[str, list[str]]:
    """The lines of a page in the order of reading, and the readings that stood beside them."""
    rows, readings = _without_readings(_rows(page.glyphs))
    lines = [line for block in _blocks(rows) for line in _lines(block)]
    return "\n".join([*lines, *page.across]), readings


def _rows(glyphs: Sequence[Glyph]) -> list[Row]:
    """From the first line to the last."""
    on_level: defaultdict[float, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        on_level[glyph.level].append(glyph)
    rows: list[list[Glyph]] = []
    highest = em = 0.0
    for level in sorted(on_level, reverse=True):
        own = max(map(_EM, on_level[level]))
        if rows and highest - level < max(em, own) * _SAME_ROW:
            rows[-1] += on_level[level]
            em = max(em, own)
        else:
            rows.append(on_level[level])
            highest, em = level, own
    return [Row(sorted(row, key=_START)) for row in rows]


def _without_readings(rows: list[Row]) -> tuple[list[Row], list[str]]:
    """Small kana just before a line of larger characters tell how these are read."""
    kept: list[Row] = []
    readings: list[str] = []
    usual = median(row.em for row in rows) if rows else 0
    for place, row in enumerate(rows):
        following = next((o for o in rows[place + 1 : place + 4] if o.em > row.em), None)
        near = following is not None and row.level - following.level < following.em * _NEAR
        small = following is not None and row.em < following.em * _SMALL
        if near and small and row.em < usual * _SMALL and is_reading(row.words()):
            readings += _pieces(row)
        else:
            kept.append(row)
    return kept, readings


def _pieces(row: Row) -> list[str]:
    """The readings in one row, each over a word of its own."""
    pieces = [row.glyphs[0].character]
    for before, after in pairwise(row.glyphs):
        if after.start - before.end > row.em * 2:
            pieces.append("")
        pieces[-1] += after.character
    return pieces


def _blocks(rows: list[Row]) -> list[list[Row]]:
    """The rows as they are read: those of the first column before those of the second. A row that
    goes over both columns stands between what is above and what is below it."""
    gutter = _gutter(rows)
    if gutter is None:
        return [rows]
    blocks: list[list[Row]] = [[], []]
    for row in rows:
        if _crosses(row, gutter):
            blocks += [[row], [], []]
            continue
        at = bisect_left(row.glyphs, gutter, key=lambda glyph: (glyph.start + glyph.end) / 2)
        if at:
            blocks[-2].append(Row(row.glyphs[:at]))
        if at < len(row.glyphs):
            blocks[-1].append(Row(row.glyphs[at:]))
    return [block for block in blocks if block]


def _crosses(row: Row, gutter: float) -> bool:
    """Whether words of a row go on over the place."""
    room = row.em * max(_GUTTER, _GUTTER - 1 + row.pitch)
    at = bisect_left(row.glyphs, gutter, key=_START)
    if at == 0:
        return False
    before = max(glyph.end for glyph in row.glyphs[max(at - 2, 0) : at])
    if at < len(row.glyphs) and row.glyphs[at].start - before < room:
        return True
    return before > gutter + room


def _gutter(rows: list[Row]) -> float | None:
    """The place between two columns of prose; None where the page has one column."""
    if len(rows) < _FEWEST_ROWS:
        return None
    em = median(row.em for row in rows)
    left, right = min(row.start for row in rows), max(row.end for row in rows)
    steps = int((right - left) / em * 2)
    if not 4 * _NARROWEST <= steps <= 2000:
        return None
    covered = [0] * (steps + 2)
    middle = range(int(steps * 0.3), int(steps * 0.7))
    first, last = (left + (step * em) / 2 for step in (middle[0] - 2, middle[-1] + 2))
    for row in rows:
        wide = is_wide(row.glyphs[0].character)
        among = slice(*(bisect_left(row.glyphs, at, key=_START) for at in (first, last)))
        for step in {int((g.start - left) / em * 2 + 0.5) for g in row.glyphs[among]}:
            covered[step] += 1
            covered[step + 1] += wide
    place = min(middle, key=lambda step: (covered[step] + covered[step + 1], abs(step - steps / 2)))
    gutter = left + (place + 1) * em / 2
    return gutter if _are_columns(rows, gutter) else None


def _are_columns(rows: list[Row], gutter: float) -> bool:
    """Whether both sides hold prose: lines, most of them as long as the longest."""
    crossing = sum(_crosses(row, gutter) for row in rows)
    if crossing > max(2, len(rows) * _CROSSING):
        return False
    left, right = list[float](), list[float]()
    for row in rows:
        at = bisect_left(row.glyphs, gutter + row.em, key=lambda glyph: glyph.end)
        if at:
            left.append((row.glyphs[at - 1].end - row.start) / row.em)
        at = bisect_left(row.glyphs, gutter - row.em, key=_START)
        if at < len(row.glyphs):
            right.append((row.end - row.glyphs[at].start) / row.em)
    return _are_prose(left) and _are_prose(right)


def _are_prose(lengths: Sequence[float]) -> bool:
    longest = max(lengths, default=0)
    full = sum(length > longest - 2 for length in lengths)
    enough = len(lengths) >= _FEWEST_ROWS and longest >= _NARROWEST
    return enough and full >= len(lengths) * _FULL / 1.5


def _lines(rows: Iterable[Row]) -> list[str]:
    """Each row as text; one that begins further in than the others begins with a blank."""
    rows = list(rows)
    margin = min((row.start for row in rows), default=0.0)
    usual = _pitch([step for row in rows for step in row.steps])
    lines: list[str] = []
    for row in rows:
        text = _text(row, row.pitch or usual)
        least, most = _INDENT
        indented = least <= (row.start - margin) / row.em / (usual or 1) <= most
        lines.append(f"　{text}" if indented else text)
    return lines


def _pitch(steps: list[float]) -> float:
    """How far letters that are spread evenly stand apart, in ems; 0 where they are not."""
    if len(steps) < _FEWEST_STEPS:
        return 0.0
    usual = median(steps)
    if usual <= _SPREAD:
        return 0.0
    even = sum(abs(step - usual) < 0.15 for step in steps)
    return usual if even >= len(steps) * 0.6 else 0.0


def _text(row: Row, pitch: float) -> str:
    """The words of a row, with blanks where the distance between two characters is one."""
    words = row.words()
    if not pitch and max(row.steps, default=0) <= 1 + _WORD and are_squares(words):
        return words
    pieces, em = [words[0]], row.em
    for (before, after), step in zip(pairwise(row.glyphs), row.steps, strict=True):
        if pitch:
            blanks = min(round(step / pitch) - 1, _MOST_BLANKS)
            pieces.append("　" * blanks)
        else:
            pieces.append(_between(before, after, em))
        pieces.append(after.character)
    return "".join(pieces)


def _between(before: Glyph, after: Glyph, em: float) -> str:
    """The blank between two characters."""
    wide = is_wide(before.character) or is_wide(after.character)
    # Flat ones (一, ～) have a box that is less than their place.
    end = max(before.end, before.start + em) if is_wide(before.character) else before.end
    room = after.start - end
    if room > em * _BLANK:
        blanks = min(max(round(room / em), 1), _MOST_BLANKS)
        return "　" * blanks if wide or room > em else " "
    return " " if room > em * _WORD and (after.blank or not wide) else ""
