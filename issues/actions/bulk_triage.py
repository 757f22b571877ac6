"""Triage of many requests at once: each stands for itself, and each is accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from accounts.models import User
from issues.actions import triage
from issues.desks import likely_ministries
from issues.due_dates.due import DueDate
from issues.forms.triage import Ticked
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


@dataclass(frozen=True)
class Undone:
    """A request that stayed as it was, and why; `local_request` is None for an unknown number."""

    number: str
    local_request: LocalRequest | None
    reason: str


@dataclass
class Outcome:
    """What became of each ticked request."""

    done: list[LocalRequest] = field(default_factory=list)
    undone: list[Undone] = field(default_factory=list)


def run(ticked: Sequence[Ticked], choice: Choice, *, by: User) -> Outcome:
    """Triage each ticked request in a transaction of its own. One that is refused changes nothing,
    of itself or of the others."""
    numbers = [tick.number for tick in ticked]
    visible = LocalRequest.objects.visible_to(by).filter(number__in=numbers).for_list()
    found = {row.number: row for row in visible.prefetch_related("co_ministries")}
    likely = _likely(list(found.values()), by) if choice.as_likely else {}
    outcome = Outcome()
    for tick in ticked:
        local_request = found.get(tick.number)
        if local_request is None:
            outcome.undone.append(Undone(tick.number, None, "この番号の要望が見つかりません。"))
            continue
        try:
            own = replace(
                choice, lead_ministry=choice.lead_ministry or likely.get(local_request.pk)
            )
            _one(local_request, tick.version, own, by=by)
        except Refused as refused:
            reason = refused.decision.reason
            outcome.undone.append(Undone(tick.number, local_request, reason))
        else:
            outcome.done.append(local_request)
    rows = LocalRequest.objects.for_list().in_bulk([row.pk for row in outcome.done])
    outcome.done = [rows[row.pk] for row in outcome.done]
    return outcome


def _likely(rows: list[LocalRequest], by: User) -> dict[int, Organization]:
    """The first candidate of each request that has no ministry, by its key."""
    open_ones = [row for row in rows if row.lead_ministry is None]
    found = likely_ministries.by_words(open_ones, actor=by)
    return {row.pk: each[0].ministry for row, each in zip(open_ones, found, strict=True) if each}


def _one(local_request: LocalRequest, version: int, choice: Choice, *, by: User) -> None:
    points = [through.point for through in local_request.request_points.all()]
    if choice.primary is not None:
        points = [choice.primary, *(p for p in points if p != choice.primary)]
    triage.triage(
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
