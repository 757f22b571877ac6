"""対応依頼 that are open on a discussion point, its requests and its commitments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.rules import Actor
from issues.enums import FollowUpStatus
from issues.models import Commitment, DiscussionPoint, DueChange, FollowUp, LocalRequest
from issues.standing import as_of
from issues.standing.moments import Moment


@dataclass(frozen=True)
class Task:
    """One that is open, with the due date that holds and by how many days it is late."""

    title: str
    organization: str
    about: str
    due_on: date
    days_late: int
    fictional: bool


def open_tasks(
    point: DiscussionPoint,
    local_requests: Any,
    commitments: Iterable[Commitment],
    *,
    actor: Actor,
    on: date,
    moment: Moment | None = None,
) -> list[Task]:
    """Those that the actor sees, the most urgent first. `on` is the day that lateness counts from;
    with a moment status and due date are those of then."""
    numbers = {row.pk: row.number for row in commitments}
    kinds = ContentType.objects.get_for_models(DiscussionPoint, LocalRequest, Commitment)
    about = (
        Q(content_type=kinds[DiscussionPoint], object_id=point.pk)
        | Q(content_type=kinds[LocalRequest], object_id__in=local_requests.values("pk"))
        | Q(content_type=kinds[Commitment], object_id__in=list(numbers))
    )
    rows: Any = FollowUp.objects.visible_to(actor).filter(about)
    rows = _at(rows, moment).select_related("organization").order_by("due_shown", "pk")
    found = list(rows)
    asked = {row.object_id for row in found if row.content_type_id == kinds[LocalRequest].pk}
    requests = dict(LocalRequest.objects.filter(pk__in=asked).values_list("pk", "number"))
    names = {
        kinds[DiscussionPoint].pk: {point.pk: f"論点{point.position}"},
        kinds[LocalRequest].pk: requests,
        kinds[Commitment].pk: numbers,
    }
    return [
        Task(
            title=row.title,
            organization=row.organization.name,
            about=names[row.content_type_id][row.object_id],
            due_on=row.due_shown,
            days_late=max(0, (on - row.due_shown).days),
            fictional=row.fictional,
        )
        for row in found
    ]


def _at(rows: Any, moment: Moment | None) -> Any:
    if moment is None:
        return rows.open().annotate(due_shown=F("due_on"))
    changes = DueChange.objects.filter(follow_up=OuterRef("pk"), changed_at__lte=moment.at)
    newest = changes.order_by("-changed_at", "-pk").values("new_due_on")[:1]
    return rows.annotate(
        status_then=as_of.status_at(FollowUp, moment),
        due_shown=Coalesce(Subquery(newest), F("first_due_on")),
    ).filter(status_then=FollowUpStatus.OPEN)
