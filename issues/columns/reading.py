"""Small readers that several columns share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from issues.columns.sources import Now, Then


def kept(name: str) -> Callable[[Then], Any]:
    """What the record holds under a name; "" where a report of its time did not hold it yet."""
    return lambda source: source.record.get(name, "")


def day_kept(name: str) -> Callable[[Then], date | None]:
    """The same as a day."""
    return lambda source: day(source.record.get(name, ""))


def day(text: str) -> date | None:
    """A day as records hold it."""
    return date.fromisoformat(text) if text else None


def answered(name: str, none: Any = "") -> Callable[[Now], Any]:
    """A field of the newest reply; `none` without one."""

    def read(source: Now) -> Any:
        return none if source.answer is None else getattr(source.answer, name)

    return read


def nothing(source: Now | Then) -> None:
    """Of what reports do not hold."""
