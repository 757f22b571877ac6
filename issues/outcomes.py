"""What became of requests, by the newest answer that a reader sees.

現行規定で対応可能 is a class of its own and never counts as 対応する. Where there is no answer to
be seen, a request is 未回答 (a ministry owes one and its due date has passed) or 回答前.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When

from accounts.rules import Actor
from issues import as_of
from issues.enums import AWAITING_REPLY, LIVE, ReplyClass, ReplyStatus
from issues.models import LocalRequest, Reply
from issues.moments import Moment

UNANSWERED, AWAITED = "unanswered", "awaited"
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


def annotated(
    rows: QuerySet[LocalRequest], *, actor: Actor, on: date, moment: Moment | None = None
) -> QuerySet[Any]:
    """The live ones of these requests with `status_shown`, `outcome`, and of the newest reply that
    the actor sees `reply_shown` (its key). With a moment all of it as of then."""
    if moment is None:
        rows = rows.live().annotate(status_shown=F("status"))  # type: ignore[attr-defined]
    else:
        rows = as_of.requests(rows, moment.at).annotate(status_shown=F("status_then"))
    return with_outcome(rows, actor=actor, on=on, moment=moment)


def with_outcome(
    rows: QuerySet[Any], *, actor: Actor, on: date, moment: Moment | None = None
) -> QuerySet[Any]:
    """The same for rows that carry `status_shown` already."""
    newest = newest_replies(actor, moment).filter(local_request=OuterRef("pk"))
    owed = When(status_shown__in=AWAITING_REPLY, due_on__lt=on, then=Value(UNANSWERED))
    answered = When(class_shown__isnull=False, then=F("class_shown"))
    shown: QuerySet[Any] = rows.annotate(
        class_shown=Subquery(newest.values("reply_class")[:1]),
        reply_shown=Subquery(newest.values("pk")[:1]),
    ).annotate(outcome=Case(answered, owed, default=Value(AWAITED)))
    return shown


def newest_replies(actor: Actor, moment: Moment | None = None) -> QuerySet[Reply]:
    """Replies that count for the actor, of each request the newest first: what is still being
    written counts for nobody."""
    kept = Reply.kept.counting_at(moment.at) if moment is not None else Reply.objects.all()
    shown = kept.visible_to(actor).exclude(status=ReplyStatus.DRAFT)
    return shown.order_by("-round", "-edition", "-submitted_at", "-pk")


def classes(
    local_requests: Iterable[LocalRequest], *, actor: Actor, moment: Moment | None = None
) -> dict[int, Answer]:
    """Of each request with an answer that the actor sees, the newest one; one query."""
    keys = [row.pk for row in local_requests]
    newest = newest_replies(actor, moment).filter(local_request__in=keys)
    found = newest.order_by("local_request", "-round", "-edition", "-submitted_at", "-pk")
    rows = found.distinct("local_request").values_list("local_request", "reply_class", "fictional")
    return {key: Answer(LABELS.get(kind, ""), fictional) for key, kind, fictional in rows}


def is_so(value: str) -> Q:
    """The condition on annotated rows that is named by a key of `LABELS` or `ANSWERS`."""
    if value == DATED:
        dated = Reply.kept.filter(timing_on__isnull=False)
        return Q(reply_shown__in=dated.values("pk"))
    return Q(reply_shown__isnull=False) if value == ANY else Q(outcome=value)


def counted(rows: QuerySet[Any]) -> tuple[OutcomeCount, ...]:
    """How many of these annotated rows have each outcome, those without any included; one query."""
    found = rows.order_by().values_list("outcome").annotate(n=Count("pk", distinct=True))
    numbers = dict(found)
    return tuple(OutcomeCount(code, label, numbers.get(code, 0)) for code, label in LABELS.items())


def by_status(rows: QuerySet[Any]) -> Iterator[tuple[str, str, int]]:
    """Each status of the screen, its words, and how many of these annotated rows have it; one
    query."""
    found = rows.order_by().values_list("status_shown").annotate(n=Count("pk", distinct=True))
    numbers = dict(found)
    for status in LIVE:
        yield status.value, str(status.label), numbers.get(status.value, 0)
