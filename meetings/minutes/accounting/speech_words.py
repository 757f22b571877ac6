"""Which words of the minutes proper stand in no speech, direction or heading.

What was read is laid over the lines again, in its order; whatever is not covered was left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from meetings.minutes.accounting.entries import LeftOut, Reason
from meetings.minutes.accounting.heading_lines import is_head_of_table
from meetings.minutes.accounting.signs import WORDS, squeezed
from meetings.minutes.document import ParsedMinutes, SourceKind, Speech
from meetings.minutes.parts.lines import Line

_WINDOW = 4000
"""How far ahead the next words are looked for: a turn that was read wrongly does not make every one
after it go through the whole file."""
_COUNTER = re.compile(r"[（(〔\[]?[0-9０-９]{1,3}[)）〕\].．、]?")


def uncovered(parsed: ParsedMinutes, lines: Sequence[Line]) -> Iterator[LeftOut]:
    """What of `lines`, from the first speech on, stands in no part, line by line."""
    printed = [squeezed(line.text) for line in lines]
    whole = "".join(printed)
    covered = _Cover(whole).lay(parsed)
    at = 0
    for line, words in zip(lines, printed, strict=True):
        for start, piece in _rest(whole, covered, at, at + len(words)):
            yield LeftOut(_reason(line, piece, opens=start == at), piece)
        at += len(words)


def _reason(line: Line, piece: str, *, opens: bool) -> Reason:
    """Why a piece of a line was left out; `opens`: the line begins with it."""
    words = "".join(WORDS.findall(piece))
    if not words or (opens and _COUNTER.fullmatch(piece)):
        return Reason.MARK
    return Reason.HEADING if is_head_of_table(words, line.text) else Reason.UNPLACED


def _rest(whole: str, covered: bytearray, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The pieces of a line that nothing covers, each with its place."""
    while start < end:
        gap = covered.find(0, start, end)
        if gap < 0:
            return
        start = covered.find(1, gap, end)
        start = end if start < 0 else start
        yield gap, whole[gap:start]


class _Cover:
    """One for each character that stands in a part."""

    def __init__(self, whole: str) -> None:
        self._whole = whole
        self._covered = bytearray(len(whole))

    def lay(self, parsed: ParsedMinutes) -> bytearray:
        """Cover the speeches, and what stands around them."""
        directions, headings = _beside(parsed)
        at = 0
        for beside in (directions, headings):
            at = max(at, self._among(beside.get(0, []), 0, 0))
        for speech in parsed.speeches:
            start = at
            at = self._speech(speech, parsed.kind, at)
            end = at
            for beside in (directions, headings):
                at = max(at, self._among(beside.get(speech.index, []), start, end))
        return self._covered

    def _speech(self, speech: Speech, kind: SourceKind, at: int) -> int:
        """Cover label and words of one speech; where it ends."""
        label = squeezed(speech.label) if kind.prints_labels else ""
        paragraphs = [words for words in map(squeezed, speech.text.split("\n")) if words]
        if label and kind is not SourceKind.ATTRIBUTED:
            at = self._find(label, at, self._start_of(paragraphs, at))
        for words in paragraphs:
            at = self._find(words, at, at + _WINDOW + len(words))
        if label and kind is SourceKind.ATTRIBUTED:  # 「…をお願いしたい。（全国知事会）」
            at = self._find(label, at, at + _WINDOW)
        return at

    def _start_of(self, paragraphs: Sequence[str], at: int) -> int:
        """Before which place the label stands."""
        opening = paragraphs[0] if paragraphs else ""
        first = self._whole.find(opening, at, at + _WINDOW + len(opening)) if opening else -1
        return first if first >= 0 else at + _WINDOW

    def _find(self, words: str, at: int, end: int) -> int:
        """Cover `words` where they come next; where they end, or `at`."""
        found = self._whole.find(words, at, end)
        if found < 0:
            return at
        self._covered[found : found + len(words)] = b"\x01" * len(words)
        return found + len(words)

    def _among(self, pieces: Sequence[str], start: int, end: int) -> int:
        """Cover directions or headings, which stand in their order anywhere around the words of
        their speech. Returns where the last one ends."""
        at = start
        for piece in pieces:
            limit = max(at, end) + _WINDOW + len(piece)
            found = self._whole.find(piece, at, limit)
            while found >= 0 and self._covered.find(1, found, found + len(piece)) >= 0:
                found = self._whole.find(piece, found + 1, limit)
            if found >= 0:
                self._covered[found : found + len(piece)] = b"\x01" * len(piece)
                at = found + len(piece)
        return at


def _beside(parsed: ParsedMinutes) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Directions and headings by the speech after which they stand. Headings go word by word:
    signs between them (【提案団体】　深沢県) are not theirs."""
    directions: dict[int, list[str]] = {}
    headings: dict[int, list[str]] = {}
    for direction in parsed.stage_directions:
        directions.setdefault(direction.after_speech, []).append(squeezed(direction.text))
    for heading in parsed.headings:
        words = heading.printed.split("\u3000")
        found = headings.setdefault(heading.after_speech, [])
        found += filter(None, map(squeezed, words))
    return directions, headings
