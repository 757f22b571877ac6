"""How a request hangs together with others, as a page shows it; and how its due date slipped.

What the reader may not see is left out; that something is left out is not said, except that a
merged request always says it went into another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts import rules
from accounts.rules import Actor
from issues.actions import relations
from issues.enums import JoiningStatus, RequestStatus
from issues.models import DueChange, DueSlip, Joining, LocalRequest
from issues.querysets import LocalRequestQuerySet
from issues.rules import is_party
from issues.transitions import LOCAL_REQUEST


@dataclass(frozen=True)
class Relations:
    """The other requests around one, and the organizations that joined it."""

    related: tuple[LocalRequest, ...]
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


def of(local_request: LocalRequest, *, actor: Actor) -> Relations:
    """All that hangs together with a request, as far as the actor sees it."""
    visible = LocalRequest.objects.visible_to(actor).for_list()
    in_thread = {row.pk for row in relations.thread(local_request)}
    split_from = local_request.split_from_id
    joinings = local_request.joinings.visible_to(actor).select_related(
        "organization", "stands_for", "came_from"
    )
    return Relations(
        related=tuple(visible.filter(related=local_request).order_by("number")),
        thread=_in_order(visible, in_thread),
        merged=tuple(visible.filter(merged_into=local_request).order_by("number")),
        split_from=visible.filter(pk=split_from).first() if split_from else None,
        split_into=tuple(visible.filter(split_from=local_request).order_by("number")),
        joinings=tuple(joinings.accepted()),
        waiting=tuple(joinings.waiting()),
        declined=tuple(_declined(joinings, actor)),
        left=tuple(_left(local_request, actor)),
    )


def _declined(joinings: Any, actor: Actor) -> Any:
    """Of the reader's own body, which is to know why."""
    membership = rules.acting(actor)
    mine = membership.organization_id if membership else None
    return joinings.filter(status=JoiningStatus.DECLINED, organization=mine)


def _left(local_request: LocalRequest, actor: Actor) -> Any:
    """Those that everybody knew of."""
    rows = local_request.joinings.told_to(actor).select_related("organization")
    return rows.filter(status=JoiningStatus.LEFT, published_at__isnull=False)


def _in_order(visible: LocalRequestQuerySet, keys: set[int]) -> tuple[LocalRequest, ...]:
    if len(keys) < 2:
        return ()
    return tuple(visible.filter(pk__in=keys).order_by("said_on", "number"))


def merged_into(local_request: LocalRequest, *, actor: Actor) -> LocalRequest | None:
    """Where a merged request went; None also when the actor may not see that one."""
    target = local_request.merged_into_id
    return LocalRequest.objects.visible_to(actor).filter(pk=target).first() if target else None


def ledger(local_request: LocalRequest, *, actor: Actor) -> Ledger:
    """The due date of the reply from the first one on. Everybody sees by how much it moved; the
    reasons are for those whom it concerns: the team, the ministry, the organizations that asked."""
    changes = local_request.due_changes.select_related("ministry", "changed_by", "slip")
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
    local_request: LocalRequest, *, among: LocalRequestQuerySet, words: str = "", most: int = 12
) -> list[LocalRequest]:
    """Requests of `among`, of the same 協議の場, to choose from: those with the words; without any,
    those on the same point, of the same organization first."""
    rows = among.filter(forum=local_request.forum_id).exclude(pk=local_request.pk).for_list()
    if words.strip():
        return list(rows.with_words(words).order_by("number")[:most])
    points = local_request.request_points.filter(primary=True).values("point")
    alike = rows.filter(request_points__primary=True, request_points__point__in=points)
    own = list(alike.filter(organization=local_request.organization_id).order_by("-number")[:most])
    others = alike.exclude(organization=local_request.organization_id).order_by("-number")[:most]
    return [*own, *others][:most]


def is_merged(local_request: LocalRequest) -> bool:
    """Has gone into another one."""
    return local_request.status == RequestStatus.MERGED
