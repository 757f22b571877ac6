"""The counts and medians of groups of requests: of each ministry or prefecture, of each size class,
of all. PostgreSQL counts; what comes out are as many rows as there are groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

from issues.enums import LIVE
from issues.filters import sizes
from issues.standing import outcomes
from issues.standing.outcomes import FIRST_REPLIES
from organizations.enums import TOWNS_AND_VILLAGES, OrganizationKind
from reports.figures import facts
from reports.figures.scope import Scope
from workflow.kept import grown

FEW = 5
"""With fewer replies than this, a median or a share says nothing about a group."""


@dataclass(frozen=True)
class Days:
    """How long replies took: the median of `n` of them; None without any."""

    n: int
    median: float | None

    @property
    def few(self) -> bool:
        """Too few to be read."""
        return 0 < self.n < FEW

    @property
    def words(self) -> str:
        """12日, 12.5日."""
        return "" if self.median is None else f"{self.median:g}日"


@dataclass(frozen=True)
class Tally:
    """One group. `overdue` counts any round; `first` by what became of the first reply, without
    those that nothing was asked for; `dated`: newest replies that say by when; `days` until the
    first reply, `days_of_lead` those that the ministry in charge took for it."""

    total: int = 0
    overdue: int = 0
    dated: int = 0
    statuses: Mapping[str, int] = field(default_factory=dict)
    first: Mapping[str, int] = field(default_factory=dict)
    outcomes: Mapping[str, int] = field(default_factory=dict)
    days: Days = Days(0, None)
    days_of_lead: Days = Days(0, None)


NOTHING = Tally()


@dataclass(frozen=True)
class Tallies:
    """`total` and `parts` (by the key of the group) are of the size that the scope has; `sizes`,
    by the keys of `issues.filters.sizes`, of every size."""

    total: Tally
    parts: Mapping[int, Tally]
    sizes: Mapping[str, Tally]

    def of_part(self, key: int) -> Tally:
        return self.parts.get(key, NOTHING)

    def of_size(self, key: str) -> Tally:
        return self.sizes.get(key, NOTHING)


_COUNTED: tuple[tuple[str, str, Sequence[str]], ...] = (
    ("status", "statuses", [status.value for status in LIVE]),
    ("first_shown", "first", [key for key in FIRST_REPLIES if key != outcomes.ANY]),
    ("outcome", "outcomes", list(outcomes.LABELS)),
)
"""Columns of a cell, and the values of each that are counted."""

# Cells are those of parts and those of sizes, each once with what is counted and once for each of
# the two lengths of time: then as few numbers have to be added up as there are groups. A cell of a
# size belongs to all, too, if it is of the size chosen. The median of a pile of numbers is the mean
# of the last one of its lower half and the first one of its upper half.
_QUESTION = """
SELECT * FROM (
WITH cells AS MATERIALIZED (
    SELECT {part} AS part, size, status, first_shown, outcome, dated_shown, is_overdue, shown_days,
        shown_days_of_lead, COUNT(*) AS n,
        GROUPING(status, shown_days, shown_days_of_lead) AS sort_of_cell
    FROM ({facts}) AS facts GROUP BY GROUPING SETS ({groups})
),
counted AS (
    SELECT part, size, status, first_shown, outcome, dated_shown, is_overdue, n
    FROM cells WHERE sort_of_cell = 3
),
took AS (
    SELECT part, size, 'days' COLLATE "C" AS what, shown_days AS length, n
    FROM cells WHERE sort_of_cell = 5 AND shown_days IS NOT NULL
    UNION ALL
    SELECT part, size, 'days_of_lead', shown_days_of_lead, n
    FROM cells WHERE sort_of_cell = 6 AND shown_days_of_lead IS NOT NULL
),
numbers AS (
    SELECT sort, key, SUM(n)::bigint AS total, {numbers}
    FROM counted CROSS JOIN LATERAL {belonging} GROUP BY 1, 2
),
piled AS (
    SELECT sort, key, what, length, SUM(n)::bigint AS n
    FROM took CROSS JOIN LATERAL {belonging} GROUP BY 1, 2, 3, 4
),
ranked AS (
    SELECT sort, key, what, length,
        SUM(n) OVER (PARTITION BY sort, key, what ORDER BY length) AS upto,
        SUM(n) OVER (PARTITION BY sort, key, what) AS every
    FROM piled
),
middles AS (
    SELECT sort, key, what, MAX(every)::bigint AS n, (
        MIN(length) FILTER (WHERE upto * 2 >= every) + MIN(length) FILTER (WHERE upto * 2 > every)
    ) / 2.0::float8 AS median
    FROM ranked GROUP BY 1, 2, 3
)
SELECT numbers.*, whole.n, whole.median, lead.n AS n_of_lead, lead.median AS median_of_lead
FROM numbers
LEFT JOIN middles AS whole
    ON (whole.sort, whole.key, whole.what) = (numbers.sort, numbers.key, 'days')
LEFT JOIN middles AS lead
    ON (lead.sort, lead.key, lead.what) = (numbers.sort, numbers.key, 'days_of_lead')
) AS tallies
"""
_CELLS = (
    "({group}, status, first_shown, outcome, dated_shown, is_overdue)",
    "({group}, shown_days)",
    "({group}, shown_days_of_lead)",
)
_BELONGING = """(
    SELECT sort COLLATE "C" AS sort, key COLLATE "C" AS key FROM (
        VALUES ('part', part::text), ('size', size), ('size', CASE WHEN size = ANY(%s) THEN %s END),
            ('all', CASE WHEN size = ANY(%s) THEN '' END)
    ) AS groups (sort, key)
    WHERE key IS NOT NULL
) AS belonging"""


def tallies_of(scope: Scope, by: Any = None) -> Tallies:
    """The groups of a scope (`by`: `facts.MINISTRY` or `facts.PREFECTURE`), in one query; kept
    until the record grows."""
    rows = facts.facts_of(scope, by)
    key = "tallies", by is not None, scope.kinds
    return grown.kept(scope.request, key, rows, lambda: _asked(rows, scope, parts=by is not None))


def of_ministry(scope: Scope, ministry: int) -> Tally:
    """Of what a ministry leads."""
    return _asked(facts.facts_of(scope, lead_ministry=ministry), scope).total


def of_asker(scope: Scope, organization: int) -> Tally:
    """Of what an organization asked."""
    return _asked(facts.facts_of(scope, organization=organization), scope).total


def _asked(rows: Any, scope: Scope, *, parts: bool = False) -> Tallies:
    found: dict[str, dict[str, Tally]] = {"all": {}, "part": {}, "size": {}}
    try:
        counted, params = rows.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return Tallies(NOTHING, {}, {})
    cells = [cell.format(group=group) for cell in _CELLS for group in ("size", "part")[: 1 + parts]]
    question = _QUESTION.format(
        part="part" if parts else "NULL::bigint",
        facts=counted,
        groups=", ".join(cells),
        numbers=_numbers(),
        belonging=_BELONGING,
    )
    towns = [kind.value for kind in TOWNS_AND_VILLAGES]
    chosen: list[Any] = [towns, sizes.TOGETHER, list(scope.kinds or OrganizationKind.values)]
    values = [value for _, _, values in _COUNTED for value in values]
    with connection.cursor() as cursor:
        cursor.execute(question, [*params, *values, *chosen, *chosen])
        for sort, key, *numbers in cursor.fetchall():
            found[sort][key] = _tally(numbers)
    by_part = {int(key): tally for key, tally in found["part"].items()}
    return Tallies(found["all"].get("", NOTHING), by_part, found["size"])


def _numbers() -> str:
    counts = ["SUM(n) FILTER (WHERE is_overdue)", "SUM(n) FILTER (WHERE dated_shown)"]
    for column, _, values in _COUNTED:
        counts += [f"SUM(n) FILTER (WHERE {column} = %s)"] * len(values)
    return ", ".join(f"COALESCE({each}, 0)::bigint AS c{n}" for n, each in enumerate(counts))


def _tally(numbers: Sequence[Any]) -> Tally:
    total, overdue, dated, *rest = numbers
    counts: dict[str, dict[str, int]] = {}
    for _, name, values in _COUNTED:
        counts[name] = dict(zip(values, rest, strict=False))
        rest = rest[len(values) :]
    n, median, n_of_lead, median_of_lead = rest
    return Tally(
        total,
        overdue,
        dated,
        **counts,
        days=Days(n or 0, median),
        days_of_lead=Days(n_of_lead or 0, median_of_lead),
    )
