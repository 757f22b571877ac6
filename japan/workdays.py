"""Business days (営業日) of public offices.

Left out are Saturdays, Sundays, national holidays (国民の祝日に関する法律) and 29 December to
3 January (行政機関の休日に関する法律 1条1項3号).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import jpholiday

HolidayName = Callable[[date], str | None]
"""Gives the name of the holiday on a day, or None; a dictionary's `get` is one."""

_WEEKEND = {5: "土曜日", 6: "日曜日"}
_FARTHEST = 10_000


@dataclass(frozen=True)
class LeftOutDay:
    """A day that does not count, and why, in Japanese (土曜日, こどもの日, 年末年始の休日)."""

    day: date
    reason: str


@lru_cache(maxsize=20_000)
def national_holiday(day: date) -> str | None:
    """The name of the national holiday on `day` (振替休日 and 国民の休日 included), or None."""
    name: str | None = jpholiday.is_holiday_name(day)
    return name


def reason_left_out(day: date, *, holidays: HolidayName = national_holiday) -> str | None:
    """Why public offices are closed on `day`, or None on a business day."""
    if holiday := holidays(day):
        return holiday
    if (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3):
        return "年末年始の休日"
    return _WEEKEND.get(day.weekday())


def is_business_day(day: date, *, holidays: HolidayName = national_holiday) -> bool:
    """Whether public offices are open on `day`."""
    return reason_left_out(day, holidays=holidays) is None


def add_business_days(
    start: date, days: int, *, holidays: HolidayName = national_holiday
) -> tuple[date, tuple[LeftOutDay, ...]]:
    """The day `days` business days after `start`, and the days left out on the way, in order.

    The day itself does not count (初日不算入, 民法140条): one business day after a Friday is the
    Monday. With 0 it is `start`, or the next business day where `start` is none. Raises ValueError
    for a negative number or one that no due date needs (more than 10,000).
    """
    if not 0 <= days <= _FARTHEST:
        raise ValueError(f"営業日数は0から{_FARTHEST}までの数で指定してください。")
    left_out: list[LeftOutDay] = []
    day = start if days == 0 else start + timedelta(days=1)
    remaining = max(days, 1)
    while True:
        reason = reason_left_out(day, holidays=holidays)
        if reason is None:
            remaining -= 1
        else:
            left_out.append(LeftOutDay(day, reason))
        if remaining == 0:
            return day, tuple(left_out)
        day += timedelta(days=1)
