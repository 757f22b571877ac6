"""By ministry: what it was asked, whether and how fast it answered, how far its dates slipped.

- asked: live requests from 論点整理済 on that it leads (today, also in a view of the past)
- answered in time, late: its first reply to the request, against the date in force at that moment;
  a correction or a later round changes nothing
- other: the first reply came from a ministry that led the request before
- none: no first reply that the reader sees
- overdue: a reply is owed in any round and its date has passed
- dated: of the newest replies, those that say by when
- days: from the day on which the request was last put to this ministry to that of its first reply
- slipped: days by which due dates of requests were moved while the ministry owed the reply
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Sum

from issues.models import DueChange
from organizations.models import Organization
from reports.figures import facts, size_classes, tallies
from reports.figures.lines import Line, line
from reports.figures.scope import Scope
from reports.figures.size_classes import Split
from reports.figures.tallies import Tallies


@dataclass(frozen=True)
class Ministry:
    """One ministry with its counts; None: all together. `changes` of due dates, `slipped` days."""

    organization: Organization | None
    line: Line
    changes: int
    slipped: int


@dataclass(frozen=True)
class Board:
    """All ministries with something to count, in the official order, their total, and the size
    classes beside them."""

    ministries: tuple[Ministry, ...]
    total: Ministry
    sizes: Split

    @property
    def few(self) -> tuple[str, ...]:
        """Names of the ministries with too little to be compared."""
        return tuple(each.line.label for each in self.ministries if each.line.few)


def board_of(scope: Scope) -> Board:
    """The ministries over the scope; the number of queries does not grow."""
    counted = tallies.tallies_of(scope, facts.MINISTRY)
    slips = _slips(scope)
    asked = {key for key, tally in counted.parts.items() if any(tally.first.values())}
    found = Organization.objects.filter(pk__in=asked | set(slips)).order_by("position", "code")
    total = (sum(n for n, _ in slips.values()), sum(days for _, days in slips.values()))
    return Board(
        ministries=tuple(_ministry(each, counted, scope, slips) for each in found),
        total=Ministry(None, line("計", "", counted.total, scope), *total),
        sizes=size_classes.split(counted, scope),
    )


def _ministry(
    organization: Organization,
    counted: Tallies,
    scope: Scope,
    slips: dict[int, tuple[int, int]],
) -> Ministry:
    code, tally = organization.code, counted.of_part(organization.pk)
    own = line(organization.name, code, tally, scope, ministry=code)
    return Ministry(organization, own, *slips.get(organization.pk, (0, 0)))


def _slips(scope: Scope) -> dict[int, tuple[int, int]]:
    changes = (
        DueChange.objects.filter(
            local_request__in=scope.requests().order_by().values("local_request"),
            changed_at__lte=scope.at,
        )
        .exclude(slip__marked_at__lte=scope.at)
        .order_by()
    )
    rows = changes.values_list("ministry").annotate(n=Count("pk"), days=Sum("days"))
    return {ministry: (number, days) for ministry, number, days in rows}
