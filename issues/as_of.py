"""What was true at a moment: the last change effective by then, whenever it was written down.

`moment` is the time at which a session was closed (`Meeting.closed_at`). Statuses come from
`StatusChange`, replies and opinions from the times at which they were handed in. Everything here
is a query; nothing is stored, so past sessions may be entered in any order.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from issues.enums import LIVE
from issues.models import DiscussionPoint, LocalRequest, Opinion, Reply
from workflow.models import StatusChange

M = TypeVar("M", bound=models.Model)


def status_at(model: type[models.Model], moment: datetime) -> Subquery:
    """The status that rows of `model` had at `moment`; NULL for those that did not exist yet."""
    return Subquery(
        StatusChange.objects.filter(
            content_type=ContentType.objects.get_for_model(model),
            object_id=OuterRef("pk"),
            effective_at__lte=moment,
        )
        .order_by("-effective_at", "-pk")
        .values("to_status")[:1]
    )


def requests(rows: QuerySet[LocalRequest], moment: datetime) -> QuerySet[LocalRequest]:
    """Those that existed and counted at `moment`, annotated with `status_then`, `class_then`
    (reply class, "" without a reply), `replied_then` and `stance_then`."""
    replies = Reply.objects.filter(local_request=OuterRef("pk"), submitted_at__lte=moment).order_by(
        "-round", "-edition"
    )
    opinions = Opinion.objects.filter(
        reply__local_request=OuterRef("pk"),
        organization=OuterRef("organization"),
        given_at__lte=moment,
    ).order_by("-given_at", "-pk")
    return rows.annotate(
        status_then=status_at(LocalRequest, moment),
        class_then=Coalesce(Subquery(replies.values("reply_class")[:1]), Value("")),
        replied_then=Subquery(replies.values("submitted_at")[:1]),
        stance_then=Coalesce(Subquery(opinions.values("stance")[:1]), Value("")),
    ).filter(status_then__in=LIVE)


def points(moment: datetime) -> QuerySet[Any]:
    """All points with `status_then`; before its first change a point is 未着手."""
    return DiscussionPoint.objects.annotate(
        status_then=Coalesce(status_at(DiscussionPoint, moment), Value("open"))
    )


def changes(rows: QuerySet[LocalRequest], earlier: datetime, later: datetime) -> QuerySet[Any]:
    """Requests whose status differs between two moments, with `status_before` (NULL: new) and
    `status_then`."""
    return (
        rows.annotate(
            status_before=status_at(LocalRequest, earlier),
            status_then=status_at(LocalRequest, later),
        )
        .filter(status_then__isnull=False)
        .exclude(status_before=F("status_then"))
    )
