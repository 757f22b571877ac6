"""Due dates: given as a date or in business days, with the way they were computed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from japan.eras import format_era
from japan.workdays import add_business_days, reason_left_out

RECONSIDERATION_DAYS = 10
"""Business days a ministry has for a further round: about two weeks, as in 規制改革 practice."""


FAR_AHEAD = 3
"""Years. A due date farther off is more likely a slip of the pen."""


@dataclass(frozen=True)
class DueDate:
    """A day, and how it was computed: None for a day that was simply named, else
    {"from": iso, "business_days": n, "left_out": [[iso, reason], …]}."""

    on: date
    basis: dict[str, Any] | None = None


def named(on: date) -> DueDate:
    """A day somebody named."""
    return DueDate(on)


def in_business_days(days: int, *, start: date) -> DueDate:
    """`days` business days after `start`. Raises ValueError as `add_business_days` does."""
    on, left_out = add_business_days(start, days)
    return DueDate(
        on,
        {
            "from": start.isoformat(),
            "business_days": days,
            "left_out": [[d.day.isoformat(), d.reason] for d in left_out],
        },
    )


def oddities(on: date, *, today: date) -> list[str]:
    """What is unusual about a due date, in Japanese, for whoever sets it to look at again: a day
    gone by, one on which offices are closed, one that is years off. Empty for most days."""
    words = []
    if on < today:
        words.append(f"{format_era(on)}は、{(today - on).days}日前の、過ぎた日です。")
    if on.year - today.year > FAR_AHEAD:
        words.append(f"{format_era(on)}は、{on.year - today.year}年先です。")
    if reason := reason_left_out(on):
        opens, _ = add_business_days(on, 0)
        words.append(
            f"{format_era(on)}は「{reason}」で、役所は休みです。次に開く日は{format_era(opens)}です。"
        )
    return words
