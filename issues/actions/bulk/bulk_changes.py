"""What can be changed of many requests at once, beside triage: what it would be for each of them,
and doing it."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from accounts.models import User
from issues.actions import triage
from issues.actions.bulk import bulk_triage, in_bulk
from issues.actions.bulk.in_bulk import Outcome, Ticked
from issues.due_dates.due import DueDate
from issues.enums import RequestStatus
from issues.models import LocalRequest
from issues.publishing.publishables import may_publish_request
from issues.transitions.requests import LOCAL_REQUEST
from japan.eras import format_era
from organizations.models import Organization
from workflow import meanwhile
from workflow.machine import Decision, RefusalKind

UNDECIDED = "未定"


class Foreseen(Protocol):
    """`shown`: what it is now, and what it would be; `decide`: whether that can be."""

    def shown(self, local_request: LocalRequest) -> tuple[str, str]: ...
    def decide(self, local_request: LocalRequest, *, by: User) -> Decision: ...


class Change(Foreseen, Protocol):
    """`make` raises `Refused` where it cannot be."""

    def make(self, local_request: LocalRequest, version: int, *, by: User) -> object: ...


@dataclass(frozen=True)
class Line:
    """A request, and what the change would do to it; `reason` says why it stays as it is. Of a
    number that nobody knows there is no request."""

    tick: Ticked
    local_request: LocalRequest | None
    before: str = ""
    after: str = ""
    reason: str = ""


@dataclass(frozen=True)
class NewDue:
    """Another date for the reply; None while nobody has named it."""

    due: DueDate | None = None
    reason: str = ""

    def shown(self, local_request: LocalRequest) -> tuple[str, str]:
        on = local_request.due_on
        return format_era(on) if on else UNDECIDED, format_era(self.due.on) if self.due else ""

    def decide(self, local_request: LocalRequest, *, by: User) -> Decision:
        decision = LOCAL_REQUEST.decide("change_due", by, local_request)
        if decision and self.due and local_request.due_on == self.due.on:
            return Decision(RefusalKind.INCOMPLETE, "期限が変わっていません。")
        return decision

    def make(self, local_request: LocalRequest, version: int, *, by: User) -> object:
        assert self.due is not None  # nothing is made before it is named
        return triage.change_due(
            local_request, by=by, due=self.due, reason=self.reason, version=version
        )


@dataclass(frozen=True)
class NewMinistry:
    """Another ministry, by triage until one works on the request, then with a reason; None while
    nobody has named it."""

    lead_ministry: Organization | None = None
    reason: str = ""

    def shown(self, local_request: LocalRequest) -> tuple[str, str]:
        lead = local_request.lead_ministry
        after = self.lead_ministry.name if self.lead_ministry else ""
        return lead.name if lead else UNDECIDED, after

    def decide(self, local_request: LocalRequest, *, by: User) -> Decision:
        verb = verb_of(local_request)
        decision = LOCAL_REQUEST.decide(verb, by, local_request)
        if not decision or self.lead_ministry is None:
            return decision
        if local_request.lead_ministry == self.lead_ministry:
            return Decision(RefusalKind.INCOMPLETE, "主担当府省が変わっていません。")
        then = copy.copy(local_request)
        then.lead_ministry = self.lead_ministry
        return LOCAL_REQUEST.check_result(verb, then)

    def make(self, local_request: LocalRequest, version: int, *, by: User) -> object:
        assert self.lead_ministry is not None  # nothing is made before it is named
        if verb_of(local_request) == "triage":
            choice = bulk_triage.Choice(lead_ministry=self.lead_ministry, reason=self.reason)
            return bulk_triage.one(local_request, version, choice, by=by)
        return triage.reassign(
            local_request,
            by=by,
            lead_ministry=self.lead_ministry,
            reason=self.reason,
            co_ministries=list(local_request.co_ministries.all()),
            version=version,
        )


class Publishing:
    """Publishing it, after all of it was read as a batch (`publication.actions.batches`)."""

    def shown(self, local_request: LocalRequest) -> tuple[str, str]:
        return "公表済" if local_request.is_published else "未公表", "公表"

    def decide(self, local_request: LocalRequest, *, by: User) -> Decision:
        return may_publish_request(by, local_request)


def verb_of(local_request: LocalRequest) -> str:
    """The verb by which another ministry is chosen."""
    waiting = local_request.status in (RequestStatus.LOGGED, RequestStatus.TRIAGED)
    return "triage" if waiting else "reassign"


def foreseen(ticked: Sequence[Ticked], change: Foreseen, *, by: User) -> list[Line]:
    """What the change would do to each of them, in their order. One that is another by now stays:
    nobody decides on what they have not seen."""
    rows = in_bulk.found([tick.number for tick in ticked], by=by)
    return [_line(tick, rows.get(tick.number), change, by) for tick in ticked]


def possible(numbers: Sequence[str], change: Foreseen, *, by: User) -> list[Line]:
    """The same of requests as they are now."""
    rows = in_bulk.found(numbers, by=by)
    ordered = [rows[number] for number in numbers if number in rows]
    return [_line(Ticked(row.number, row.version), row, change, by) for row in ordered]


def run(ticked: Sequence[Ticked], change: Change, *, by: User) -> Outcome:
    """Make it; see `in_bulk.each`."""
    rows = in_bulk.found([tick.number for tick in ticked], by=by)
    return in_bulk.each(ticked, rows, lambda row, version: change.make(row, version, by=by))


def _line(tick: Ticked, row: LocalRequest | None, change: Foreseen, by: User) -> Line:
    if row is None:
        return Line(tick, None, reason=in_bulk.UNKNOWN)
    same = row.version == tick.version
    decision = change.decide(row, by=by) if same else meanwhile.changed(row, by)
    before, after = change.shown(row)
    return Line(tick, row, before, after, decision.reason)
