"""Triage of many requests at once: each stands for itself, and each is accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from accounts.models import User
from issues.actions import triage
from issues.actions.bulk import in_bulk
from issues.actions.bulk.in_bulk import Outcome, Ticked
from issues.desks import likely_ministries
from issues.due_dates.due import DueDate
from issues.models import DiscussionPoint, LocalRequest
from organizations.models import Organization
from workflow.machine import Decision, RefusalKind, Refused

T = TypeVar("T")


@dataclass(frozen=True)
class Choice:
    """What all ticked requests get; None leaves each as it is. `as_likely`: one without a ministry
    gets the one that its own words speak for most."""

    primary: DiscussionPoint | None = None
    lead_ministry: Organization | None = None
    due: DueDate | None = None
    reason: str = ""
    as_likely: bool = False


def run(ticked: Sequence[Ticked], choice: Choice, *, by: User) -> Outcome:
    """Triage each ticked request; see `in_bulk.each`."""
    found = in_bulk.found([tick.number for tick in ticked], by=by)
    likely = _likely(list(found.values()), by) if choice.as_likely else {}

    def make(local_request: LocalRequest, version: int) -> None:
        ministry = choice.lead_ministry or likely.get(local_request.pk)
        one(local_request, version, replace(choice, lead_ministry=ministry), by=by)

    return in_bulk.each(ticked, found, make)


def _likely(rows: list[LocalRequest], by: User) -> dict[int, Organization]:
    """The first candidate of each request that has no ministry, by its key."""
    open_ones = [row for row in rows if row.lead_ministry is None]
    found = likely_ministries.by_words(open_ones, actor=by)
    return {row.pk: each[0].ministry for row, each in zip(open_ones, found, strict=True) if each}


def one(local_request: LocalRequest, version: int, choice: Choice, *, by: User) -> LocalRequest:
    """Triage one of them; what the choice leaves open stays. Raises `Refused` as `triage` does."""
    points = [through.point for through in local_request.request_points.all()]
    if choice.primary is not None:
        points = [choice.primary, *(p for p in points if p != choice.primary)]
    return triage.triage(
        local_request,
        by=by,
        points=points,
        lead_ministry=_given(
            choice.lead_ministry or local_request.lead_ministry, "主担当府省を選んでください。"
        ),
        due=_given(choice.due or _present(local_request), "回答期限を入れてください。"),
        co_ministries=list(local_request.co_ministries.all()),
        reason=choice.reason,
        version=version,
    )


def _present(local_request: LocalRequest) -> DueDate | None:
    on = local_request.due_on
    return DueDate(on, local_request.due_basis) if on is not None else None


def _given(value: T | None, otherwise: str) -> T:
    """The value; raises `Refused` in the words of the table when there is none."""
    if value is None:
        raise Refused(Decision(RefusalKind.INCOMPLETE, otherwise))
    return value
