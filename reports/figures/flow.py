"""How requests moved between two moments: from each status to each status.

新規 is a request that did not count yet at the first moment. One that came up and was withdrawn or
merged in between is not counted; neither is one that was so at both moments.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from issues.enums import LIVE, RequestStatus
from issues.standing.moments import Moment
from reports.figures import size_classes, tallies
from reports.figures.lines import Number
from reports.figures.scope import Scope
from reports.figures.size_classes import Split
from workflow.kept import grown

NEW = "new"
FROM = ((NEW, "新規"), *((status.value, status.label) for status in RequestStatus))
TO = tuple((status.value, status.label) for status in RequestStatus)
ENDED = (RequestStatus.WITHDRAWN, RequestStatus.MERGED)
"""From these a request comes back only where an end is taken back."""
HEAT = (1, 3, 5)


@dataclass(frozen=True)
class Cell:
    """How many went from one status to another (or stayed); `query` leads to them."""

    before: str
    before_label: str
    after: str
    after_label: str
    count: int
    query: str

    @property
    def stayed(self) -> bool:
        return self.before == self.after

    @property
    def heat(self) -> int:
        return sum(self.count >= least for least in HEAT)


@dataclass(frozen=True)
class Row:
    """All that had one status at first."""

    key: str
    label: str
    cells: tuple[Cell, ...]

    @property
    def total(self) -> int:
        return sum(cell.count for cell in self.cells)


@dataclass(frozen=True)
class Flow:
    """Two moments (None: now) and what went on between them."""

    earlier: Moment
    later: Moment | None
    rows: tuple[Row, ...]
    sums: tuple[Number, ...]
    sizes: Split

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)

    @property
    def moves(self) -> tuple[Cell, ...]:
        """Where something moved, the largest first."""
        cells = (cell for row in self.rows for cell in row.cells)
        return tuple(sorted((c for c in cells if c.count and not c.stayed), key=lambda c: -c.count))

    @property
    def moved(self) -> int:
        return sum(cell.count for cell in self.moves)

    @property
    def stayed(self) -> int:
        return self.total - self.moved

    @property
    def most(self) -> int:
        """The largest move, for the length of the bars."""
        return max((cell.count for cell in self.moves), default=1)


def pair(offered: list[Moment], earlier: Moment | None, later: Moment | None) -> Moment | None:
    """The earlier moment where none was chosen: the session closed before the later one; the last
    one closed when the later one is now. None when there is nothing to look back to."""
    if earlier is not None:
        return earlier
    before = [each for each in offered if later is None or each.at < later.at]
    return before[-1] if before else None


def flow_of(scope: Scope, earlier: Moment, later: Moment | None) -> Flow:
    """The flow over the scope (whose moment is the later one); the number of queries is fixed."""
    counts = _counts(scope, earlier)
    every = tuple(
        Row(key, label, tuple(_cell(key, label, to, counts, earlier, scope) for to in TO))
        for key, label in FROM
    )
    sums = tuple(Number(sum(counts[key, to] for key, _ in FROM), "", label) for to, label in TO)
    split = size_classes.split(tallies.tallies_of(scope), scope)
    shown = tuple(row for row in every if row.total or row.key not in ENDED)
    return Flow(earlier, later, shown, sums, split)


def rows(scope: Scope, earlier: Moment) -> Any:
    """Where the requests that are counted stand at the later moment, that of the scope, with
    `status_before` (NULL: new)."""
    found = scope.every_status().with_status_before(earlier)
    return found.filter(Q(status_before__in=LIVE) | Q(status__in=LIVE))


def between(found: Any, before: str, after: str) -> Any:
    """Of these `rows`, those of one cell; all with "" for either."""
    if before:
        is_new = Q(status_before__isnull=True)
        found = found.filter(is_new if before == NEW else Q(status_before=before))
    return found.filter(status=after) if after else found


def _counts(scope: Scope, earlier: Moment) -> Counter[tuple[str, str]]:
    """How many went from one status (`NEW`: none) to another; kept until the record grows."""
    found = rows(scope, earlier)
    return grown.kept(scope.request, "flow", found.values("pk"), lambda: _added(found, scope))


def _added(found: Any, scope: Scope) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    halves: tuple[Any, ...] = scope.apart(found)
    for half in halves:
        pairs = half.order_by().values_list("status_before", "status")
        for before, after, number in pairs.annotate(n=Count("pk")):
            counts[before or NEW, after] += number
    return counts


def _cell(
    before: str,
    before_label: str,
    to: tuple[str, str],
    counts: Counter[tuple[str, str]],
    earlier: Moment,
    scope: Scope,
) -> Cell:
    after, label = to
    query = scope.query(**{"from": str(earlier.meeting.pk), "before": before, "after": after})
    return Cell(before, before_label, after, label, counts[before, after], query)
