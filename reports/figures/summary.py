"""全体の状況: points by statuses, how the requests were answered, and what to look at next."""

from __future__ import annotations

from dataclasses import dataclass, replace

from issues.standing import counting
from issues.standing.counting import Matrix
from reports.figures import attention, size_classes, tallies
from reports.figures.attention import Item
from reports.figures.lines import Line, line
from reports.figures.scope import Scope
from reports.figures.size_classes import Split


@dataclass(frozen=True)
class Board:
    """The first of the dashboards. `items` are empty in a view of the past: they are for now.
    The matrix shows every point; `more` are the conditions that its numbers need besides, as
    `size=town`."""

    matrix: Matrix
    more: str
    total: Line
    items: tuple[Item, ...]
    sizes: Split


def board_of(scope: Scope) -> Board:
    """The summary over the scope, in a fixed number of queries."""
    counted = tallies.tallies_of(scope)
    every_point = replace(scope, point=None)
    return Board(
        matrix=counting.matrix(every_point.every_status(), scope.moment, forum=scope.forum),
        more=replace(every_point, moment=None).query(),
        total=line("計", "", counted.total, scope),
        items=() if scope.moment else attention.items_of(counted, scope),
        sizes=size_classes.split(counted, scope),
    )
