"""How a request hangs together with others, as a page shows it; and how its due date slipped.

What the reader may not see is left out; that something is left out is not said, except that a
merged request always says it went into another one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts import rules
from accounts.rules import Actor
from issues.enums import LIVE, JoiningStatus, RequestStatus
from issues.models import DueChange, DueSlip, Joining, LocalRequest
from issues.pages.gathering import gathered
from issues.pages.gathering.gathered import Rows
from issues.querysets.local_requests import LocalRequestQuerySet
from issues.rules import is_party
from issues.search import finding
from issues.transitions.requests import LOCAL_REQUEST


@dataclass(frozen=True)
class Relations:
    """The other requests around one, and the organizations that joined it."""

    related: tuple[LocalRequest, ...]
    alike: tuple[LocalRequest, ...]
    """The others of its group (同趣旨)."""
    bodies: int
    """How many bodies ask the same: those of the group, and those that joined one of it."""
    thread: tuple[LocalRequest, ...]
    merged: tuple[LocalRequest, ...]
    split_from: LocalRequest | None
    split_into: tuple[LocalRequest, ...]
    joinings: tuple[Joining, ...]
    waiting: tuple[Joining, ...]
    declined: tuple[Joining, ...]
    left: tuple[Joining, ...]

    @property
    def any(self) -> bool:
        """Whether there is something to show."""
        return bool(
            self.related
            or self.alike
            or len(self.thread) > 1
            or self.merged
            or self.split_from
            or self.split_into
            or self.joinings
            or self.waiting
            or self.declined
            or self.left
        )


@dataclass(frozen=True)
class Ledger:
    """期限の記録: the first due date, and each change with the days it added."""

    first_due_on: date | None
    due_on: date | None
    changes: tuple[DueChange, ...]
    """Those that count."""
    reasons: bool
    """Whether the reader may read why."""
    slips: tuple[DueSlip, ...] = ()
    """Dates that were slips of the pen, for those who may read why."""
    may_mark: bool = False
    """Whether the reader may say that a date was one."""

    @property
    def days(self) -> int:
        """Days slipped in all, counting what was brought forward against it."""
        return sum(change.days for change in self.changes)

    @property
    def days_earlier(self) -> int:
        """The same the other way round, for a date that was brought forward."""
        return -self.days


def relations_of(local_request: LocalRequest, *, actor: Actor) -> Relations:
    """All that hangs together with a request, as far as the actor sees it."""
    around = gathered.about(local_request, gathered.RELATIVES, actor=actor)
    others, key = around["relatives"], local_request.pk
    split_from = local_request.split_from_id
    alike = tuple(row for row in others if row.is_alike and row.pk != key and row.status in LIVE)
    asking = {local_request.organization_id, *(row.organization_id for row in alike)}
    return Relations(
        related=tuple(row for row in others if row.is_related),
        alike=alike,
        bodies=len(asking.union(around["joined_alike"])),
        thread=_in_order(others, set(around["thread"])),
        merged=tuple(row for row in others if row.merged_into_id == key),
        split_from=next((row for row in others if row.pk == split_from), None),
        split_into=tuple(row for row in others if row.split_from_id == key),
        **_joinings(local_request, around, actor),
    )


def _joinings(
    local_request: LocalRequest, around: Rows, actor: Actor
) -> dict[str, tuple[Joining, ...]]:
    told: list[Joining] = around["joinings"]
    for row in told:
        row.local_request = local_request
    read = around.counting("joinings", "read_joinings")
    membership = rules.acting(actor)
    mine = membership.organization_id if membership else None
    declined = [row for row in read if row.status == JoiningStatus.DECLINED]
    left = [row for row in told if row.status == JoiningStatus.LEFT]
    return {
        "joinings": tuple(row for row in read if row.is_party),
        "waiting": tuple(row for row in read if row.status == JoiningStatus.ASKED),
        # Of the reader's own body, which is to know why.
        "declined": tuple(row for row in declined if row.organization_id == mine),
        # Those that everybody knew of.
        "left": tuple(row for row in left if row.published_at is not None),
    }


def _in_order(visible: Sequence[LocalRequest], keys: set[int]) -> tuple[LocalRequest, ...]:
    if len(keys) < 2:
        return ()
    here = (row for row in visible if row.pk in keys)
    return tuple(sorted(here, key=lambda row: (row.said_on, row.number)))


def merged_into(local_request: LocalRequest, *, actor: Actor) -> LocalRequest | None:
    """Where a merged request went; None also when the actor may not see that one."""
    target = local_request.merged_into_id
    if target is None:
        return None
    others = gathered.about(local_request, ("relatives",), actor=actor)["relatives"]
    return next((row for row in others if row.pk == target), None)


def ledger(local_request: LocalRequest, *, actor: Actor) -> Ledger:
    """The due date of the reply from the first one on. Everybody sees by how much it moved; the
    reasons are for those whom it concerns: the team, the ministry, the organizations that asked."""
    around = gathered.about(local_request, ("due_changes",), actor=actor)
    changes: list[DueChange] = around["due_changes"]
    told = (
        rules.sees_everything(actor)
        or rules.acts_for(actor, local_request.lead_ministry_id)
        or is_party(actor, local_request)
    )
    wrong = [change.slip for change in changes if hasattr(change, "slip")]
    return Ledger(
        first_due_on=local_request.first_due_on,
        due_on=local_request.due_on,
        changes=tuple(change for change in changes if not hasattr(change, "slip")),
        reasons=told,
        slips=tuple(wrong) if told else (),
        may_mark=bool(LOCAL_REQUEST.decide("mark_due_slip", actor, local_request)),
    )


def candidates(
    local_request: LocalRequest,
    *,
    among: LocalRequestQuerySet,
    actor: Actor,
    words: str = "",
    most: int = 12,
) -> list[LocalRequest]:
    """Requests of `among`, of the same 協議の場, to choose from: those with the words; without any,
    those on the same point, of the same organization first."""
    found = among.filter(forum=local_request.forum_id).exclude(pk=local_request.pk).for_list()
    if words.strip():
        rows = finding.with_words(found, words, actor=actor, forum=local_request.forum_id)
        return list(rows.order_by("number")[:most])
    points = local_request.request_points.filter(primary=True).values("point")
    alike = found.filter(request_points__primary=True, request_points__point__in=points)
    own = list(alike.filter(organization=local_request.organization_id).order_by("-number")[:most])
    others = alike.exclude(organization=local_request.organization_id).order_by("-number")[:most]
    return [*own, *others][:most]


def is_merged(local_request: LocalRequest) -> bool:
    """Has gone into another one."""
    return local_request.status == RequestStatus.MERGED
