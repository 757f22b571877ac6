"""A day as people say it: 12/18, 12月18日（金）, 明日, 来週金曜, 来月末, R8.12.18.

What can be meant in two ways is refused with a sentence that says how to write it; nothing is
guessed. `today` is given; a day without its year lies ahead of it.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta

from japan import eras
from japan.eras import WEEKDAYS, format_era

JUST_PAST = 92
"""Days. A day without its year that went by less than three months ago may be meant as it was."""

_NEAR = {
    "今日": 0,
    "本日": 0,
    "きょう": 0,
    "明日": 1,
    "あした": 1,
    "あす": 1,
    "明後日": 2,
    "あさって": 2,
}
_WEEKS = {"今週": 0, "来週": 1, "再来週": 2}
_MONTHS = {"今月": 0, "来月": 1, "再来月": 2}
_MONTH_DAY = re.compile(
    r"(?:(?P<month>[0-9]{1,2})\s*/\s*(?P<day>[0-9]{1,2})|"
    r"(?P<m>[0-9]{1,2})\s*月\s*(?P<d>[0-9]{1,2})\s*日)"
    rf"\s*(?:\(?\s*(?P<weekday>[{WEEKDAYS}])\s*(?:曜\s*日?)?\s*\)?)?"
)
_OF_WEEK = re.compile(rf"(?P<week>再来週|来週|今週)の?\s*(?P<weekday>[{WEEKDAYS}])(?:曜日?)?")
_OF_MONTH = re.compile(
    r"(?P<month>再来月|来月|今月)の?\s*(?:(?P<day>[0-9]{1,2})\s*日|(?P<end>末日?))"
)
_WEEKDAY_ALONE = re.compile(rf"(?:次の)?\s*([{WEEKDAYS}])曜日?")


def parse_day(text: str, *, today: date) -> date:
    """The day meant by what was typed. Raises ValueError whose Japanese message says what to
    write instead."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in _NEAR:
        return today + timedelta(days=_NEAR[plain])
    if match := _MONTH_DAY.fullmatch(plain):
        return _without_year(match, plain, today)
    if match := _OF_WEEK.fullmatch(plain):
        return _of_week(match, plain, today)
    if match := _OF_MONTH.fullmatch(plain):
        return _of_month(match, plain, today)
    if plain == "年度末":
        return date(eras.fiscal_year(today) + 1, 3, 31)
    _refuse_unclear(plain, today)
    return eras.parse_input(text)


def _without_year(match: re.Match[str], plain: str, today: date) -> date:
    month, day = int(match["month"] or match["m"]), int(match["day"] or match["d"])
    found = _day(today.year, month, day)
    if found is None:
        raise ValueError(_no_such(plain, month, day, today))
    if found < today:
        if (today - found).days <= JUST_PAST:
            then, next_year = (format_era(d, weekday=False) for d in (found, _later(found)))
            raise ValueError(
                f"「{plain}」は過ぎた日です。{then}か{next_year}か、年から書いてください。"
            )
        found = _later(found)
    if match["weekday"] and match["weekday"] != WEEKDAYS[found.weekday()]:
        raise ValueError(
            f"{format_era(found, weekday=False)}は{WEEKDAYS[found.weekday()]}曜日です。"
            "日付か曜日を確かめてください。"
        )
    return found


def _no_such(plain: str, month: int, day: int, today: date) -> str:
    if (month, day) == (2, 29):
        return f"「{plain}」は今年はありません。年から書いてください。"
    if 1 <= day <= 12 and 12 < month <= 31:
        return f"「{plain}」は読めません。月、日の順に書いてください（例：{day}/{month}）。"
    return f"「{plain}」という日はありません。月と日を確かめてください。"


def _later(day: date) -> date:
    """The same day a year later; 28 February for the 29th."""
    return _day(day.year + 1, day.month, day.day) or date(day.year + 1, 2, 28)


def _of_week(match: re.Match[str], plain: str, today: date) -> date:
    monday = today - timedelta(days=today.weekday())
    found = monday + timedelta(weeks=_WEEKS[match["week"]], days=WEEKDAYS.index(match["weekday"]))
    # Whether a week begins on Sunday or on Monday, people do not agree.
    if today.weekday() == 6 or match["weekday"] == "日":
        either = (found, found + timedelta(weeks=1 if today.weekday() == 6 else -1))
        first, second = (format_era(d) for d in sorted(either))
        raise ValueError(f"「{plain}」は、{first}とも{second}とも読めます。日付で書いてください。")
    return found


def _of_month(match: re.Match[str], plain: str, today: date) -> date:
    months = today.year * 12 + today.month - 1 + _MONTHS[match["month"]]
    year, month = months // 12, months % 12 + 1
    last = monthrange(year, month)[1]
    found = _day(year, month, last if match["end"] else int(match["day"]))
    if found is None:
        raise ValueError(f"「{plain}」という日はありません。{month}月は{last}日までです。")
    return found


def _refuse_unclear(plain: str, today: date) -> None:
    if match := _WEEKDAY_ALONE.fullmatch(plain):
        day = match[1]
        raise ValueError(
            f"「{plain}」だけでは、いつの週か分かりません。「来週{day}曜」か日付で書いてください。"
        )
    if plain in _WEEKS:
        raise ValueError(
            f"「{plain}」だけでは、何曜日か分かりません。「{plain}金曜」のように書いてください。"
        )
    if plain in _MONTHS or plain == "月末":
        month = "今月" if plain == "月末" else plain
        raise ValueError(
            f"「{plain}」だけでは、何日か分かりません。「{month}末」「{month}20日」のように書いてください。"
        )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
