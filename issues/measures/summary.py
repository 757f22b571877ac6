"""全体の状況: points by statuses, how the requests were answered, and what to look at next."""

from __future__ import annotations

from dataclasses import dataclass, replace

from issues import counting
from issues.counting import Matrix
from issues.measures import attention, size_classes
from issues.measures.attention import Item
from issues.measures.facts import load
from issues.measures.lines import Line, line
from issues.measures.scope import Scope
from issues.measures.size_classes import Split


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


def of(scope: Scope) -> Board:
    """The summary over the scope, in a fixed number of queries."""
    everything = load(scope.everywhere())
    facts = [fact for fact in everything if not scope.size or fact.kind in scope.kinds]
    every_point = replace(scope, point=None)
    return Board(
        matrix=counting.matrix(every_point.every_status(), scope.moment, forum=scope.forum),
        more=replace(every_point, moment=None).query(),
        total=line("計", "", facts, scope),
        items=() if scope.moment else attention.of(facts, scope),
        sizes=size_classes.split(everything, scope),
    )
