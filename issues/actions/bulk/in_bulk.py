"""The same move on many requests: each stands for itself, and each is accounted for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from accounts.models import User
from issues.models import LocalRequest
from workflow.machine import Refused

MOST_AT_ONCE = 200
"""Requests that one form may change."""
UNKNOWN = "この番号の要望が見つかりません。"


@dataclass(frozen=True)
class Ticked:
    """A ticked request and the version in which it was seen."""

    number: str
    version: int


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


def found(numbers: Sequence[str], *, by: User) -> dict[str, LocalRequest]:
    """Those that this person sees, by number, with all that a decision on them looks at."""
    visible = LocalRequest.objects.visible_to(by).filter(number__in=numbers).for_list()
    return {row.number: row for row in visible.prefetch_related("co_ministries", "passages")}


def each(
    ticked: Sequence[Ticked],
    rows: Mapping[str, LocalRequest],
    make: Callable[[LocalRequest, int], object],
) -> Outcome:
    """Make the move (`make`, of a request and the version in which it was seen) on each of them in
    a transaction of its own. One that is refused changes nothing, of itself or of the others."""
    outcome = Outcome()
    for tick in ticked:
        local_request = rows.get(tick.number)
        if local_request is None:
            outcome.undone.append(Undone(tick.number, None, UNKNOWN))
            continue
        try:
            make(local_request, tick.version)
        except Refused as refused:
            reason = refused.decision.reason
            outcome.undone.append(Undone(tick.number, local_request, reason))
        else:
            outcome.done.append(local_request)
    now = LocalRequest.objects.for_list().in_bulk([row.pk for row in outcome.done])
    outcome.done = [now[row.pk] for row in outcome.done]
    return outcome
