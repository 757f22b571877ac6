"""Which 担当替え: who knows that a ministry asked for one, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from accounts import rules
from accounts.rules import Actor
from issues.enums import HandoverStatus

if TYPE_CHECKING:
    # Named in a string, which the linter does not read.
    from issues.models import Handover  # noqa: F401


class HandoverQuerySet(models.QuerySet["Handover"]):
    """Which ones."""

    def visible_to(self, actor: Actor) -> Self:
        """All for the team; a ministry those on requests that were put to it, and its own."""
        if rules.sees_everything(actor):
            return self
        membership = rules.acting(actor)
        if membership is None or not rules.is_ministry(actor):
            return self.none()
        mine = membership.organization_id
        requests: Any = self.model._meta.apps.get_model("issues", "LocalRequest")
        put_to = requests._default_manager.put_to(mine).order_by().values("pk")
        return self.filter(models.Q(ministry=mine) | models.Q(local_request__in=put_to))

    def waiting(self) -> Self:
        """Not decided yet."""
        return self.filter(status=HandoverStatus.ASKED)
