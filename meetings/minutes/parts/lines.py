"""A file's text as lines: one paragraph or one printed line each, page furniture taken out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from meetings.minutes.formats.source import PAGE_BREAK

_LINE_END = re.compile(r"\r\n|[\r\n\v\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f\u200b\u200e\u200f\u2060\ufeff\ud800-\udfff]")
_PAGE_NUMBER = re.compile(
    r"(?:[-‐‑–—―－−ー─]{1,5}\s?[0-9]{1,4}\s?[-‐‑–—―－−ー─]{1,5}|[0-9]{1,4}\s?[/／]\s?[0-9]{1,4}"
    r"|[Pp]\.?\s?[0-9]{1,4}|[0-9]{1,4}\s?ページ|\([0-9]{1,4}\s?/\s?[0-9]{1,4}\))"
)
_BARE_NUMBER = re.compile(r"[0-9]{1,4}")


class Gap(Enum):
    """What stands before a line."""

    NONE = "none"
    BLANK = "blank"
    PAGE = "page"


@dataclass(frozen=True)
class Line:
    """One line without the space around it; `indented` when it began with a space."""

    text: str
    gap: Gap = Gap.NONE
    indented: bool = False


def clean(text: str) -> tuple[str, int]:
    """`text` with one kind of line end and no control characters; how many of these it held."""
    text = _LINE_END.sub("\n", text)
    return _CONTROL.subn("", text)


def split_lines(text: str) -> list[Line]:
    """The lines of cleaned `text` without blank ones, page numbers and running heads."""
    raw = text.replace(PAGE_BREAK, f"\n{PAGE_BREAK}\n").split("\n")
    furniture = _page_numbers(raw) | _running_heads(raw)
    lines: list[Line] = []
    gap = Gap.NONE
    for number, line in enumerate(raw):
        stripped = line.strip(" \t\u3000\xa0\f")
        if number in furniture or line == PAGE_BREAK:
            gap = Gap.PAGE
        elif not stripped:
            gap = gap if gap is Gap.PAGE else Gap.BLANK
        else:
            indented = line[:1] in " \t\u3000\xa0"
            lines.append(Line(stripped, gap if lines else Gap.NONE, indented))
            gap = Gap.NONE
    return lines


def _page_numbers(raw: list[str]) -> set[int]:
    """Lines that hold a page number only. Bare numbers count where they rise one by one."""
    marked: set[int] = set()
    bare: list[tuple[int, int]] = []
    for number, line in enumerate(raw):
        if len(line) > 40:
            continue
        plain = unicodedata.normalize("NFKC", line).strip()
        if _PAGE_NUMBER.fullmatch(plain) or _PAGE_NUMBER.fullmatch(line.strip()):
            marked.add(number)
        elif _BARE_NUMBER.fullmatch(plain):
            bare.append((number, int(plain)))
    return marked | _rising(bare, raw)


def _rising(bare: list[tuple[int, int]], raw: list[str]) -> set[int]:
    """Of bare numbers, those beside a page break, and runs that count up from page to page."""
    paged = PAGE_BREAK in raw
    found = {number for number, _ in bare if paged and _beside_page_break(raw, number)}
    for (first, value), (second, following) in pairwise(bare):
        if following == value + 1 and second - first > 3:
            found |= {first, second}
    return found


def _beside_page_break(raw: list[str], number: int) -> bool:
    """Whether only blank lines stand between the line and a page break or an end of the file."""
    for step in (-1, 1):
        place = number + step
        while 0 <= place < len(raw) and not raw[place].strip(" \u3000\t"):
            place += step
        if 0 <= place < len(raw) and raw[place] == PAGE_BREAK:
            return True
        if place >= len(raw):
            return True
    return False


def _running_heads(raw: list[str]) -> set[int]:
    """First and last lines of pages that are the same on three pages or more."""
    if raw.count(PAGE_BREAK) < 2:
        return set()
    edges: list[int] = []
    page: list[int] = []
    for number, line in enumerate([*raw, PAGE_BREAK]):
        if line == PAGE_BREAK:
            edges += {page[0], page[-1]} if page else set()
            page = []
        elif line.strip():
            page.append(number)
    counts = Counter(raw[number].strip() for number in edges)
    first: dict[str, int] = {}
    heads: set[int] = set()
    for number in sorted(edges):
        words = raw[number].strip()
        if counts[words] >= 3 and len(words) <= 60 and not words.endswith("。"):
            heads.add(number)
            first.setdefault(words, number)
    return heads - set(first.values())  # once it is the title itself
