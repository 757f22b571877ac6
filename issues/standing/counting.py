"""Counts that pages show, each with the condition that leads to the rows behind it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet

from issues.enums import LIVE, RequestStatus
from issues.models import DiscussionPoint, Forum
from issues.querysets.standings import StandingQuerySet
from issues.standing import as_of
from issues.standing.moments import Moment

HEAT = (1, 3, 5)
"""From how many requests on a cell of the matrix gets a darker background."""


@dataclass(frozen=True)
class Cell:
    """How many requests have a status, and how dark the cell is (0–3)."""

    status: str
    label: str
    count: int

    @property
    def heat(self) -> int:
        return sum(self.count >= least for least in HEAT)


@dataclass(frozen=True)
class Row:
    """A discussion point with its counts; `total` counts each of its requests once."""

    point: DiscussionPoint
    cells: tuple[Cell, ...]

    @property
    def total(self) -> int:
        return sum(cell.count for cell in self.cells)


@dataclass(frozen=True)
class Matrix:
    """Points by statuses. A request of two points counts in both rows, but once below. `moment` is
    the one that it looks back to, None for now."""

    rows: tuple[Row, ...]
    sums: tuple[Cell, ...]
    moment: Moment | None = None

    @property
    def total(self) -> int:
        return sum(cell.count for cell in self.sums)


def matrix(
    standings: StandingQuerySet, moment: Moment | None = None, *, forum: Forum | None = None
) -> Matrix:
    """The live ones of these standings of a 協議の場 (None: of all) by point and status, in two
    queries; `moment` is when they stood so, and the points with them. A retired point has a row as
    long as it has requests."""
    points: QuerySet[Any] = DiscussionPoint.objects.of_forum(forum)
    points = points.annotate(status_then=F("status"))
    if moment is not None:
        points = as_of.points(moment, forum)
    live = standings.of_forum(forum).live().order_by()
    by_point: Counter[tuple[int, str]] = Counter()
    by_status: Counter[str] = Counter()
    for keys, status, number in live.values_list("points", "status").annotate(n=Count("*")):
        by_status[status] += number
        by_point.update({(key, status): number for key in keys})
    found = tuple(
        Row(point, tuple(cell(status, by_point[point.pk, status]) for status in LIVE))
        for point in as_of.shown(points)
    )
    found = tuple(row for row in found if row.total or _counts(row.point, moment))
    return Matrix(found, tuple(cell(status, by_status[status]) for status in LIVE), moment)


def _counts(point: DiscussionPoint, moment: Moment | None) -> bool:
    """Whether it was not retired yet."""
    gone = point.retired_on
    return gone is None or (moment is not None and gone > moment.on)


def cell(status: RequestStatus, count: int) -> Cell:
    """So many requests of a status."""
    return Cell(status.value, status.label, count)
