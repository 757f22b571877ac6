"""What is counted of each request, from which every dashboard counts."""

from __future__ import annotations

from typing import Any

from django.db.models import BigIntegerField, Case, F, Q, Value, When
from django.db.models.functions import Cast

from issues.querysets.standings import StandingQuerySet
from issues.standing.state import NONE, OTHER
from organizations.enums import OrganizationKind
from reports.figures.scope import Scope

MINISTRY = F("lead_ministry")
PREFECTURE = Case(
    When(organization__kind=OrganizationKind.PREFECTURE, then=F("organization")),
    default=F("organization__prefecture"),
)
"""What requests are grouped by: key of the ministry that leads them; key of the prefecture that
they are from, NULL for those of associations."""


def facts_of(scope: Scope, by: Any = None, **conditions: int) -> Any:
    """What is counted of each request of the scope: its `part` (group `by`, as far as it is of the
    size chosen), size, status and so on. These are columns that the index `standing_figures` holds,
    so that no whole row is read of what stands so still."""
    first, *rest = (_facts(rows.filter(**conditions), scope, by) for rows in scope.requests_apart())
    return first.union(*rest, all=True) if rest else first


def _facts(rows: StandingQuerySet, scope: Scope, by: Any) -> Any:
    owed = Q(owed_on__lt=scope.on)
    seen = ~Q(first_shown__in=("", NONE))
    part = Value(None) if by is None else by
    if by is not None and scope.kinds:
        part = Case(When(organization__kind__in=scope.kinds, then=by))
    found = rows.order_by().annotate(
        part=Cast(part, BigIntegerField()),
        size=F("organization__kind"),
        is_overdue=Case(When(owed, then=True), default=False),
        shown_days=Case(When(seen, then=F("days"))),
        shown_days_of_lead=Case(When(seen & ~Q(first_shown=OTHER), then=F("days_of_lead"))),
    )
    return found.values(
        "part", "size", "status", "first_shown", "outcome", "dated_shown", "is_overdue",
        "shown_days", "shown_days_of_lead",
    )  # fmt: skip
