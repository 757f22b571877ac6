"""By prefecture and by size class: who asks, who is answered, how soon, and with what outcome.

A prefecture's requests are its own and those of its municipalities; those of associations belong
to none. Answered: the first reply is there for the reader to see. Days: from the day on which the
request was first put to a ministry to that of the first reply, whichever ministry gave it.
"""

from __future__ import annotations

from dataclasses import dataclass

from organizations.enums import OrganizationKind
from organizations.models import Organization
from reports.figures import facts, size_classes, tallies, tiles
from reports.figures.lines import OUTCOMES, Line, line
from reports.figures.scope import Scope
from reports.figures.size_classes import Split
from reports.figures.tallies import Tallies
from reports.figures.tiles import Tile

HEAT = (1, 3, 5)
"""From how many requests on a tile is drawn more heavily."""

SORTS = {
    "place": "北から",
    "-total": "要望の多い順",
    "-answered": "回答の多い順",
    "-rate": "回答率の高い順",
    "days": "日数の短い順",
}
"""Orders of the table, by their keys in the address."""


@dataclass(frozen=True)
class Prefecture:
    """A prefecture with its counts and its place on the map."""

    organization: Organization
    line: Line
    tile: Tile

    @property
    def short_name(self) -> str:
        """As a tile has room for it: without 都, 府 or 県."""
        name = self.organization.name
        return name if name == "北海道" else name[:-1]

    @property
    def heat(self) -> int:
        return sum(self.line.total.count >= least for least in HEAT)

    @property
    def words(self) -> str:
        """What the tile says to those who hear it."""
        total, answered = self.line.total.count, self.line.answered.count
        return f"{self.organization.name} 要望 {total}件 回答済 {answered}件"


@dataclass(frozen=True)
class Board:
    """The map and its twin, `rows` in the order asked for; `sizes` with the share taking part."""

    prefectures: tuple[Prefecture, ...]
    rows: tuple[Prefecture, ...]
    sorted_by: str
    total: Line
    sizes: Split
    outcomes: tuple[str, ...] = tuple(OUTCOMES.values())
    extent: tuple[int, int] = (0, 0)


def board_of(scope: Scope, *, sort: str = "") -> Board:
    """The places over the scope; the number of queries is fixed."""
    counted = tallies.tallies_of(scope, facts.PREFECTURE)
    found = _prefectures(counted, scope)
    sorted_by = sort if sort in SORTS else "place"
    return Board(
        prefectures=found,
        rows=_in_order(found, sorted_by),
        sorted_by=sorted_by,
        total=line("計", "", counted.total, scope),
        sizes=size_classes.split(counted, scope, taking_part=True),
        extent=tiles.extent(),
    )


def _prefectures(counted: Tallies, scope: Scope) -> tuple[Prefecture, ...]:
    layout = tiles.layout()
    rows = Organization.objects.filter(kind=OrganizationKind.PREFECTURE).order_by(
        "position", "code"
    )
    return tuple(
        Prefecture(
            each,
            line(each.name, each.code, counted.of_part(each.pk), scope, prefecture=each.code),
            layout[each.name],
        )
        for each in rows
    )


def _in_order(found: tuple[Prefecture, ...], sort: str) -> tuple[Prefecture, ...]:
    keys = {
        "place": lambda each: 0,
        "-total": lambda each: -each.line.total.count,
        "-answered": lambda each: -each.line.answered.count,
        "-rate": lambda each: -(-1 if each.line.answer_rate is None else each.line.answer_rate),
        "days": lambda each: (each.line.days.median is None, each.line.days.median),
    }
    return tuple(sorted(found, key=keys[sort]))
