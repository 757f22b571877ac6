"""Cutting a speech into paragraphs and segments, so that marks may overlap and nest. Plain Python.

All positions count characters of the speech's stored text. A segment carries every mark that
covers it; joined, the segments of all paragraphs are the text without its line ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise


@dataclass(frozen=True)
class Mark:
    """A span that means something: `kind` says what, `ref` is the key of the thing behind it.

    One without length (`start == end`) is a point: something that stands between the words.
    """

    start: int
    end: int
    kind: str
    ref: int = 0


@dataclass(frozen=True)
class Segment:
    """Words that the same marks cover. `opening` and `closing` are the marks whose first or last
    words these are; `before` are the points that stand in front of it."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...] = ()
    opening: tuple[Mark, ...] = ()
    closing: tuple[Mark, ...] = ()
    before: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """One line of the speech. `before` are points at its beginning, `after` points behind the
    last paragraph."""

    start: int
    end: int
    segments: tuple[Segment, ...]
    before: tuple[Mark, ...] = ()
    after: tuple[Mark, ...] = ()


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """The lines that hold any character, as positions."""
    spans = []
    start = 0
    for line in text.split("\n"):
        if line:
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def cut(text: str, marks: Iterable[Mark]) -> tuple[Paragraph, ...]:
    """The paragraphs of `text`, cut wherever a mark begins or ends."""
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.ref))
    spans = [mark for mark in ordered if mark.start < mark.end]
    points = [mark for mark in ordered if mark.start == mark.end]
    bare = [_bare_segments(text, start, end, spans, points) for start, end in paragraph_spans(text)]
    first, last = _edges([segment for segments in bare for segment in segments])
    return _assemble(bare, points, first, last)


def _bare_segments(
    text: str, start: int, end: int, spans: list[Mark], points: list[Mark]
) -> list[Segment]:
    edges = {start, end}
    for mark in (*spans, *points):
        edges.update(at for at in (mark.start, mark.end) if start < at < end)
    places = sorted(edges)
    segments = []
    for left, right in pairwise(places):
        covering = tuple(mark for mark in spans if mark.start < right and mark.end > left)
        segments.append(Segment(left, right, text[left:right], covering))
    return segments


def _edges(segments: list[Segment]) -> tuple[dict[Mark, int], dict[Mark, int]]:
    """For each mark the start of its first and of its last segment."""
    first: dict[Mark, int] = {}
    last: dict[Mark, int] = {}
    for segment in segments:
        for mark in segment.marks:
            first.setdefault(mark, segment.start)
            last[mark] = segment.start
    return first, last


def _assemble(
    bare: list[list[Segment]],
    points: list[Mark],
    first: dict[Mark, int],
    last: dict[Mark, int],
) -> tuple[Paragraph, ...]:
    waiting = list(points)
    paragraphs = []
    for number, segments in enumerate(bare, 1):
        start, end = segments[0].start, segments[-1].end
        before = _take(waiting, start)
        finished = tuple(
            replace(
                segment,
                opening=tuple(mark for mark in segment.marks if first[mark] == segment.start),
                closing=tuple(mark for mark in segment.marks if last[mark] == segment.start),
                before=_take(waiting, segment.start),
            )
            for segment in segments
        )
        after = tuple(waiting) if number == len(bare) else ()
        paragraphs.append(Paragraph(start, end, finished, before, after))
    return tuple(paragraphs)


def _take(waiting: list[Mark], until: int) -> tuple[Mark, ...]:
    """Take the points up to this position out of those that wait."""
    taken = tuple(point for point in waiting if point.start <= until)
    del waiting[: len(taken)]
    return taken
