"""From which closed session to which: the two moments whose difference is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from issues.standing.moments import Moment


@dataclass(frozen=True)
class Span:
    """From the closing of one session to that of another, or to now (`later` is None). What
    counts after `since` and up to `until` is in it."""

    earlier: Moment
    later: Moment | None
    now: datetime

    @property
    def since(self) -> datetime:
        return self.earlier.at

    @property
    def until(self) -> datetime:
        return self.now if self.later is None else self.later.at

    @property
    def first_day(self) -> date:
        """What was said on this day or before was known at the earlier moment."""
        return self.earlier.on

    @property
    def last_day(self) -> date:
        return timezone.localtime(self.until).date()

    @property
    def in_order(self) -> bool:
        return self.since < self.until

    @property
    def is_one(self) -> bool:
        """Twice the same session."""
        return self.later is not None and self.later.meeting == self.earlier.meeting


def usual(offered: list[Moment]) -> tuple[Moment | None, Moment | None]:
    """What a reader wants to know first, of the moments that are offered: from the session before
    the last one to the last one; with a single closed session from that one to now; (None, None)
    without any."""
    if len(offered) > 1:
        return offered[-2], offered[-1]
    return (offered[0], None) if offered else (None, None)


def before(key: str, offered: list[Moment]) -> Moment | None:
    """The moment before that of the session with this key; None for the first and for others."""
    places = [place for place, each in enumerate(offered) if str(each.meeting.pk) == key]
    return offered[places[0] - 1] if places and places[0] else None
