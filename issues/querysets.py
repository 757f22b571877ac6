"""Which rows: the only place that says who may see what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from accounts import rules
from accounts.rules import Actor
from issues.enums import LIVE, OPEN, CommitmentStatus
from issues.search import matches

if TYPE_CHECKING:
    # Named in strings, which the linter does not read.
    from issues.models import Commitment, LocalRequest  # noqa: F401


class LocalRequestQuerySet(models.QuerySet["LocalRequest"]):
    """Which requests."""

    def visible_to(self, actor: Actor) -> Self:
        """Published ones for everybody; all for the secretariat and the working team; a
        ministry also those put to it; a local government also its own."""
        if rules.sees_everything(actor):
            return self
        visible = Q(published_at__isnull=False)
        if (membership := rules.acting(actor)) is not None:
            if rules.is_ministry(actor):
                visible |= Q(lead_ministry=membership.organization_id)
            if rules.is_local(actor):
                visible |= Q(organization=membership.organization_id)
        return self.filter(visible)

    def live(self) -> Self:
        """All but the withdrawn and merged ones."""
        return self.filter(status__in=LIVE)

    def open(self) -> Self:
        """Not settled, withdrawn or merged."""
        return self.filter(status__in=OPEN)

    def with_words(self, query: str) -> Self:
        """Those that hold every word of `query`, 全角/半角 alike."""
        return self.filter(matches(query))

    def for_list(self) -> Self:
        """All that a row of a list shows, in a fixed number of queries."""
        return self.select_related("organization", "lead_ministry").prefetch_related(
            models.Prefetch("request_points", queryset=_points(self.model, "request_points"))
        )


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

    def live(self) -> Self:
        """All but the retracted ones."""
        return self.exclude(status=CommitmentStatus.RETRACTED)

    def with_words(self, query: str) -> Self:
        """Those that hold every word of `query`, 全角/半角 alike."""
        return self.filter(matches(query))

    def for_list(self) -> Self:
        """All that a row of a list shows, in a fixed number of queries."""
        return self.select_related("organization").prefetch_related(
            models.Prefetch("commitment_points", queryset=_points(self.model, "commitment_points"))
        )


def _points(model: Any, relation: str) -> models.QuerySet[Any]:
    rows: models.QuerySet[Any] = model._meta.get_field(relation).related_model.objects.all()
    return rows.select_related("point")
