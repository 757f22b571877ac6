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
    OuterRef,
    Q,
    Subquery,
    Value,
    Window,
)
from django.db.models.functions import RowNumber

from issues.enums import LIVE, ReplyStatus, RequestStatus
from issues.history import quotations
from issues.models import DiscussionPoint, Opinion, Reply
from issues.standing import as_of, showing
from japan.comparing import Comparison, compare
from reports.changes.scopes import Scope
from reports.changes.spans import Span

SHOWN = 100
"""Records of one part that a page shows; `total` counts them all."""

ON_LINE = ("number", "forum", "title", "published_at", "fictional")
"""What a line of text shows of a request beside its status."""

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


def requests(scope: Scope, span: Span) -> Requests:
    """New and moved ones with their numbers, in one query."""
    rows = scope.standings(span.later).begun_between(span.earlier, span.later)
    rows = rows.with_status_before(span.earlier).filter(
        Q(status_before__in=LIVE) | Q(status__in=LIVE),
        Q(status_before__isnull=True) | ~Q(status_before=F("status")),
    )
    records: Any = showing.in_lines(_first_of_both(rows), actor=scope.actor)
    for record in records:
        record.status_before = record.standing.status_before
    new = [each for each in records if each.standing.is_new]
    moved = [each for each in records if not each.standing.is_new]
    return Requests(_of(new), _of(moved), moved[0].standing.settled if moved else 0)


def _of(records: list[Any]) -> Part[Any]:
    return Part(tuple(records), records[0].standing.total if records else 0)


def _first_of_both(rows: Any) -> Any:
    """The first new and the first moved ones, each with the numbers of its sort."""
    is_new = ExpressionWrapper(Q(status_before__isnull=True), output_field=BooleanField())
    settled = Count("pk", filter=Q(status=RequestStatus.SETTLED))
    rows = rows.order_by().annotate(is_new=is_new)
    rows = rows.annotate(
        place=Window(RowNumber(), partition_by=F("is_new"), order_by=("said_on", "serial")),
        total=Window(Count("pk"), partition_by=F("is_new")),
        settled=Window(settled, partition_by=F("is_new")),
    )
    return rows.filter(place__lte=SHOWN).for_lines().order_by("place")


def moved_points(scope: Scope, span: Span) -> Part[Any]:
    """With `status_before`."""
    rows = scope.points(as_of.point_changes(span.earlier, span.later, scope.forum))
    found = as_of.shown(rows)
    return Part(tuple(found), len(found))


def replies(scope: Scope, span: Span) -> tuple[Part[Reply], int]:
    """Replies handed in meanwhile that the actor sees, and on how many requests."""
    counting = Reply.kept.counting_at(span.until).visible_to(scope.actor)
    rows = counting.exclude(status=ReplyStatus.DRAFT).filter(submitted_at__gt=span.since)
    rows = _on_counting(rows, "local_request", scope, span)
    shown = rows.select_related("ministry", "local_request").order_by("submitted_at", "pk")
    shown = shown.only(
        *("round", "edition", "reply_class", "submitted_at", "status", "fictional"),
        *("ministry__name", *(f"local_request__{name}" for name in ON_LINE)),
    )
    requests = Count("local_request", distinct=True)
    part = _part(rows, shown.annotate(requests=_number(rows, requests)))
    return part, part.rows[0].requests if part.rows else 0


def opinions(scope: Scope, span: Span) -> Part[Opinion]:
    rows = Opinion.kept.counting_at(span.until).visible_to(scope.actor)
    rows = _on_counting(rows.filter(given_at__gt=span.since), "reply__local_request", scope, span)
    shown = rows.select_related("organization", "reply__local_request").only(
        *("stance", "asks_reconsideration", "given_at", "status", "fictional"),
        *("organization__full_name", "reply__round"),
        *(f"reply__local_request__{name}" for name in ON_LINE),
    )
    return _part(rows, shown.order_by("given_at", "pk"))


def memos(scope: Scope, span: Span) -> Part[Memo]:
    """Points whose newest memo is another one, with what is different in it; for the team."""
    of_point: dict[int, list[Any]] = defaultdict(list)
    points = scope.points(DiscussionPoint.objects.of_forum(scope.forum)).values("pk")
    rows = quotations.memos(scope.actor).filter(point__in=points)
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


def _on_counting(rows: Any, request: str, scope: Scope, span: Span) -> Any:
    """Those on requests that count at the later moment. Each is asked for its own: there are few
    rows, and there may be many requests."""
    then = scope.standings(span.later, of_one=True)
    then = then.filter(local_request=OuterRef(request)).order_by()
    return rows.alias(then=Subquery(then.values("status")[:1])).filter(then__in=LIVE)


def _part(rows: Any, shown: Any) -> Part[Any]:
    """The first of `shown`, which are `rows` in order, and the number of all, in one query."""
    found = tuple(shown.annotate(total=_number(rows, Count("pk")))[:SHOWN])
    return Part(found, found[0].total if found else 0)


def _number(rows: Any, number: Count) -> Subquery:
    """A number over all these rows, worked out once for the query that it stands in."""
    together = rows.order_by().annotate(together=Value(1)).values("together")
    return Subquery(together.annotate(number=number).values("number"))
