"""How a request hangs together with others, as a page shows it; and how its due date slipped.

What the reader may not see is left out; that something is left out is not said, except that a
merged request always says it went into another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType

from accounts import rules
from accounts.rules import Actor
from issues.actions import relations
from issues.enums import RequestStatus
from issues.models import DueChange, FollowUp, Joining, LocalRequest
from issues.querysets import LocalRequestQuerySet
from issues.rules import is_party
from organizations.models import Organization
from workflow import history


@dataclass(frozen=True)
class Relations:
    """The other requests around one, and the organizations that joined it."""

    related: tuple[LocalRequest, ...]
    thread: tuple[LocalRequest, ...]
    merged: tuple[LocalRequest, ...]
    split_from: LocalRequest | None
    split_into: tuple[LocalRequest, ...]
    joinings: tuple[Joining, ...]

    @property
    def any(self) -> bool:
        """Whether there is something to show."""
        return bool(
            self.related
            or len(self.thread) > 1
            or self.merged
            or self.split_from
            or self.split_into
            or self.joinings
        )


@dataclass(frozen=True)
class Ledger:
    """期限の記録: the first due date, and each change with the days it added."""

    first_due_on: date | None
    due_on: date | None
    changes: tuple[DueChange, ...]
    reasons: bool
    """Whether the reader may read why."""

    @property
    def days(self) -> int:
        """Days slipped in all, counting what was brought forward against it."""
        return sum(change.days for change in self.changes)

    @property
    def days_earlier(self) -> int:
        """The same the other way round, for a date that was brought forward."""
        return -self.days


@dataclass(frozen=True)
class GoesAlong:
    """What a merge would move to the target."""

    passages: int
    joinings: tuple[Organization, ...]
    joins: Organization | None
    follow_ups: int


def of(local_request: LocalRequest, *, actor: Actor) -> Relations:
    """All that hangs together with a request, as far as the actor sees it."""
    visible = LocalRequest.objects.visible_to(actor).for_list()
    in_thread = {row.pk for row in relations.thread(local_request)}
    split_from = local_request.split_from_id
    return Relations(
        related=tuple(visible.filter(related=local_request).order_by("number")),
        thread=_in_order(visible, in_thread),
        merged=tuple(visible.filter(merged_into=local_request).order_by("number")),
        split_from=visible.filter(pk=split_from).first() if split_from else None,
        split_into=tuple(visible.filter(split_from=local_request).order_by("number")),
        joinings=tuple(local_request.joinings.select_related("organization")),
    )


def _in_order(visible: LocalRequestQuerySet, keys: set[int]) -> tuple[LocalRequest, ...]:
    if len(keys) < 2:
        return ()
    return tuple(visible.filter(pk__in=keys).order_by("said_on", "number"))


def merged_into(local_request: LocalRequest, *, actor: Actor) -> LocalRequest | None:
    """Where a merged request went; None also when the actor may not see that one."""
    target = local_request.merged_into_id
    return LocalRequest.objects.visible_to(actor).filter(pk=target).first() if target else None


def ledger(local_request: LocalRequest, *, actor: Actor) -> Ledger:
    """The due date of the reply from the first one on. Everybody sees by how much it moved; the
    reasons are for those whom it concerns: the team, the ministry, the organizations that asked."""
    changes = local_request.due_changes.select_related("ministry", "changed_by")
    return Ledger(
        first_due_on=local_request.first_due_on,
        due_on=local_request.due_on,
        changes=tuple(changes),
        reasons=rules.sees_everything(actor)
        or rules.acts_for(actor, local_request.lead_ministry_id)
        or is_party(actor, local_request),
    )


def goes_along(local_request: LocalRequest, into: LocalRequest) -> GoesAlong:
    """What would move if one were merged into the other, as `relations.merge` does it."""
    joined = set(into.joinings.values_list("organization", flat=True)) | {into.organization_id}
    moving = local_request.joinings.exclude(organization__in=joined).select_related("organization")
    organizations = tuple(joining.organization for joining in moving)
    known = joined | {organization.pk for organization in organizations}
    asker = local_request.organization
    kind = ContentType.objects.get_for_model(LocalRequest)
    return GoesAlong(
        passages=local_request.passages.count(),
        joinings=organizations,
        joins=None if asker.pk in known else asker,
        follow_ups=FollowUp.objects.filter(content_type=kind, object_id=local_request.pk).count(),
    )


def went_along(local_request: LocalRequest) -> dict[str, int]:
    """How many passages, joiners and follow-ups the merge moved, and `unmerge` brings back."""
    entry = history.of(local_request).filter(verb="merge").last()
    moved = entry.details.get("moved", {}) if entry is not None else {}
    return {name: len(moved.get(name, [])) for name in ("passages", "joinings", "follow_ups")}


def candidates(
    local_request: LocalRequest, *, among: LocalRequestQuerySet, words: str = "", most: int = 12
) -> list[LocalRequest]:
    """Requests of `among` to choose from: those with the words; without any, those on the same
    point, of the same organization first."""
    rows = among.exclude(pk=local_request.pk).for_list()
    if words.strip():
        return list(rows.with_words(words).order_by("number")[:most])
    points = local_request.request_points.filter(primary=True).values("point")
    alike = rows.filter(request_points__primary=True, request_points__point__in=points)
    own = list(alike.filter(organization=local_request.organization_id).order_by("-number")[:most])
    others = alike.exclude(organization=local_request.organization_id).order_by("-number")[:most]
    return [*own, *others][:most]


def is_merged(local_request: LocalRequest) -> bool:
    """Has gone into another one."""
    return local_request.status == RequestStatus.MERGED
