"""Which intakes, and which of their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from accounts import rules
from accounts.rules import Actor
from issues.enums import IntakeStatus, RowOutcome

if TYPE_CHECKING:
    # Named in strings, which the linter does not read.
    from issues.models import Intake, IntakeRow  # noqa: F401


class IntakeQuerySet(models.QuerySet["Intake"]):
    """Which intakes."""

    def visible_to(self, actor: Actor) -> Self:
        """All for the secretariat and the working team; a local government's own ones for it."""
        if rules.sees_everything(actor):
            return self
        membership = rules.acting(actor)
        if membership is None or not rules.is_local(actor):
            return self.none()
        return self.filter(organization=membership.organization_id)

    def unfinished(self) -> Self:
        """Neither made nor given up."""
        return self.exclude(status__in=(IntakeStatus.MADE, IntakeStatus.DISCARDED))


class IntakeRowQuerySet(models.QuerySet["IntakeRow"]):
    """Which rows."""

    def good(self) -> Self:
        """Those to be made requests."""
        return self.filter(outcome=RowOutcome.GOOD)

    def wrong(self) -> Self:
        """Those with an error."""
        return self.filter(outcome=RowOutcome.WRONG)

    def doubtful(self) -> Self:
        """Those with something to look at twice."""
        return self.exclude(doubts=[])

    def alike(self) -> Self:
        """Those that are like requests that there are."""
        return self.exclude(likes=[])
