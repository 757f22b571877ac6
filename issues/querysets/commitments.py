"""Which commitments of the national side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from accounts import rules
from accounts.rules import Actor
from issues.enums import (
    CommitmentStatus,
)
from issues.querysets.related import points_of

if TYPE_CHECKING:
    # Named in strings, which the linter does not read.
    from issues.models import Commitment, Forum  # noqa: F401


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Which commitments."""

    def visible_to(self, actor: Actor) -> Self:
        """Published ones for everybody; all for the secretariat and the working team; a
        ministry also its own."""
        if rules.sees_everything(actor):
            return self
        visible = Q(published_at__isnull=False)
        membership = rules.acting(actor)
        if membership is not None and rules.is_ministry(actor):
            visible |= Q(organization=membership.organization_id)
        return self.filter(visible)

    def of_forum(self, forum: Forum | None) -> Self:
        """Of this 協議の場; of all for None."""
        return self if forum is None else self.filter(forum=forum.pk)

    def live(self) -> Self:
        """All but the retracted ones."""
        return self.exclude(status=CommitmentStatus.RETRACTED)

    def for_list(self) -> Self:
        """All that a row of a list shows, in a fixed number of queries."""
        return self.select_related("organization").prefetch_related(
            models.Prefetch(
                "commitment_points", queryset=points_of(self.model, "commitment_points")
            )
        )
