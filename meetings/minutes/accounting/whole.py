"""The sum of the parts is the file: which words of it stand in no part, and why.

What was read is laid over the lines again, in their order. Whatever is not covered was left out:
marks between the parts, headings, or words that nothing took up. So words cannot be lost in
silence, whichever rule lost them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from meetings.minutes.accounting.entries import HeadingLine, LeftOut, Reason
from meetings.minutes.accounting.heading_lines import Told
from meetings.minutes.accounting.signs import squeezed
from meetings.minutes.accounting.speech_words import uncovered
from meetings.minutes.document import ParsedMinutes
from meetings.minutes.parts.header import Header
from meetings.minutes.parts.lines import Line
from meetings.minutes.parts.sections import Part


@dataclass(frozen=True)
class Account:
    """The lines before the first speech with their parts, and all that stands in no part."""

    heading_lines: tuple[HeadingLine, ...]
    left_out: tuple[LeftOut, ...]


def account(parsed: ParsedMinutes, header: Header, lines: Sequence[Line], first: int) -> Account:
    """What became of `lines`, all lines of the file after mending. Speech begins with the line
    `first`."""
    kept: list[HeadingLine] = []
    left_out = [LeftOut(Reason.REPEATED, each.overlap) for each in parsed.joins if each.overlap]
    entries: dict[str, list[Part]] = {}
    for part, found in header.parts.items():
        for line in found:
            entries.setdefault(squeezed(line.text), []).append(part)
    told = Told(parsed, entries)
    for line in lines[:first]:
        told.heading_line(line.text, kept, left_out)
    left_out += uncovered(parsed, lines[first:])
    return Account(tuple(kept), tuple(_marks_together(left_out)))


def _marks_together(left_out: Sequence[LeftOut]) -> Iterator[LeftOut]:
    """Marks of the layout are one entry: there are some for each turn."""
    marks = "".join(each.text for each in left_out if each.reason is Reason.MARK)
    if marks:
        yield LeftOut(Reason.MARK, marks)
    yield from (each for each in left_out if each.reason is not Reason.MARK)


def without_supplied(left_out: Sequence[LeftOut], supplied: str) -> tuple[LeftOut, ...]:
    """`left_out` without signs that the file does not hold: each of `supplied` once."""
    kept: list[LeftOut] = []
    for entry in left_out:
        if entry.reason is Reason.MARK:
            for sign in set(supplied):
                entry = replace(entry, text=entry.text.replace(sign, "", supplied.count(sign)))
        if entry.text:
            kept.append(entry)
    return tuple(kept)
