"""Due dates: given as a date or in business days, with the way they were computed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from japan.workdays import add_business_days

RECONSIDERATION_DAYS = 10
"""Business days a ministry has for a further round: about two weeks, as in 規制改革 practice."""


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
