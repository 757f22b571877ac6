"""The sum of the parts is the file: which words of it stand in no part, and why.

What was read is laid over the lines again, in their order. Whatever is not covered was left out:
marks between the parts, headings, or words that nothing took up. So words cannot be lost in
silence, whichever rule lost them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from japan.eras import parse_date
from meetings.minutes.document import (
    HeadingLine,
    LeftOut,
    ParsedMinutes,
    Reason,
)
from meetings.minutes.parts.header import Header
from meetings.minutes.parts.lines import Line
from meetings.minutes.parts.sections import Part, heading_of, is_heading_word
from meetings.minutes.parts.speeches import is_heading_line
from meetings.minutes.parts.times import find_times

FACTS, PEOPLE, AGENDA, DOCUMENTS = "facts", "people", "agenda", "documents"
_PART_OF = {
    Part.DATE: FACTS,
    Part.START: FACTS,
    Part.END: FACTS,
    Part.PLACE: FACTS,
    Part.PEOPLE: PEOPLE,
    Part.ABSENT: PEOPLE,
    Part.AGENDA: AGENDA,
    Part.PAPERS: DOCUMENTS,
}
_BLANKS = re.compile(r"[\s\u200b*]+")
_WORDS = re.compile(r"[^\W_ー〇]")
_GROUP = re.compile(r"[（(【〔［\[＜<《〈■●◆○・].{1,24}|.{1,14}[:：]")
_PIECE = 3
_WINDOW = 4000
"""How far ahead the next words are looked for: a turn that was read wrongly does not make every one
after it go through the whole file."""


def squeezed(text: str) -> str:
    """Without blanks and marks of bold letters: what is counted."""
    return _BLANKS.sub("", text)


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
    told = _Told(parsed, entries)
    for line in lines[:first]:
        told.heading_line(line.text, kept, left_out)
    left_out += _uncovered_speech(parsed, lines[first:])
    return Account(tuple(kept), tuple(_marks_together(left_out)))


class _Told:
    """Where a line of the heading went. `entries` are the parts in which its words stand, in order;
    each is used up once."""

    def __init__(self, parsed: ParsedMinutes, entries: Mapping[str, list[Part]]) -> None:
        self._title = squeezed(parsed.meeting.title)
        self._entries = entries
        whole = [squeezed(person.name) for person in parsed.attendees]
        family = [person.name.split()[0] for person in parsed.attendees if person.name.split()]
        self._names = frozenset(name for name in (*whole, *family) if name)
        self._lengths = sorted({len(name) for name in self._names})

    def heading_line(self, text: str, kept: list[HeadingLine], left_out: list[LeftOut]) -> None:
        """Put one line among those that were taken up, or those that were not."""
        words = squeezed(text)
        heading = heading_of(text)
        value = squeezed(heading.value) if heading else ""
        if self._entries.get(words):
            self._put(words, text, self._entries[words].pop(0), kept, left_out)
        elif heading and value and self._entries.get(value) and value in words:
            label, _, rest = words.rpartition(value)
            left_out.append(LeftOut(Reason.HEADING, label + rest))
            self._put(value, heading.value, self._entries[value].pop(0), kept, left_out)
        elif heading and not value:
            left_out.append(LeftOut(Reason.HEADING, words))
        elif heading:  # several fields on one line
            kept.append(HeadingLine(_PART_OF.get(heading.part, FACTS), words))
        else:
            self._put(words, text, Part.OTHER, kept, left_out)

    def _put(
        self,
        words: str,
        text: str,
        part: Part,
        kept: list[HeadingLine],
        left_out: list[LeftOut],
    ) -> None:
        name = _PART_OF.get(part, "")
        if not _WORDS.search(words):
            left_out.append(LeftOut(Reason.MARK, words))
        elif len(words) <= _PIECE and not name:  # 日 時: a letter a line
            left_out.append(LeftOut(Reason.HEADING, words))
        elif name == PEOPLE and not self._names_somebody(words):
            reason = Reason.HEADING if _GROUP.fullmatch(words) else Reason.UNPLACED
            left_out.append(LeftOut(reason, words))
        elif name or self._states_a_fact(words, text):
            kept.append(HeadingLine(name or FACTS, words))
        else:
            heading = is_heading_word(text) or (part is Part.BODY and is_heading_line(text))
            left_out.append(LeftOut(Reason.HEADING if heading else Reason.UNPLACED, words))

    def _names_somebody(self, words: str) -> bool:
        return any(
            words[place : place + length] in self._names
            for length in self._lengths
            for place in range(len(words) - length + 1)
        )

    def _states_a_fact(self, words: str, text: str) -> bool:
        if self._title and (words in self._title or self._title in words):
            return True
        return parse_date(text) is not None or bool(len(text) <= 40 and find_times(text))


def _marks_together(left_out: Sequence[LeftOut]) -> Iterator[LeftOut]:
    """Marks of the layout are one entry: there are some for each turn."""
    marks = "".join(each.text for each in left_out if each.reason is Reason.MARK)
    if marks:
        yield LeftOut(Reason.MARK, marks)
    yield from (each for each in left_out if each.reason is not Reason.MARK)


def _uncovered_speech(parsed: ParsedMinutes, lines: Sequence[Line]) -> Iterator[LeftOut]:
    printed = [squeezed(line.text) for line in lines]
    whole = "".join(printed)
    covered = _covered(whole, parsed)
    at = 0
    for words in printed:
        for piece in _rest(whole, covered, at, at + len(words)):
            yield LeftOut(Reason.UNPLACED if _WORDS.search(piece) else Reason.MARK, piece)
        at += len(words)


def _rest(whole: str, covered: bytearray, start: int, end: int) -> Iterator[str]:
    """The pieces of a line that nothing covers."""
    while start < end:
        gap = covered.find(0, start, end)
        if gap < 0:
            return
        start = covered.find(1, gap, end)
        start = end if start < 0 else start
        yield whole[gap:start]


def _covered(whole: str, parsed: ParsedMinutes) -> bytearray:
    """One for each character of the speeches that stands in a part."""
    covered = bytearray(len(whole))
    directions, headings = _beside(parsed)
    at = 0
    for beside in (directions, headings):
        at = max(at, _lay(whole, covered, beside.get(0, []), 0, _WINDOW))
    for speech in parsed.speeches:
        start = at
        label = squeezed(speech.label)
        paragraphs = [words for words in map(squeezed, speech.text.split("\n")) if words]
        opening = paragraphs[0] if paragraphs else ""
        first = whole.find(opening, at, at + _WINDOW + len(opening)) if opening else -1
        place = whole.find(label, at, first if first >= 0 else at + _WINDOW) if label else -1
        if place >= 0:
            covered[place : place + len(label)] = b"\x01" * len(label)
            at = place + len(label)
        for words in paragraphs:
            found = whole.find(words, at, at + _WINDOW + len(words))
            if found >= 0:
                covered[found : found + len(words)] = b"\x01" * len(words)
                at = found + len(words)
        end = at + _WINDOW
        for beside in (directions, headings):
            at = max(at, _lay(whole, covered, beside.get(speech.index, []), start, end))
    return covered


def _lay(whole: str, covered: bytearray, pieces: Sequence[str], start: int, end: int) -> int:
    """Cover directions or headings, which stand in their order anywhere around the words of their
    speech. Returns where the last one ends."""
    at = start
    for piece in pieces:
        found = whole.find(piece, at, end)
        while found >= 0 and covered.find(1, found, found + len(piece)) >= 0:
            found = whole.find(piece, found + 1, end)
        if found >= 0:
            covered[found : found + len(piece)] = b"\x01" * len(piece)
            at = found + len(piece)
    return at


def _beside(parsed: ParsedMinutes) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Directions and headings by the speech after which they stand."""
    directions: dict[int, list[str]] = {}
    headings: dict[int, list[str]] = {}
    for direction in parsed.stage_directions:
        directions.setdefault(direction.after_speech, []).append(squeezed(direction.text))
    for heading in parsed.headings:
        headings.setdefault(heading.after_speech, []).append(squeezed(heading.text))
    return directions, headings
