"""What pages print around the words: their numbers, running heads and feet."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from meetings.minutes.formats.source import PAGE_BREAK

_DASH = r"[-‐‑–—―－−ー─~〜・*=]"
_NUMBER = r"(?:[0-9]{1,4}|[一二三四五六七八九十〇百]{1,4})"
_OF = r"(?:\s?(?:/|of)\s?[0-9]{1,4})"
_SURE = re.compile(
    rf"{_DASH}{{1,5}}\s?{_NUMBER}{_OF}?\s?{_DASH}{{1,5}}"
    rf"|(?:p\.?|pp\.|page|ページ|頁|no\.)\s?[0-9]{{1,4}}{_OF}?"
    rf"|第?\s?{_NUMBER}\s?(?:枚目|ページ|頁)(?:目|{_OF}(?:ページ|頁)?)?"
    rf"|[0-9]{{1,4}}\s?(?:ページ|頁)?{_OF}\s?(?:ページ|頁)?"
    rf"|[(〔\[【]\s?[0-9]{{1,4}}{_OF}\s?[)〕\]】]",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    rf"(?:[0-9]{{1,4}}|[(〔\[〈<《【{{「]\s?(?:p\.?\s?)?[0-9]{{1,4}}\s?(?:ページ|頁)?[)〕\]〉>》】}}」]"
    rf"|[0-9]{{1,3}}\s?{_DASH}\s?[0-9]{{1,3}}|[ivxl]{{1,6}})",
    re.IGNORECASE,
)
_NUMBERED_HEAD = re.compile(
    rf"(?P<before>[^\s0-9][^\n]{{4,60}}?)\s{{1,40}}{_DASH}?\s?(?P<last>[0-9]{{1,4}})\s?{_DASH}?"
    rf"|{_DASH}?\s?(?P<first>[0-9]{{1,4}})\s?{_DASH}?\s{{1,40}}(?P<after>[^\s0-9][^\n]{{4,60}}[^\s0-9])"
)
_DIGITS = re.compile(r"[0-9]+")
_LONGEST_NUMBER = 40
_LONGEST_HEAD = 60
_APART = 3
_FEWEST_PAGES = 3
_SHARE = 0.4
_TITLE_WITHIN = 3
_PROSE = re.compile(r"[、。]|[ぁ-ん]{8}")
_TURN = "○〇◯◎"


def page_numbers(raw: Sequence[str]) -> set[int]:
    """Lines that hold a page number only. Bare numbers, and those that could count a list, are such
    where they rise one by one or stand at a page break."""
    sure: set[int] = set()
    perhaps: list[tuple[int, int | None]] = []
    for number, line in enumerate(raw):
        if len(line) > _LONGEST_NUMBER or not line.strip():
            continue
        plain = unicodedata.normalize("NFKC", line).strip()
        if _SURE.fullmatch(plain) or _SURE.fullmatch(line.strip()):
            sure.add(number)
            perhaps.append((number, _value(plain)))
        elif _PERHAPS.fullmatch(plain):
            perhaps.append((number, _value(plain)))
    return sure | _rising(perhaps, raw)


def pages_of(raw: Sequence[str], numbers: set[int]) -> list[int | None]:
    """The page on which each line stands: counted where the format knows pages, else by the numbers
    printed below or above them. None for all where nothing tells, or the numbers do not rise."""
    if PAGE_BREAK in raw:
        page, pages = 1, list[int | None]()
        for line in raw:
            pages.append(page)
            page += line == PAGE_BREAK
        return pages
    printed = [(n, _value(unicodedata.normalize("NFKC", raw[n]).strip())) for n in sorted(numbers)]
    known = [(place, value) for place, value in printed if value is not None]
    if not known or any(one >= other for (_, one), (_, other) in pairwise(known)):
        return [None] * len(raw)
    above = not any(line.strip(" \u3000\t") for line in raw[: known[0][0]])
    return _numbered(len(raw), known, above=above)


def _numbered(lines: int, known: Sequence[tuple[int, int]], *, above: bool) -> list[int | None]:
    """The pages of so many lines whose numbers stand `above` them, or below."""
    pages: list[int | None] = []
    page = known[0][1]
    for place, value in known:
        upto = place if above else place + 1
        pages += [page if above else value] * (upto - len(pages))
        page = value
    return pages + [page if above else page + 1] * (lines - len(pages))


def _value(plain: str) -> int | None:
    """The number of the page: the first one of 4/10, the last one of 1-15."""
    digits = _DIGITS.findall(plain)
    if not digits:
        return None
    return int(digits[0] if "/" in plain else digits[-1])


def _rising(numbers: list[tuple[int, int | None]], raw: Sequence[str]) -> set[int]:
    paged = PAGE_BREAK in raw
    found = {number for number, _ in numbers if paged and _beside_page_break(raw, number)}
    for (first, value), (second, following) in pairwise(numbers):
        if value is not None and following == value + 1 and second - first > _APART:
            found |= {first, second}
    return found


def _beside_page_break(raw: Sequence[str], number: int) -> bool:
    """Whether only blank lines stand between the line and a page break or an end of the file."""
    for step in (-1, 1):
        place = number + step
        while 0 <= place < len(raw) and not raw[place].strip(" \u3000\t"):
            place += step
        if not 0 <= place < len(raw) or raw[place] == PAGE_BREAK:
            return True
    return False


def running_heads(raw: Sequence[str], numbers: set[int]) -> set[int]:
    """Lines beside the ends of pages that say the same from page to page. The first one stays where
    it is the title of the file."""
    edges, pages = _edges(raw, numbers)
    counts = Counter(_key(raw[place]) for place in edges)
    least = max(_FEWEST_PAGES, pages * _SHARE)
    heads = {
        place for place in edges if counts[_key(raw[place])] >= least and _can_be_a_head(raw[place])
    }
    heads |= _numbered_heads(raw)
    return heads - _title(raw, sorted(heads))


def _numbered_heads(raw: Sequence[str]) -> set[int]:
    """Heads that hold the number of the page, where these rise: 「第３回協議会議事録　4」."""
    numbered: dict[str, list[tuple[int, int | None]]] = {}
    for number, line in enumerate(raw):
        if len(line) > 80 or not _may_count(line) or not _can_be_a_head(line):
            continue
        found = _NUMBERED_HEAD.fullmatch(unicodedata.normalize("NFKC", line).strip())
        if found:
            words = found["before"] or found["after"]
            page = int(found["last"] or found["first"])
            numbered.setdefault(words, []).append((number, page))
    heads: set[int] = set()
    for places in numbered.values():
        rising = _rising(places, ())
        heads |= rising if len(rising) >= _FEWEST_PAGES else set()
    return heads


def _may_count(line: str) -> bool:
    words = line.strip(" \u3000\t-‐‑–—―－−ー─~〜～・*=＝")
    return bool(words) and (words[0].isdecimal() or words[-1].isdecimal())


def _edges(raw: Sequence[str], numbers: set[int]) -> tuple[set[int], int]:
    """Lines at the ends of pages: two on each side of a page break, and what stands beside a page
    number where a text knows no pages; and how many pages there are."""
    lines = [
        place
        for place, line in enumerate(raw)
        if line == PAGE_BREAK or (line.strip(" \u3000\t") and place not in numbers)
    ]
    breaks = [at for at, place in enumerate(lines) if raw[place] == PAGE_BREAK]
    if breaks:
        around = {at + step for at in (-1, *breaks, len(lines)) for step in (-2, -1, 1, 2)}
        edges = {lines[at] for at in around if 0 <= at < len(lines)} - {lines[at] for at in breaks}
        return edges, len(breaks) + 1
    return _beside_numbers(raw, numbers), len(numbers)


def _beside_numbers(raw: Sequence[str], numbers: set[int]) -> set[int]:
    edges: set[int] = set()
    for number in numbers:
        for step in (-1, 1):
            place = number + step
            while 0 <= place < len(raw) and not raw[place].strip(" \u3000\t"):
                place += step
            if 0 <= place < len(raw) and place not in numbers:
                edges.add(place)
    return edges


def _key(line: str) -> str:
    """What is the same on each page: without blanks, and with the number of the page left away."""
    plain = "".join(unicodedata.normalize("NFKC", line[: 2 * _LONGEST_HEAD]).split())
    return plain.rstrip("0123456789/-)").rstrip("(-") or plain


def _can_be_a_head(line: str) -> bool:
    words = line.strip()
    return len(words) <= _LONGEST_HEAD and words[:1] not in _TURN and not _PROSE.search(words)


def _title(raw: Sequence[str], heads: Sequence[int]) -> set[int]:
    """The first of the same heads, where it opens the file and nothing else there says the same."""
    opening = [place for place, line in enumerate(raw) if line.strip() and line != PAGE_BREAK]
    opening = opening[:_TITLE_WITHIN]
    kept: set[int] = set()
    for place in heads[:_TITLE_WITHIN]:
        words = _key(raw[place])
        others = [_key(raw[other]) for other in opening if other != place]
        if place in opening and words not in others:
            kept.add(place)
    return kept
