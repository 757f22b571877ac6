"""The parts of what changed, each with all that it counts and the first of it to show."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    Q,
    Subquery,
    Value,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber

from issues import as_of, origins
from issues.changes.scopes import Scope
from issues.changes.spans import Span
from issues.enums import LIVE, CommitmentStatus, FollowUpStatus, ReplyStatus, RequestStatus
from issues.models import Commitment, DiscussionPoint, FollowUp, Opinion, Reply, Standing
from issues.standings import showing
from japan.comparing import Comparison, compare

SHOWN = 100
"""Records of one part that a page shows; `total` counts them all."""

T = TypeVar("T")


@dataclass(frozen=True)
class Part(Generic[T]):
    """The first rows, and how many there are."""

    rows: tuple[T, ...]
    total: int

    @property
    def rest(self) -> int:
        return self.total - len(self.rows)


@dataclass(frozen=True)
class Requests:
    """Those that came up and count at the later moment, and those whose status is another one,
    `settled` of them now 決着. Those moved have their `status_before`."""

    new: Part[Any]
    moved: Part[Any]
    settled: int


@dataclass(frozen=True)
class Memo:
    """The memo of a point at the later moment; `change` since the earlier one, None for a first
    memo."""

    memo: Any
    change: Comparison | None


@dataclass(frozen=True)
class Task:
    """A 対応依頼 that was done or has become late."""

    follow_up: FollowUp


def requests(scope: Scope, span: Span) -> Requests:
    """New and moved ones: their keys and numbers in one query, what is shown of them in another."""
    rows = scope.standings(span.later).begun_between(span.earlier, span.later)
    rows = rows.with_status_before(span.earlier).filter(
        Q(status_before__in=LIVE) | Q(status__in=LIVE),
        Q(status_before__isnull=True) | ~Q(status_before=F("status")),
    )
    keys = _first_of_both(rows)
    shown = Standing.objects.filter(pk__in=[key["pk"] for key in keys]).for_lines()
    records: Any = showing.in_lines(shown.order_by("said_on", "serial"), actor=scope.actor)
    before = {key["pk"]: key["status_before"] for key in keys}
    for record in records:
        record.status_before = before[record.standing.pk]
    totals = {key["is_new"]: key for key in keys}
    new, moved = (
        Part(
            tuple(each for each in records if (each.status_before is None) is is_new),
            totals[is_new]["total"] if is_new in totals else 0,
        )
        for is_new in (True, False)
    )
    return Requests(new, moved, totals[False]["settled"] if False in totals else 0)


def _first_of_both(rows: Any) -> list[dict[str, Any]]:
    """Keys of the first new and of the first moved ones, each with the numbers of its sort."""
    is_new = ExpressionWrapper(Q(status_before__isnull=True), output_field=BooleanField())
    settled = Count("pk", filter=Q(status=RequestStatus.SETTLED))
    rows = rows.order_by().annotate(is_new=is_new)
    rows = rows.annotate(
        place=Window(RowNumber(), partition_by=F("is_new"), order_by=("said_on", "serial")),
        total=Window(Count("pk"), partition_by=F("is_new")),
        settled=Window(settled, partition_by=F("is_new")),
    )
    rows = rows.filter(place__lte=SHOWN)
    return list(rows.values("pk", "status_before", "is_new", "total", "settled"))


def moved_points(scope: Scope, span: Span) -> Part[Any]:
    """With `status_before`."""
    rows = scope.points(as_of.point_changes(span.earlier, span.later, scope.forum))
    found = as_of.shown(rows)
    return Part(tuple(found), len(found))


def replies(scope: Scope, span: Span) -> tuple[Part[Reply], int]:
    """Replies handed in meanwhile that the actor sees, and on how many requests."""
    counting = Reply.kept.counting_at(span.until).visible_to(scope.actor)
    rows = counting.exclude(status=ReplyStatus.DRAFT).filter(
        submitted_at__gt=span.since,
        local_request__in=_counting(scope, span).values("local_request"),
    )
    shown = rows.select_related("ministry", "local_request").order_by("submitted_at", "pk")
    requests = Count("local_request", distinct=True)
    part = _part(rows, shown.annotate(requests=_number(rows, requests)))
    return part, part.rows[0].requests if part.rows else 0


def opinions(scope: Scope, span: Span) -> Part[Opinion]:
    rows = (
        Opinion.kept.counting_at(span.until)
        .visible_to(scope.actor)
        .filter(
            given_at__gt=span.since,
            reply__local_request__in=_counting(scope, span).values("local_request"),
        )
    )
    shown = rows.select_related("organization", "reply__local_request")
    return _part(rows, shown.order_by("given_at", "pk"))


def memos(scope: Scope, span: Span) -> Part[Memo]:
    """Points whose newest memo is another one, with what is different in it; for the team."""
    of_point: dict[int, list[Any]] = defaultdict(list)
    points = scope.points(DiscussionPoint.objects.of_forum(scope.forum)).values("pk")
    rows = origins.memos(scope.actor).filter(point__in=points)
    for memo in rows.select_related("meeting__body", "point").order_by(
        "point__position", "meeting__held_on", "meeting__session_number", "pk"
    ):
        of_point[memo.point_id].append(memo)
    found = [memo for each in of_point.values() if (memo := _memo(each, span)) is not None]
    return Part(tuple(found), len(found))


def _memo(rows: list[Any], span: Span) -> Memo | None:
    def closed_by(memo: Any, at: Any) -> bool:
        return memo.meeting.closed_at is not None and memo.meeting.closed_at <= at

    before = [memo for memo in rows if closed_by(memo, span.since)]
    after = rows if span.later is None else [m for m in rows if closed_by(m, span.until)]
    if not after or (before and before[-1].pk == after[-1].pk):
        return None
    change = compare(before[-1].text, after[-1].text) if before else None
    return Memo(after[-1], change)


def new_commitments(scope: Scope, span: Span) -> Part[Commitment]:
    rows = scope.commitments().live().filter(
        said_on__gt=span.first_day, said_on__lte=span.last_day
    )  # fmt: skip
    return _part(rows, rows.select_related("organization").order_by("said_on", "number"))


def judged_commitments(scope: Scope, span: Span) -> Part[Any]:
    """Those called fulfilled or unfulfilled meanwhile, with `status_before`."""
    judged = (CommitmentStatus.FULFILLED, CommitmentStatus.UNFULFILLED)
    before = as_of.status_at(Commitment, span.earlier)
    rows = scope.commitments().annotate(
        status_before=Coalesce(before, Value(CommitmentStatus.RECORDED.value)),
        status_then=as_of.status_at(Commitment, span.later),
    )
    rows = rows.filter(status_then__in=judged).exclude(status_before=F("status_then"))
    part = _part(rows, rows.select_related("organization").order_by("number"))
    return Part(tuple(as_of.shown(part.rows)), part.total)


def done_follow_ups(scope: Scope, span: Span) -> Part[Task]:
    rows = _follow_ups(scope, span).filter(status_then=FollowUpStatus.DONE)
    rows = rows.exclude(status_before=FollowUpStatus.DONE, status_before__isnull=False)
    return _tasks(rows)


def late_follow_ups(scope: Scope, span: Span) -> Part[Task]:
    """Those that are late at the later moment and were not at the earlier one."""
    rows = _follow_ups(scope, span).filter(
        status_then=FollowUpStatus.OPEN, due_on__lt=span.last_day
    )
    late_before = Q(status_before=FollowUpStatus.OPEN, due_on__lt=span.first_day)
    return _tasks(rows.exclude(late_before & Q(status_before__isnull=False)))


def _follow_ups(scope: Scope, span: Span) -> Any:
    return scope.follow_ups().annotate(
        status_before=as_of.status_at(FollowUp, span.earlier),
        status_then=as_of.status_at(FollowUp, span.later),
    )


def _tasks(rows: Any) -> Part[Task]:
    part = _part(rows, rows.select_related("organization").order_by("due_on", "pk"))
    return Part(tuple(Task(each) for each in as_of.shown(part.rows)), part.total)


def _counting(scope: Scope, span: Span) -> Any:
    """The requests that count at the later moment."""
    return scope.standings(span.later).live()


def _part(rows: Any, shown: Any) -> Part[Any]:
    """The first of `shown`, which are `rows` in order, and the number of all, in one query."""
    found = tuple(shown.annotate(total=_number(rows, Count("pk")))[:SHOWN])
    return Part(found, found[0].total if found else 0)


def _number(rows: Any, number: Count) -> Subquery:
    """A number over all these rows, worked out once for the query that it stands in."""
    together = rows.order_by().annotate(together=Value(1)).values("together")
    return Subquery(together.annotate(number=number).values("number"))
