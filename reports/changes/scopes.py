"""What the changes are told of: everything, one discussion point, one organization, or both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from accounts.rules import Actor
from issues.models import Commitment, DiscussionPoint, FollowUp, Forum, LocalRequest, Standing
from issues.querysets.local_requests import LocalRequestQuerySet
from issues.querysets.standings import StandingQuerySet
from issues.standing.moments import Moment
from organizations.models import Organization


@dataclass(frozen=True)
class Scope:
    """Rows that belong to it, as far as the actor sees them; of one 協議の場, where there are
    several."""

    actor: Actor
    point: DiscussionPoint | None = None
    organization: Organization | None = None
    forum: Forum | None = None

    def requests(self) -> LocalRequestQuerySet:
        """Asked or joined by the organization; led or shared by it, if it is a ministry."""
        rows = LocalRequest.objects.visible_to(self.actor).of_forum(self.forum)
        if self.point is not None:
            keys = LocalRequest.objects.filter(points=self.point).values("pk")
            rows = rows.filter(pk__in=keys)
        if self.organization is None:
            return rows
        of_it = rows.put_to if self.organization.is_national else rows.concerning
        return of_it(self.organization.pk)

    def standings(self, moment: Moment | None, *, of_one: bool = False) -> StandingQuerySet:
        """Where they stood at a moment, or stand now; `of_one`: asked of one at a time."""
        rows = Standing.objects.when(moment).visible_to(self.actor, of_one=of_one)
        rows = rows.of_forum(self.forum)
        if self.point is not None:
            rows = rows.on_point(self.point.pk)
        if self.organization is None:
            return rows
        of_it = rows.put_to if self.organization.is_national else rows.concerning
        return of_it(self.organization.pk)

    def commitments(self) -> Any:
        """Made by the organization, or answers to its requests."""
        rows = Commitment.objects.visible_to(self.actor).of_forum(self.forum)
        if self.point is not None:
            rows = rows.filter(pk__in=self.point.commitments.values("pk"))
        if self.organization is not None:
            answering = Commitment.objects.filter(answers__in=self.requests()).values("pk")
            rows = rows.filter(Q(organization=self.organization) | Q(pk__in=answering))
        return rows

    def points(self, rows: Any) -> Any:
        """Points are nobody's: with an organization there are none."""
        if self.organization is not None:
            return rows.none()
        return rows.filter(pk=self.point.pk) if self.point is not None else rows

    def follow_ups(self) -> Any:
        """On the point and its requests; given to the organization or on its requests."""
        rows = FollowUp.objects.visible_to(self.actor).of_forum(self.forum)
        kinds = ContentType.objects.get_for_models(DiscussionPoint, LocalRequest)
        on_requests = Q(
            content_type=kinds[LocalRequest], object_id__in=self.requests().values("pk")
        )
        if self.point is not None:
            on_point = Q(content_type=kinds[DiscussionPoint], object_id=self.point.pk)
            rows = rows.filter(on_point | on_requests)
        if self.organization is not None:
            rows = rows.filter(Q(organization=self.organization) | on_requests)
        return rows
