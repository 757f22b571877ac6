"""Statuses at a moment, of things other than requests: points, commitments, follow-ups.

The last change effective by then and, as of a closed session, written down when it was closed.
Where requests stood is told by `Standing`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from issues.enums import PointStatus
from issues.models import DiscussionPoint, Forum
from issues.standing.moments import Moment
from workflow.models import StatusChange


def counting_by(model: type[models.Model], moment: Moment) -> QuerySet[StatusChange]:
    """The changes of rows of `model` that count at `moment`, the last one of each row last."""
    kind = ContentType.objects.get_for_model(model)
    known = Q() if moment.known is None else Q(recorded_at__lte=moment.known)
    rows = StatusChange.objects.filter(known, effective_at__lte=moment.at, content_type=kind)
    return rows.order_by("effective_at", "pk")


def status_at(model: type[models.Model], moment: Moment | None) -> Any:
    """The status that rows of `model` had at `moment`, NULL for those that did not exist yet; the
    present one for None."""
    if moment is None:
        return F("status")
    changes = counting_by(model, moment).filter(object_id=OuterRef("pk"))
    return Subquery(changes.reverse().values("to_status")[:1])


def shown(rows: Iterable[Any]) -> list[Any]:
    """Records that carry `status_then`, each with that as its status: to be shown, never saved."""
    found = list(rows)
    for row in found:
        row.status = row.status_then
    return found


def points(moment: Moment, forum: Forum | None = None) -> QuerySet[Any]:
    """The points of a 協議の場 (None: all) with `status_then`; before its first change a point is
    未着手."""
    rows = DiscussionPoint.objects.of_forum(forum)
    return rows.annotate(status_then=_point_status(moment))


def point_changes(
    earlier: Moment, later: Moment | None, forum: Forum | None = None
) -> QuerySet[Any]:
    """Points whose status differs between two moments, with `status_before` and `status_then`."""
    return (
        DiscussionPoint.objects.of_forum(forum)
        .annotate(status_before=_point_status(earlier), status_then=_point_status(later))
        .exclude(status_before=F("status_then"))
    )


def _point_status(moment: Moment | None) -> Any:
    return Coalesce(status_at(DiscussionPoint, moment), Value(PointStatus.OPEN.value))
