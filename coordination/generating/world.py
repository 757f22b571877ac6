"""What generated requests stand in: organizations, people, points, time, and the keys they get."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, pairwise
from random import Random

from issues.standing.record import Names
from japan.eras import era_year_code, fiscal_year

KEYS_EACH = 512
"""Keys kept for what hangs on one request: more than any life needs."""
GROWTH = 0.7
"""Below 1: there are more requests lately than at first."""


@dataclass(frozen=True)
class Party:
    """An organization, and who acts for it."""

    key: int
    name: str
    full_name: str
    person: int
    role: str


@dataclass(frozen=True)
class Choice:
    """Some things of which the first ones are drawn much more often than the last ones."""

    things: Sequence[Party]
    upto: Sequence[float]

    @classmethod
    def among(cls, things: Sequence[Party], steepness: float) -> Choice:
        """`steepness` 0: all alike; 1: a thing comes up as rarely as its place is far back."""
        weights = ((place + 3) ** -steepness for place in range(len(things)))
        return cls(things, tuple(accumulate(weights)))

    def draw(self, draw: Random) -> Party:
        """One of them."""
        return self.things[self.place(draw)]

    def place(self, draw: Random) -> int:
        """The place of one of them."""
        place = bisect_right(self.upto, draw.random() * self.upto[-1])
        return min(place, len(self.things) - 1)


@dataclass(frozen=True)
class World:
    """All that the life of a request is made from, so that another process can make it, too."""

    seed: int
    requests: int
    each: int
    """So many requests, one after another, have the same life (`copies`)."""
    begins: date
    until: datetime
    first_key: int
    first_of_years: Mapping[int, int]
    """Fiscal year → index of its first request."""
    keys_after: int
    """Keys of all that hangs on requests are above this one."""
    kinds: Mapping[str, int]
    """Content types by model."""
    names: Names
    forum: int
    """The key of the 協議の場 that all of it belongs to."""
    points: Sequence[str]
    """Codes, the most frequent ones first."""
    secretariat: Party
    askers: Choice
    ministries: Choice

    def said_on(self, index: int) -> date:
        """The day of the request with this index; later ones never come before. No weekends."""
        return _day(index, self.requests, self.begins, self.until)

    def number(self, index: int) -> str:
        """Its number for life."""
        year = fiscal_year(self.said_on(index))
        return f"{era_year_code(year)}-{index - self.first_of_years[year] + 1:04d}"

    def point(self, code: str) -> int:
        """The key of the point with this code."""
        return self.names.points[self.forum][code]

    def last_serials(self) -> dict[int, int]:
        """Fiscal year → a number in it after which none was given. Who shares a life that began
        before the year ended has a number of that year."""
        starts = [*sorted(self.first_of_years.items()), (9999, self.requests)]
        return {year: nxt - first + self.each - 1 for (year, first), (_, nxt) in pairwise(starts)}


def first_of_years(requests: int, begins: date, until: datetime) -> dict[int, int]:
    """The index of the first request of each fiscal year."""
    found: dict[int, int] = {}
    low = 0
    while low < requests:
        year = fiscal_year(_day(low, requests, begins, until))
        found[year] = low
        high = requests
        while low < high:
            middle = (low + high) // 2
            if fiscal_year(_day(middle, requests, begins, until)) > year:
                high = middle
            else:
                low = middle + 1
    return found


def _day(index: int, requests: int, begins: date, until: datetime) -> date:
    days = (until.date() - begins).days
    day = begins + timedelta(days=int(days * (index / requests) ** GROWTH))
    return day - timedelta(days=max(0, day.weekday() - 4))


def office_hours(day: date, draw: Random) -> datetime:
    """A second between nine and six of a working day in Japan, that day or the Monday after."""
    if day.weekday() > 4:
        day += timedelta(days=7 - day.weekday())
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(
        seconds=int(draw.random() * 32_400)
    )
