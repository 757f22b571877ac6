"""A file's text as lines: one paragraph or one printed line each, page furniture taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from meetings.minutes.accounting.entries import LeftOut, Reason
from meetings.minutes.formats.source import PAGE_BREAK
from meetings.minutes.parts.furniture import page_numbers, pages_of, running_heads

_LINE_END = re.compile(r"\r\n|[\r\n\v\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f\u200b\u200e\u200f\u2060\ufeff\ud800-\udfff]")
_FEWEST_LETTERS = 6
_SET_APART = 0.9
_BLANK = " \t\u3000\xa0\f"


class Gap(Enum):
    """What stands before a line."""

    NONE = "none"
    BLANK = "blank"
    PAGE = "page"


@dataclass(frozen=True)
class Line:
    """One line without the space around it; `indented` when it began with a space; `page` is the
    one on which it stands, where the file tells."""

    text: str
    gap: Gap = Gap.NONE
    indented: bool = False
    page: int | None = None


def clean(text: str) -> tuple[str, int]:
    """`text` with one kind of line end and no control characters; how many of these it held."""
    text = _LINE_END.sub("\n", text)
    return _CONTROL.subn("", text)


def close_up(text: str) -> tuple[str, int]:
    """`text` without the blanks of lines set wide (財 政 支 援 を); how many lines had them."""
    lines = text.split("\n")
    closed = {n: words for n, line in enumerate(lines) if (words := _closed_up(line)) != line}
    if not closed:
        return text, 0
    return "\n".join(closed.get(n, line) for n, line in enumerate(lines)), len(closed)


def _closed_up(line: str) -> str:
    """A line whose letters are all set apart by blanks, without these; where it has more than one,
    a blank is meant."""
    words = line.strip(_BLANK)
    blank = " " if " " in words else "\u3000"
    letters = words.split(blank)
    if len(letters) < _FEWEST_LETTERS or words.isascii():
        return line
    single = sum(len(letter) == 1 for letter in letters)
    if single < len(letters) * _SET_APART:
        return line
    closed = "".join(letter or "\u3000" for letter in letters)
    return line[: line.index(words)] + re.sub(r"\u3000{2,}", "\u3000", closed)


@dataclass(frozen=True)
class Split:
    """The lines of a text, and the page furniture that was taken out."""

    lines: list[Line]
    left_out: tuple[LeftOut, ...]


def split_lines(text: str) -> Split:
    """The lines of cleaned `text` without blank ones, page numbers and running heads."""
    raw = text.replace(PAGE_BREAK, f"\n{PAGE_BREAK}\n").split("\n")
    numbers = page_numbers(raw)
    heads = running_heads(raw, numbers)
    pages = pages_of(raw, numbers)
    lines: list[Line] = []
    left_out: list[LeftOut] = []
    gap = Gap.NONE
    for number, line in enumerate(raw):
        stripped = line.strip(_BLANK)
        if number in numbers or number in heads:
            reason = Reason.PAGE_NUMBER if number in numbers else Reason.RUNNING_HEAD
            left_out.append(LeftOut(reason, stripped))
        if number in numbers or number in heads or line == PAGE_BREAK:
            gap = Gap.PAGE
        elif not stripped:
            gap = gap if gap is Gap.PAGE else Gap.BLANK
        else:
            indented = line[:1] in " \t\u3000\xa0"
            lines.append(Line(stripped, gap if lines else Gap.NONE, indented, pages[number]))
            gap = Gap.NONE
    return Split(lines, tuple(left_out))
