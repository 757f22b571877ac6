"""What became of requests, by the newest answer that a reader sees.

現行規定で対応可能 is a class of its own and never counts as 対応する. Where there is no answer to
be seen, a request is 未回答 (a ministry owes one and its due date has passed) or 回答前.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.rules import Actor
from issues.enums import ReplyClass
from issues.models import Reply
from issues.querysets.standings import AWAITED as AWAITED
from issues.querysets.standings import UNANSWERED as UNANSWERED
from issues.querysets.standings import StandingQuerySet
from issues.standing.state import IN_TIME, LATE, NONE, OTHER

LABELS: dict[str, str] = {
    **{each.value: str(each.label) for each in ReplyClass},
    UNANSWERED: "未回答（回答期限を過ぎた）",
    AWAITED: "回答前（公表前を含む）",
}
"""Every outcome in the order of the screen, with its words."""

ANY, DATED = "any", "dated"
ANSWERS: dict[str, str] = {ANY: "回答がある", DATED: "回答に対応時期の日付がある"}
"""What a list may also ask of the newest answer."""


@dataclass(frozen=True)
class Answer:
    """The newest answer that a reader sees: what it counts as, and whether it is 架空."""

    label: str
    fictional: bool

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True)
class OutcomeCount:
    """How many requests have an outcome."""

    code: str
    label: str
    count: int


def annotated(rows: StandingQuerySet, *, actor: Actor, on: date) -> StandingQuerySet:
    """The live ones of these standings with what the actor sees of their replies (`outcome`,
    `reply_shown` and their like: `StandingQuerySet.seen_by`)."""
    return rows.live().seen_by(actor, on=on)


def classes(local_requests: Iterable[Any]) -> dict[int, Answer]:
    """Of each request with an answer that the reader sees, the newest one; one query. The requests
    carry their `standing` with `class_shown` and `reply_shown`."""
    stood = {row.pk: row.standing for row in local_requests if row.standing.class_shown}
    replies = Reply.kept.filter(pk__in=[each.reply_shown for each in stood.values()])
    invented = dict(replies.values_list("pk", "fictional"))
    return {
        key: Answer(LABELS[each.class_shown], invented[each.reply_shown])
        for key, each in stood.items()
    }


def is_so(value: str) -> Q:
    """The condition on annotated rows that is named by a key of `LABELS` or `ANSWERS`."""
    if value == DATED:
        return Q(dated_shown=True)
    if value == ANY:
        return ~Q(class_shown="")
    # A class is a column, which an index knows; what there is without an answer is worked out.
    return Q(class_shown=value) if value in ReplyClass.values else Q(outcome=value)


def counted(rows: QuerySet[Any]) -> tuple[OutcomeCount, ...]:
    """How many of these annotated rows have each outcome, those without any included; one query."""
    found = rows.order_by().values_list("outcome").annotate(n=Count("pk"))
    numbers = dict(found)
    return tuple(OutcomeCount(code, label, numbers.get(code, 0)) for code, label in LABELS.items())


ANY = "any"

FIRST_REPLIES: dict[str, str] = {
    ANY: "ある",
    IN_TIME: "期限内にあった",
    LATE: "期限の後にあった",
    OTHER: "前の担当府省からあった",
    NONE: "求めたが、まだない",
}
"""What became of the first reply: by its due date, after it, by a ministry that has handed the
request on since, or none that the reader sees."""
