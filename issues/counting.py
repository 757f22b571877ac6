"""Counts that pages show, each with the condition that leads to the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from issues.enums import LIVE, RequestStatus
from issues.models import DiscussionPoint, LocalRequest
from organizations.enums import LOCAL_GOVERNMENTS, OrganizationKind

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
    """Points by statuses. A request of two points counts in both rows, but once below."""

    rows: tuple[Row, ...]
    sums: tuple[Cell, ...]

    @property
    def total(self) -> int:
        return sum(cell.count for cell in self.sums)


def matrix(requests: QuerySet[LocalRequest]) -> Matrix:
    """The live ones of these requests by point and status, in three queries."""
    live = requests.filter(status__in=LIVE).order_by()
    by_point: dict[tuple[int, str], int] = {
        (row["points"], row["status"]): row["n"]
        for row in live.values("points", "status").annotate(n=Count("pk", distinct=True))
    }
    by_status = {row["status"]: row["n"] for row in live.values("status").annotate(n=Count("pk"))}
    rows = tuple(
        Row(point, tuple(_cell(status, by_point.get((point.pk, status), 0)) for status in LIVE))
        for point in DiscussionPoint.objects.all()
    )
    return Matrix(rows, tuple(_cell(status, by_status.get(status, 0)) for status in LIVE))


@dataclass(frozen=True)
class SizeCount:
    """How many requests came from organizations of one kind."""

    kind: str
    label: str
    count: int


def by_size(requests: QuerySet[LocalRequest]) -> tuple[SizeCount, ...]:
    """The live ones of these requests by size class, classes without any included, in one query:
    an average over all hides the small ones."""
    live = requests.filter(status__in=LIVE).order_by()
    counts = {
        row["organization__kind"]: row["n"]
        for row in live.values("organization__kind").annotate(n=Count("pk", distinct=True))
    }
    kinds = (*LOCAL_GOVERNMENTS, OrganizationKind.ASSOCIATION)
    return tuple(SizeCount(kind.value, kind.label, counts.get(kind, 0)) for kind in kinds)


def _cell(status: RequestStatus, count: int) -> Cell:
    return Cell(status.value, status.label, count)
