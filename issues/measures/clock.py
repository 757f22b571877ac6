"""When a reply was asked for, and by when it was due: read from the record of each request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from issues import slips
from issues.models import LocalRequest
from workflow.models import HistoryEntry


@dataclass
class Clock:
    """What the record says of one request.

    `asked_at`: when it was first put to a ministry; `put_to`: when it was last put to each one,
    by key; `due_on`: the date in force; `answers`: that at each answer that was not taken back.
    """

    asked_at: datetime | None = None
    put_to: dict[int, datetime] | None = None
    due_on: date | None = None
    answers: list[date | None] = field(default_factory=list)

    @property
    def answered_due(self) -> date | None:
        """The date in force at its first answer; None without one."""
        return self.answers[0] if self.answers else None


def read(requests: QuerySet[LocalRequest], *, until: datetime) -> dict[int, Clock]:
    """The clocks of these requests by key, from all that counts until then; two queries.

    The record is walked in the order in which it was written, as the ledger does; what counts is
    the day on which a step took effect.
    """
    clocks: dict[int, Clock] = {}
    put_right = slips.replaced(requests.values("pk"), until=until)
    for key, verb, recorded, effective, due, ministry in _entries(requests):
        at = effective or recorded
        if at > until:
            continue
        clock = clocks.setdefault(key, Clock(put_to={}))
        if due:
            clock.due_on = slips.counted(put_right, key, date.fromisoformat(due))
        if ministry:
            clock.asked_at = clock.asked_at or at
            assert clock.put_to is not None
            clock.put_to[int(ministry)] = at
        if verb == "reply":
            clock.answers.append(clock.due_on)
        elif verb == "take_back_reply" and clock.answers:
            clock.answers.pop()
    return clocks


def _entries(requests: QuerySet[LocalRequest]) -> Iterable[tuple[Any, ...]]:
    entries = HistoryEntry.objects.filter(
        Q(changes__has_any_keys=["due_on", "lead_ministry_id"])
        | Q(verb__in=("reply", "take_back_reply")),
        content_type=ContentType.objects.get_for_model(LocalRequest),
        object_id__in=requests.values("pk"),
    )
    found: Iterable[tuple[Any, ...]] = entries.order_by(
        "object_id", "recorded_at", "pk"
    ).values_list(
        "object_id",
        "verb",
        "recorded_at",
        "status_change__effective_at",
        "changes__due_on__1",
        "changes__lead_ministry_id__1",
    )
    return found
