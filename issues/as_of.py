"""What was true at a moment: the last change effective by then, whenever it was written down.

`moment` is the time at which a session was closed (`Meeting.closed_at`). Statuses come from
`StatusChange`, replies and opinions from the times at which they were handed in. Everything here
is a query; nothing is stored, so past sessions may be entered in any order.

A request counts from the day on which its words were spoken (`said_on`), however late it was
logged; one that was split off counts from the split, its words being in the first one until then.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from issues.enums import LIVE, PointStatus
from issues.models import DiscussionPoint, LocalRequest, Opinion, Reply
from workflow.models import StatusChange


def counting_by(model: type[models.Model], moment: datetime) -> QuerySet[StatusChange]:
    """The changes of rows of `model` that count at `moment`, the last one of each row last. The
    change by which a row came up comes before all others, though it may be written down later."""
    counts = Q(effective_at__lte=moment)
    if model is LocalRequest:
        said = LocalRequest.objects.filter(
            said_on__lte=timezone.localtime(moment).date(), split_from=None
        )
        counts |= Q(from_status="", object_id__in=said.values("pk"))
    came_up = Case(When(from_status="", then=Value(0)), default=Value(1))
    kind = ContentType.objects.get_for_model(model)
    return StatusChange.objects.filter(counts, content_type=kind).order_by(
        came_up, "effective_at", "pk"
    )


def status_at(model: type[models.Model], moment: datetime) -> Subquery:
    """The status that rows of `model` had at `moment`; NULL for those that did not exist yet."""
    changes = counting_by(model, moment).filter(object_id=OuterRef("pk"))
    return Subquery(changes.reverse().values("to_status")[:1])


def existing(rows: QuerySet[LocalRequest], moment: datetime) -> QuerySet[Any]:
    """Those that had come up by `moment`, withdrawn and merged ones among them, annotated with
    `status_then` and with `answered_then`, the ministry whose reply was the newest one then."""
    replies = _replies_at(moment)
    then: QuerySet[Any] = rows.annotate(
        status_then=status_at(LocalRequest, moment),
        answered_then=Subquery(replies.values("ministry__name")[:1]),
    )
    return then.filter(status_then__isnull=False)


def shown(rows: Iterable[Any]) -> list[Any]:
    """Records that carry `status_then`, each with that as its status, and with who had answered
    by then where they carry it: to be shown, never saved."""
    found = list(rows)
    for row in found:
        row.status = row.status_then
        if "answered_then" in row.__dict__:
            row.answered_by_name = row.answered_then  # see `standing.answerer`
    return found


def requests(rows: QuerySet[LocalRequest], moment: datetime) -> QuerySet[Any]:
    """Those that existed and counted at `moment`, annotated with `status_then`; of the newest
    reply `class_then` ("" without one), `replied_then` and `reply_published_at`; of the
    requester's newest opinion `stance_then` ("" without one) and `stance_published_at`."""
    replies = _replies_at(moment)
    opinions = (
        Opinion.kept.counting_at(moment)
        .filter(
            reply__local_request=OuterRef("pk"),
            organization=OuterRef("organization"),
        )
        .order_by("-given_at", "-pk")
    )
    return rows.annotate(
        status_then=status_at(LocalRequest, moment),
        class_then=Coalesce(Subquery(replies.values("reply_class")[:1]), Value("")),
        replied_then=Subquery(replies.values("submitted_at")[:1]),
        reply_published_at=Subquery(replies.values("published_at")[:1]),
        stance_then=Coalesce(Subquery(opinions.values("stance")[:1]), Value("")),
        stance_published_at=Subquery(opinions.values("published_at")[:1]),
    ).filter(status_then__in=LIVE)


def points(moment: datetime) -> QuerySet[Any]:
    """All points with `status_then`; before its first change a point is 未着手."""
    return DiscussionPoint.objects.annotate(status_then=_point_status(moment))


def changes(rows: QuerySet[LocalRequest], earlier: datetime, later: datetime) -> QuerySet[Any]:
    """Requests whose status differs between two moments, with `status_before` (NULL: new) and
    `status_then`. One that came up and was withdrawn or merged in between is none of them."""
    return (
        rows.annotate(
            status_before=status_at(LocalRequest, earlier),
            status_then=status_at(LocalRequest, later),
        )
        .filter(Q(status_before__in=LIVE) | Q(status_then__in=LIVE))
        .exclude(status_before__isnull=False, status_before=F("status_then"))
    )


def point_changes(earlier: datetime, later: datetime) -> QuerySet[Any]:
    """Points whose status differs between two moments, with `status_before` and `status_then`."""
    return DiscussionPoint.objects.annotate(
        status_before=_point_status(earlier), status_then=_point_status(later)
    ).exclude(status_before=F("status_then"))


def _replies_at(moment: datetime) -> QuerySet[Reply]:
    """The replies to the outer request that counted then, the newest first."""
    counting = Reply.kept.counting_at(moment).filter(local_request=OuterRef("pk"))
    return counting.order_by("-round", "-submitted_at", "-pk")


def _point_status(moment: datetime) -> Coalesce:
    return Coalesce(status_at(DiscussionPoint, moment), Value(PointStatus.OPEN.value))
