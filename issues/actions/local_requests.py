"""What can be done with a request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.rules import sees_everything
from issues.actions.logged import anchor, annul, publish, restore, retract
from issues.actions.points import forum_of, set_points, set_points_of_new
from issues.enums import RequestKind
from issues.models import DiscussionPoint, LocalRequest, NumberSeries
from issues.transitions.requests import LOCAL_REQUEST
from japan.eras import fiscal_year
from organizations.models import Organization
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import begin, begin_all, step

__all__ = ("anchor", "annul", "edit", "log", "log_all", "publish", "restore", "retract")


@dataclass(frozen=True)
class Wanted:
    """What is to be logged. `points` in order, the first is the primary one; the request belongs to
    their 協議の場. `external_number` is the one it has with the `sender`; `details` go into the
    record."""

    organization: Organization
    kind: RequestKind | str
    title: str
    said_on: date
    points: Sequence[DiscussionPoint]
    ask: str = ""
    trouble: str = ""
    speaker: str = ""
    sender: Organization | None = None
    external_number: str = ""
    fictional: bool = False
    details: dict[str, Any] | None = None

    def recorded(self) -> dict[str, Any]:
        """What the record holds of it beside its fields."""
        return {**(self.details or {}), "points": [point.code for point in self.points]}


@transaction.atomic
def log(
    *,
    by: User,
    organization: Organization,
    kind: RequestKind | str,
    title: str,
    said_on: date,
    points: Sequence[DiscussionPoint],
    ask: str = "",
    trouble: str = "",
    speaker: str = "",
    fictional: bool = False,
    split_from: LocalRequest | None = None,
    details: dict[str, Any] | None = None,
    effective_at: datetime | None = None,
) -> LocalRequest:
    """Log a request: gives the next number of the fiscal year of `said_on`.

    `points` as in `Wanted`. Raises `Refused` when the person may not or a field is missing or too
    long.
    """
    wanted = Wanted(
        organization, kind, title, said_on, points, ask, trouble, speaker,
        fictional=fictional, details=details,
    )  # fmt: skip
    local_request = _new(wanted, by)
    local_request.split_from = split_from
    local_request.number = NumberSeries.take(prefix="", fiscal_year=fiscal_year(said_on))
    begin(
        LOCAL_REQUEST,
        "log",
        local_request,
        by=by,
        details=wanted.recorded(),
        effective_at=effective_at,
    )
    set_points(local_request, points)
    return local_request


@transaction.atomic
def log_all(
    wanted: Sequence[Wanted], *, by: User, numbers: Mapping[int, Iterator[str]] | None = None
) -> list[LocalRequest]:
    """Log some hundred requests together, each as `log` would: all of them or, raising `Refused`,
    none. `numbers` by fiscal year come from those that were taken before (None: they are taken
    now)."""
    made = [_new(each, by) for each in wanted]
    if not made:
        return []
    numbers = take_numbers(wanted) if numbers is None else numbers
    for local_request in made:
        local_request.number = next(numbers[fiscal_year(local_request.said_on)])
    begin_all(LOCAL_REQUEST, "log", made, by=by, details=[each.recorded() for each in wanted])
    set_points_of_new((row, each.points) for row, each in zip(made, wanted, strict=True))
    return made


def take_numbers(wanted: Iterable[Wanted]) -> dict[int, Iterator[str]]:
    """Numbers for these requests, by fiscal year, in their order. Must run inside a transaction."""
    years = Counter(fiscal_year(each.said_on) for each in wanted)
    return {
        year: iter(NumberSeries.take_some(count, prefix="", fiscal_year=year))
        for year, count in sorted(years.items())
    }


def _new(wanted: Wanted, by: User) -> LocalRequest:
    return LocalRequest(
        forum_id=forum_of(wanted.points),
        kind=wanted.kind,
        organization=wanted.organization,
        sender=wanted.sender,
        external_number=wanted.external_number,
        speaker=wanted.speaker,
        said_on=wanted.said_on,
        title=wanted.title.strip(),
        ask=wanted.ask.strip(),
        trouble=wanted.trouble.strip(),
        created_by=by,
        fictional=wanted.fictional,
    )


def edit(
    local_request: LocalRequest,
    *,
    by: User,
    version: int | None = None,
    points: Sequence[DiscussionPoint] | None = None,
    **fields: Any,
) -> LocalRequest:
    """Change kind, title, ask, trouble, speaker or organization, and the points.

    `version` is the one the person started from; another one raises `Refused` (conflict).
    """
    unknown = set(fields) - {"kind", "title", "ask", "trouble", "speaker", "organization"}
    if unknown:
        raise TypeError(f"edit() cannot change {sorted(unknown)}")
    with step(LOCAL_REQUEST, "edit", local_request, by=by, version=version) as under_way:
        _refuse_giving_away(under_way.obj, by, fields.get("organization"))
        for name, value in fields.items():
            setattr(under_way.obj, name, value)
        if points is not None:
            under_way.details["points"] = set_points(under_way.obj, points)
    return under_way.obj


def _refuse_giving_away(
    local_request: LocalRequest, by: User, organization: Organization | None
) -> None:
    """Whose request it is follows from the minutes; its office does not hand it to another."""
    if organization in (None, local_request.organization) or sees_everything(by):
        return
    raise Refused(
        Decision(RefusalKind.FORBIDDEN, "要望した団体を変えられるのは、事務局と構成員です。")
    )
