"""The parts of what changed, each with all that it counts and the first of it to show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from accounts.rules import Actor
from issues import as_of, following, origins
from issues.changes import steps
from issues.changes.scopes import Scope
from issues.changes.spans import Span
from issues.changes.steps import Code, Step
from issues.enums import LIVE, CommitmentStatus, FollowUpStatus, ReplyStatus, RequestStatus
from issues.models import Commitment, DiscussionPoint, FollowUp, Opinion, Reply
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
class Moved:
    """A record with the status it had before (its own is the later one), and how it got there."""

    record: Any
    before: Code
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Memo:
    """The memo of a point at the later moment; `change` since the earlier one, None for a first
    memo."""

    memo: Any
    change: Comparison | None


def _counting(scope: Scope, span: Span) -> Any:
    """The requests that count at the later moment."""
    return scope.standings(span.later).live()


def new_requests(scope: Scope, span: Span) -> Part[Any]:
    """Those that came up and count at the later moment."""
    found = _counting(scope, span).with_status_before(span.earlier)
    rows = found.filter(status_before=None).for_list().order_by("said_on", "serial")
    return Part(tuple(showing.as_requests(rows[:SHOWN], actor=scope.actor)), rows.count())


def moved_requests(scope: Scope, span: Span) -> tuple[Part[Moved], int]:
    """Those whose status is another one, and how many of them were settled."""
    rows: Any = scope.standings(span.later).with_status_before(span.earlier)
    rows = rows.filter(Q(status_before__in=LIVE) | Q(status__in=LIVE), status_before__isnull=False)
    rows = rows.exclude(status_before=F("status")).order_by("said_on", "serial")
    records: list[Any] = list(showing.as_requests(rows.for_list()[:SHOWN], actor=scope.actor))
    for record in records:
        record.status_before = record.standing.status_before
    part = Part(_moved(records, span, scope.actor), rows.count())
    return part, rows.filter(status=RequestStatus.SETTLED).count()


def moved_points(scope: Scope, span: Span) -> Part[Moved]:
    rows = scope.points(as_of.point_changes(span.earlier, span.later, scope.forum))
    moved = _moved(as_of.shown(rows), span, scope.actor)
    return Part(moved, len(moved))


def _moved(records: Sequence[Any], span: Span, actor: Actor) -> tuple[Moved, ...]:
    taken = steps.of(records, span, actor=actor)
    return tuple(
        Moved(record, steps.words(record, record.status_before), taken.get(record.pk, ()))
        for record in records
    )


def replies(scope: Scope, span: Span) -> tuple[Part[Reply], int]:
    """Replies handed in meanwhile that the actor sees, and on how many requests."""
    counting = Reply.kept.counting_at(span.until).visible_to(scope.actor)
    rows = counting.exclude(status=ReplyStatus.DRAFT).filter(
        submitted_at__gt=span.since,
        local_request__in=_counting(scope, span).values("local_request"),
    )
    shown = rows.select_related("ministry", "local_request__organization")
    requests = rows.order_by().values("local_request").distinct().count()
    return Part(tuple(shown.order_by("submitted_at", "pk")[:SHOWN]), rows.count()), requests


def opinions(scope: Scope, span: Span) -> Part[Opinion]:
    rows = (
        Opinion.kept.counting_at(span.until)
        .visible_to(scope.actor)
        .filter(
            given_at__gt=span.since,
            reply__local_request__in=_counting(scope, span).values("local_request"),
        )
    )
    shown = rows.select_related("organization", "reply__local_request", "reply__ministry")
    return Part(tuple(shown.order_by("given_at", "pk")[:SHOWN]), rows.count())


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
    return Part(tuple(rows.for_list().order_by("said_on", "number")[:SHOWN]), rows.count())


def judged_commitments(scope: Scope, span: Span) -> Part[Moved]:
    """Those called fulfilled or unfulfilled meanwhile."""
    judged = (CommitmentStatus.FULFILLED, CommitmentStatus.UNFULFILLED)
    before = as_of.status_at(Commitment, span.earlier)
    rows = scope.commitments().annotate(
        status_before=Coalesce(before, Value(CommitmentStatus.RECORDED.value)),
        status_then=as_of.status_at(Commitment, span.later),
    )
    rows = rows.filter(status_then__in=judged).exclude(status_before=F("status_then"))
    shown = rows.select_related("organization").order_by("number")[:SHOWN]
    return Part(_moved(as_of.shown(shown), span, scope.actor), rows.count())


def done_follow_ups(scope: Scope, span: Span) -> Part[following.Row]:
    rows = _follow_ups(scope, span).filter(status_then=FollowUpStatus.DONE)
    rows = rows.exclude(status_before=FollowUpStatus.DONE, status_before__isnull=False)
    return _tasks(rows, scope, span)


def late_follow_ups(scope: Scope, span: Span) -> Part[following.Row]:
    """Those that are late at the later moment and were not at the earlier one."""
    rows = _follow_ups(scope, span).filter(
        status_then=FollowUpStatus.OPEN, due_on__lt=span.last_day
    )
    late_before = Q(status_before=FollowUpStatus.OPEN, due_on__lt=span.first_day)
    return _tasks(rows.exclude(late_before & Q(status_before__isnull=False)), scope, span)


def _follow_ups(scope: Scope, span: Span) -> Any:
    return scope.follow_ups().annotate(
        status_before=as_of.status_at(FollowUp, span.earlier),
        status_then=as_of.status_at(FollowUp, span.later),
    )


def _tasks(rows: Any, scope: Scope, span: Span) -> Part[following.Row]:
    shown = rows.select_related("organization", "person").order_by("due_on", "pk")[:SHOWN]
    drawn = following.rows(as_of.shown(shown), actor=scope.actor, on=span.last_day)
    return Part(tuple(drawn), rows.count())
