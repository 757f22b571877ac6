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
_DASH = "-‐‑–—―－−ー─~〜～=＝・*"
_PAGE_NUMBER = re.compile(
    rf"(?:[{_DASH}]{{1,5}}\s?(?P<dashed>[0-9]{{1,4}})\s?[{_DASH}]{{1,5}}"
    r"|(?P<of>[0-9]{1,4})\s?(?:[/／]|\s[Oo]f\s)\s?[0-9]{1,4}(?:\s?(?:ページ|頁))?"
    r"|(?:[Pp](?:\.|age\s)?|[Nn]o\.)\s?(?P<p>[0-9]{1,4})(?:\s?(?:/|of)\s?[0-9]{1,4})?"
    r"|第?\s?(?P<page>[0-9]{1,4})\s?(?:ページ|頁|枚目)|(?:頁|ページ)\s?(?P<after>[0-9]{1,4})"
    r"|[(〔\[【]\s?(?P<inside>[0-9]{1,4})\s?/\s?[0-9]{1,4}\s?[)〕\]】])"
)
_LIKE_A_NUMBER = re.compile(
    r"[(〔\[【〈<《≪［]\s?(?P<inside>[0-9]{1,4})\s?[)〕\]】〉>》≫］]|[0-9]{1,2}\s?[-‐–—－−ー]\s?(?P<part>[0-9]{1,4})"
    r"|(?P<bare>[0-9]{1,4})"
)
"""What may be the number of a page, or of an item: where it counts up with the pages."""


_NUMBERED_HEAD = re.compile(
    rf"(?P<before>[^\s0-9][^\n]{{4,60}}[^\s0-9{_DASH}])\s{{1,40}}[{_DASH}]?\s?(?P<last>[0-9]{{1,4}})\s?[{_DASH}]?"
    rf"|[{_DASH}]?\s?(?P<first>[0-9]{{1,4}})\s?[{_DASH}]?\s{{1,40}}(?P<after>[^\s0-9{_DASH}][^\n]{{4,60}}[^\s0-9])"
)
_FEWEST_HEADS = 3
_FEWEST_WIDE = 9
_MOST_HIRAGANA = 8
_BETWEEN_SIGNS = re.compile(r"(?<=[^\s　]) (?=[^\s　])")
_HIRAGANA = re.compile(r"[ぁ-ん]")


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


def close_up(text: str) -> tuple[str, int]:
    """`text` without the blanks of sentences set wide (財 政 支 援 を); how many lines had them."""
    lines = text.split("\n")
    wide = [number for number, line in enumerate(lines) if _is_set_wide(line)]
    for number in wide:
        lines[number] = _BETWEEN_SIGNS.sub("", lines[number])
    return ("\n".join(lines), len(wide)) if wide else (text, 0)


def _is_set_wide(line: str) -> bool:
    words = line.split(" ") if line.count(" ") >= _FEWEST_WIDE else []
    single = sum(len(word) == 1 for word in words)
    return bool(words) and single >= len(words) * 0.9 and _HIRAGANA.search(line) is not None


def split_lines(text: str) -> list[Line]:
    """The lines of cleaned `text` without blank ones, page numbers and running heads."""
    raw = text.replace(PAGE_BREAK, f"\n{PAGE_BREAK}\n").split("\n")
    numbers = _page_numbers(raw)
    furniture = numbers | _running_heads(raw) | _heads_beside(raw, numbers)
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
    """Lines that hold a page number only. What might be the number of an item counts where it
    rises from page to page."""
    marked: set[int] = set()
    counted: list[tuple[int, int]] = []
    for number, line in enumerate(raw):
        if len(line) > 40:
            continue
        plain = unicodedata.normalize("NFKC", line).strip()
        found = _PAGE_NUMBER.fullmatch(plain) or _PAGE_NUMBER.fullmatch(line.strip())
        if found:
            marked.add(number)
        found = found or _LIKE_A_NUMBER.fullmatch(plain)
        if found:
            counted.append((number, int(next(filter(None, found.groups())))))
    return marked | _rising(counted, raw)


def _rising(counted: list[tuple[int, int]], raw: list[str]) -> set[int]:
    """Of numbers on lines of their own, those beside a page break, and runs that count up from page
    to page."""
    paged = PAGE_BREAK in raw
    found = {number for number, _ in counted if paged and _beside_page_break(raw, number)}
    for (first, value), (second, following) in pairwise(counted):
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


def _heads_beside(raw: list[str], numbers: set[int]) -> set[int]:
    """Lines beside page numbers that are the same on three pages or more, and hardly elsewhere."""
    beside: dict[str, list[int]] = {}
    for number in numbers:
        for step in (-1, 1):
            place = _printed(raw, number, step, numbers)
            if place is not None:
                beside.setdefault(raw[place].strip(), []).append(place)
    everywhere = Counter(line.strip() for line in raw)
    heads: set[int] = set()
    for words, places in beside.items():
        same = len(set(places))
        if same >= _FEWEST_HEADS and everywhere[words] <= same + 1 and _may_be_head(words):
            title = [] if everywhere[words] > same else [min(places)]
            heads |= set(places).difference(title)
    return heads | _numbered_heads(raw)


def _numbered_heads(raw: list[str]) -> set[int]:
    """Running heads that hold the number of the page: 「第３回協議会議事録　4」."""
    numbered: dict[str, list[tuple[int, int]]] = {}
    for number, line in enumerate(raw):
        if len(line) > 80 or not _may_be_head(line.strip() or "。"):
            continue
        plain = unicodedata.normalize("NFKC", line).strip()
        found = _NUMBERED_HEAD.fullmatch(plain)
        if found:
            page = found["last"] or found["first"]
            words = found["before"] or found["after"]
            numbered.setdefault(words.strip(), []).append((number, int(page)))
    heads: set[int] = set()
    for places in numbered.values():
        rising = _rising(places, [])
        heads |= rising if len(rising) >= _FEWEST_HEADS else set()
    return heads


def _printed(raw: list[str], number: int, step: int, numbers: set[int]) -> int | None:
    """The line with words nearest to a page number, over few blank ones."""
    for place in range(number + step, number + step * 4, step):
        if not 0 <= place < len(raw) or place in numbers:
            return None
        if raw[place].strip(" \t\u3000\xa0\f"):
            return place
    return None


def _may_be_head(words: str) -> bool:
    """Whether a line can be the title of a record: short, no sentence and no label."""
    sentence = len(_HIRAGANA.findall(words)) > _MOST_HIRAGANA or "、" in words or "。" in words
    return len(words) <= 60 and not sentence and words[0] not in "○〇◯◎（("


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
