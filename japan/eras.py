"""Dates as Japanese documents write them: reading, writing, fiscal years.

Eras change in the middle of a year, so a date belongs to its era by the day. Where an era began
on the very day the last one ended (大正, 昭和) both names are read; the newer one is written.
Eras are used from 明治6年1月1日 (1873-01-01), the first day of the present calendar in Japan:
what was written before counts by another calendar and is neither read nor written as an era here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

WEEKDAYS = "月火水木金土日"


@dataclass(frozen=True)
class Era:
    """One era; `first` and `last` are inclusive, `year_one` is the western year of its 元年."""

    name: str
    letter: str
    year_one: int
    first: date
    last: date


ERAS = (
    Era("令和", "R", 2019, date(2019, 5, 1), date.max),
    Era("平成", "H", 1989, date(1989, 1, 8), date(2019, 4, 30)),
    Era("昭和", "S", 1926, date(1926, 12, 25), date(1989, 1, 7)),
    Era("大正", "T", 1912, date(1912, 7, 30), date(1926, 12, 25)),
    Era("明治", "M", 1868, date(1873, 1, 1), date(1912, 7, 30)),
)
_ERA_BY_MARK = {era.name: era for era in ERAS} | {era.letter: era for era in ERAS}

_KANJI_DIGITS = {kanji: value for value, kanji in enumerate("〇一二三四五六七八九")}
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー", "-"))
_NUMBER = r"(?:元|[0-9]{1,2}|[〇一二三四五六七八九十]{1,4})"
_WESTERN = r"(?:[0-9]{4}|[〇一二三四五六七八九]{4})"
_ERA_MARK = r"(?:明治|大正|昭和|平成|令和|(?<![A-Za-z0-9])[MTSHRmtshr])"
_ERA_YEAR = rf"(?P<era>{_ERA_MARK})\s*(?P<era_year>{_NUMBER})"
_WESTERN_YEAR = rf"(?<![0-9〇一二三四五六七八九])(?P<year>{_WESTERN})"
_GLOSS = r"(?:\(\s*(?P<gloss>[^()]*?)\s*年?\s*\)\s*)?"
_EARLY_GLOSS = r"(?:\(\s*(?P<early>[^()]*?)\s*年?\s*\)\s*)?"
_MONTH_DAY = rf"{_EARLY_GLOSS}年\s*{_GLOSS}(?P<month>{_NUMBER})\s*月\s*(?P<day>{_NUMBER})\s*日"
_SEPARATED = (
    r"\s*(?P<sep>[./-])\s*(?P<month>[0-9]{1,2})\s*(?P=sep)\s*(?P<day>[0-9]{1,2})"
    r"(?![0-9]|(?P=sep)[0-9])"
)
_FORMS = tuple(
    re.compile(year + rest)
    for year in (_ERA_YEAR, _WESTERN_YEAR)
    for rest in (r"\s*" + _MONTH_DAY, _SEPARATED)
)
_WEEKDAY = re.compile(rf"\s*\(?\s*([{WEEKDAYS}])\s*(?:曜\s*日?)?\s*\)?\s*")
_GLOSS_ERA = re.compile(_ERA_YEAR)
_GLOSS_WESTERN = re.compile(rf"(?:西暦)?\s*({_WESTERN})")

_MONTH_ALONE = re.compile(
    rf"(?:{_ERA_MARK}\s*(?:元|[0-9０-９]{{1,2}}|[一二三四五六七八九十]{{1,3}})|[0-9０-９]{{4}})\s*年\s*"
    r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*月(?!\s*[0-9０-９一二三四五六七八九十])"
)
_HOW_TO_WRITE = "令和6年4月5日、R6.4.5、2024-04-05 のように、年から書いてください。"


def parse_date(text: str) -> date | None:
    """The first date written in `text`, or None.

    Reads eras and western years; full-width, half-width and kanji numbers; spaces inside; and a
    year given twice: 令和7年(2025年)6月16日. None when there is no date with its year, or when
    the first one does not exist (2月30日, 平成元年1月7日, two years that disagree).
    """
    match = _first_match(_plain(text))
    return _date_of(match) if match else None


def find_month(text: str) -> str:
    """The first month with its year in `text` that no day follows, as it is written (令和8年6月);
    "" where there is none."""
    found = _MONTH_ALONE.search(text)
    return found[0] if found and parse_date(f"{found[0]}1日") else ""


def parse_input(text: str) -> date:
    """The date typed into a form. Raises ValueError whose Japanese message says what to write."""
    plain = _plain(text).strip()
    if not plain:
        raise ValueError(f"日付を書いてください。{_HOW_TO_WRITE}")
    match = _first_match(plain)
    weekday = _WEEKDAY.fullmatch(plain, match.end()) if match else None
    if match is None or match.start() > 0 or (match.end() < len(plain) and weekday is None):
        raise ValueError(f"「{text.strip()}」は日付として読めません。{_HOW_TO_WRITE}")
    found = _date_of(match)
    if found is None:
        raise ValueError(f"「{text.strip()}」という日はありません。年月日を確かめてください。")
    if weekday and weekday[1] != WEEKDAYS[found.weekday()]:
        actual = format_era(found, weekday=False)
        raise ValueError(
            f"{actual}は{WEEKDAYS[found.weekday()]}曜日です。日付か曜日を確かめてください。"
        )
    return found


def format_era(day: date, *, weekday: bool = True, western: bool = False) -> str:
    """令和6年4月5日（金）; with `western` 令和6年（2024年）4月5日（金）.

    Days before 明治6年 are written with the western year alone.
    """
    era = _era_on(day)
    if era is None:
        year = f"{day.year}年"
    else:
        gloss = f"（{day.year}年）" if western else ""
        year = f"{era.name}{_year_in(era, day.year)}年{gloss}"
    suffix = f"（{WEEKDAYS[day.weekday()]}）" if weekday else ""
    return f"{year}{day.month}月{day.day}日{suffix}"


def fiscal_year(day: date) -> int:
    """The western year in which the fiscal year (会計年度) of `day` began, on 1 April."""
    return day.year if day.month >= 4 else day.year - 1


def fiscal_year_label(fiscal_year: int) -> str:
    """令和6年度 for 2024. Raises ValueError before 明治6年度 (1873)."""
    era = _era_of_fiscal_year(fiscal_year)
    return f"{era.name}{_year_in(era, fiscal_year)}年度"


def era_year_code(fiscal_year: int) -> str:
    """R6 for 2024, as numbers of requests begin (R6-0001). Raises ValueError before 1873."""
    era = _era_of_fiscal_year(fiscal_year)
    return f"{era.letter}{fiscal_year - era.year_one + 1}"


def _era_of_fiscal_year(fiscal_year: int) -> Era:
    """The newest era that began in that calendar year or before.

    A fiscal year in which the era changed is called by the new era throughout: 2019 is 令和元年度
    (R1) from 1 April on, as the government did after 申合せ 平成31年4月2日; 1988 stays 昭和63年度.
    """
    for era in ERAS:
        if max(era.year_one, era.first.year) <= fiscal_year:
            return era
    raise ValueError(f"{fiscal_year}年度は元号で書けません。1873年度以降を指定してください。")


def _era_on(day: date) -> Era | None:
    return next((era for era in ERAS if era.first <= day), None)


def _year_in(era: Era, western_year: int) -> str:
    number = western_year - era.year_one + 1
    return "元" if number == 1 else str(number)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_DASHES)


def _first_match(plain: str) -> re.Match[str] | None:
    matches = [match for form in _FORMS if (match := form.search(plain))]
    return min(matches, key=lambda match: match.start(), default=None)


def _date_of(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    era = _ERA_BY_MARK[parts["era"].upper()] if parts.get("era") else None
    year = era.year_one + _number(parts["era_year"]) - 1 if era else _number(parts["year"])
    glosses = [parts.get("early"), parts.get("gloss")]
    if any(gloss is not None and _gloss_year(gloss) != year for gloss in glosses):
        return None
    try:
        day = date(year, _number(parts["month"]), _number(parts["day"]))
    except ValueError:
        return None
    return day if era is None or era.first <= day <= era.last else None


def _gloss_year(gloss: str) -> int | None:
    """The western year said by what stands in brackets after a year."""
    if match := _GLOSS_WESTERN.fullmatch(gloss):
        return _number(match[1])
    if match := _GLOSS_ERA.fullmatch(gloss):
        return _ERA_BY_MARK[match["era"].upper()].year_one + _number(match["era_year"]) - 1
    return None


def _number(written: str) -> int:
    """The number written in digits, in kanji (二十三, 二〇二四) or as 元; -1 where it is none."""
    if written == "元":
        return 1
    if "十" not in written:
        return int("".join(str(_KANJI_DIGITS.get(sign, sign)) for sign in written))
    tens, _, ones = written.partition("十")
    if len(tens) > 1 or len(ones) > 1 or set("〇十") & set(tens + ones):
        return -1
    return _KANJI_DIGITS.get(tens, 1) * 10 + _KANJI_DIGITS.get(ones, 0)
