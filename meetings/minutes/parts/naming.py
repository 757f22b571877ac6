"""The name of a meeting: its title as printed, its series, and which session it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from japan.eras import parse_date
from japan.numbers import whole_number
from meetings.minutes.parts.sections import is_heading_word
from meetings.minutes.people.names import unspaced

_SESSION = re.compile(r"第\s*([0-9]{1,4}|[一二三四五六七八九十百]{1,6})\s*回")
_RECORD_KIND = re.compile(
    r"(?:(?<!\s)\s+)?(?:[(（【〔]\s*)?(?:議\s*事\s*(?:要\s*旨|録|概\s*要|要\s*録|メモ)|会\s*議\s*(?:録|概\s*要|要\s*旨|結\s*果)|"
    r"開催結果(?:概要)?|発言録|議事次第|概要)(?:\s*[(（]第\s*[0-9０-９一二三四五六七八九十]+\s*号[)）])?(?:\s*[(（]?(?:要旨|案|概要|未定稿|全文|速報版|暫定版)[)）]?)?\s*(?:[)）】〕]\s*)?$"
)
_REPORT = re.compile(
    r"(?:における|に関する|の)?(?:協議|議事|会議)の(?:概要|結果)(?:に(?:関する|ついての)報告書?)?$"
)
_FISCAL_YEAR = re.compile(
    r"^(?:令和|平成)\s*(?:[0-9０-９]{1,2}|元|[一二三四五六七八九十]{1,3})\s*年度?\s*(?:の)?\s*"
)
_SESSION_WORDS = re.compile(
    r"(?:(?<!\s)\s+)?第\s*(?:[0-9０-９]{1,4}|[一二三四五六七八九十百]{1,6})\s*回\s*(?:(?:会議(?!録)|会合)\s*)?"
)
_HELD = re.compile(r"^(?:開催|会議|会合|の開催)$")
_DAY = re.compile(
    r"(?:[（(]\s*)?(?:(?:令和|平成|昭和)\s*(?:[0-9０-９]{1,2}|元)\s*年|[0-9０-９]{4}\s*年|[RHSrhs][0-9０-９]{1,2}[.．／/]|"
    r"[0-9０-９]{4}[.．／/\-])\s*[0-9０-９]{1,2}\s*[月.．／/\-]\s*[0-9０-９]{1,2}\s*日?\s*(?:[（(][日月火水木金土][）)])?"
    r"\s*(?:開催(?:分)?)?\s*[）)]?"
)
"""A day is no part of a name, in whichever way it is written."""
_MEETING_NOUN = re.compile(
    r"(?:会議|会合|審議会|協議会|委員会|部会|懇談会|研究会|検討会|ワーキング|チーム|の場|分科会|本部|定例会|WG|会)"
)


def title_among(printed: Sequence[str]) -> str:
    """The printed name of the meeting: the line that counts the session, else the first one."""
    lines = [text.replace("**", "").lstrip("# ") for text in printed]
    lines = [unspaced(text) for text in lines if not _only_dates(text)][:8]
    counted = next((n for n, text in enumerate(lines) if session_number(text) is not None), None)
    if counted is None:
        named = [text for text in lines if _MEETING_NOUN.search(text) and not is_heading_word(text)]
        return named[0] if named else (lines[0] if lines else "")
    return _with_neighbours(lines, counted)


def _only_dates(text: str) -> bool:
    """Whether a line tells the date and does not name the meeting."""
    if parse_date(text) is None or session_number(text):
        return False
    before = re.split(r"令和|平成|昭和|[0-9０-９]", text)[0]
    return _MEETING_NOUN.search(before) is None


def _with_neighbours(lines: list[str], counted: int) -> str:
    """Take in the line before or after where the counting line alone does not name the meeting."""
    text = lines[counted]
    if body_of(text):
        return text
    before = lines[counted - 1] if counted else ""
    if before and _MEETING_NOUN.search(before) and not is_heading_word(before):
        return f"{before} {text}" if text[:1] not in "（(" else before + text
    after = lines[counted + 1] if counted + 1 < len(lines) else ""
    return f"{text} {after}".strip() if after and not is_heading_word(after) else text


def body_of(title: str) -> str:
    """The name of the series of meetings: `title` without session, year and kind of record."""
    name = unicodedata.normalize("NFC", title).strip()
    name = re.sub(
        r"[（(]\s*第\s*[0-9０-９一二三四五六七八九十百]+\s*回[^）)]{0,12}[）)]", " ", name
    )
    name = _DAY.sub(" ", name).strip()
    name = _RECORD_KIND.sub("", name)
    name = _RECORD_KIND.sub("", _REPORT.sub("", name))
    name = _FISCAL_YEAR.sub("", name.strip())
    name = _SESSION_WORDS.sub(" ", name)
    name = re.sub(r"[（(]\s*(?:令和|平成|[0-9]{4}年)[^）)]*[）)]", "", name)
    name = _FISCAL_YEAR.sub("", name.strip(" \u3000「」『』・-")).strip()
    return "" if _HELD.match(name) else name


def session_number(text: str) -> int | None:
    """The N of 第N回, in any digits."""
    found = _SESSION.search(unicodedata.normalize("NFKC", text))
    if not found:
        return None
    written = found.group(1)
    return whole_number(written) if written.isdecimal() else _kanji_count(written)


def _kanji_count(written: str) -> int:
    total = digit = 0
    for sign in written:
        if sign == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif sign == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = "一二三四五六七八九".index(sign) + 1
    return total + digit


def spoken_session(body: Sequence[str], series: str) -> int | None:
    """第N回 in the opening words, where the heading does not count: only beside the body's name."""
    opening = re.sub(r"\s", "", "".join(body[:3])[:300])
    found = _SESSION.search(unicodedata.normalize("NFKC", opening))
    if not found or not series:
        return None
    after = unicodedata.normalize("NFKC", opening)[found.end() :][:60]
    return (
        session_number(found.group(0))
        if unicodedata.normalize("NFKC", series)[:6] in after
        else None
    )
