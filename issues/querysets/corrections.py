"""Which corrections: old words and proposed ones are for the team and for who proposed them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from accounts import rules
from accounts.rules import Actor
from issues.enums import CorrectionStatus
from workflow.pointing import pointing_at

if TYPE_CHECKING:
    # Named in strings, which the linter does not read.
    from issues.models import Correction  # noqa: F401


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Which corrections."""

    def visible_to(self, actor: Actor) -> Self:
        """All for the secretariat and the working team; an organization those it proposed."""
        if rules.sees_everything(actor):
            return self
        if (membership := rules.acting(actor)) is None:
            return self.none()
        return self.filter(organization=membership.organization_id)

    def waiting(self) -> Self:
        """Neither accepted nor declined."""
        return self.filter(status=CorrectionStatus.PROPOSED)

    def about(self, subject: Any) -> Self:
        """Those of one record."""
        return self.filter(**pointing_at(subject))
