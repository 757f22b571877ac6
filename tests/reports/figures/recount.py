"""The plain recount that the dashboards are held against: one line of facts for each request,
counted in memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from issues.enums import AWAITING_REPLY
from issues.standing.state import NONE
from organizations.enums import OrganizationKind
from reports.figures.scope import Scope
from reports.figures.tallies import Days


@dataclass(frozen=True)
class Fact:
    """What is counted of one request. `outcome` as in `issues.standing.outcomes`; `first` is what
    became of the first reply, "" where none was asked for; `days` is how long it took,
    `days_of_lead` how long the ministry in charge took for it; None: not known."""

    pk: int
    status: str
    organization: int
    kind: str
    prefecture: int | None
    ministry: int | None
    overdue: bool
    replied: bool
    outcome: str
    dated: bool
    first: str
    days: int | None
    days_of_lead: int | None

    @property
    def asked(self) -> bool:
        """A ministry was asked to reply."""
        return self.first != ""

    @property
    def answered(self) -> bool:
        """The first reply is there for the reader to see."""
        return self.first not in ("", NONE)


_COLUMNS = (
    "local_request", "status", "organization", "organization__kind", "organization__prefecture",
    "lead_ministry", "due_on", "class_shown", "dated_shown", "first_shown", "outcome", "days",
    "days_of_lead",
)  # fmt: skip


def load(scope: Scope) -> tuple[Fact, ...]:
    """The facts of all requests in the scope; one query."""
    return tuple(_fact(row, scope.on) for row in scope.requests().values(*_COLUMNS))


def _fact(row: dict[str, Any], on: date) -> Fact:
    is_prefecture = row["organization__kind"] == OrganizationKind.PREFECTURE
    seen = row["first_shown"] not in ("", NONE)
    return Fact(
        pk=row["local_request"],
        status=row["status"],
        organization=row["organization"],
        kind=row["organization__kind"],
        prefecture=row["organization"] if is_prefecture else row["organization__prefecture"],
        ministry=row["lead_ministry"],
        overdue=row["status"] in AWAITING_REPLY
        and row["due_on"] is not None
        and row["due_on"] < on,
        replied=row["class_shown"] != "",
        outcome=row["outcome"],
        dated=row["dated_shown"],
        first=row["first_shown"],
        days=row["days"] if seen else None,
        days_of_lead=row["days_of_lead"] if seen else None,
    )


def days(values):
    """The median of those that are known."""
    known = [value for value in values if value is not None]
    return Days(len(known), float(median(known)) if known else None)
