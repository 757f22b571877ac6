"""Which words of the voices: the only place that says who may hear them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

from accounts import rules
from accounts.rules import Actor
from issues.querysets.related import party, requests_of


class VoiceQuerySet(models.QuerySet[Any]):
    """Which progress reports, judgements, words of settlements."""

    def visible_to(self, actor: Actor) -> Self:
        """Published ones on visible requests for everybody; before that for the team and the
        parties to the request: who asked and who joined, the ministries that are asked, and
        whoever said it."""
        if rules.sees_everything(actor):
            return self
        requests = requests_of(self.model)
        rows = self.model._default_manager.filter(
            self._open_to(actor), local_request__in=requests.visible_to(actor).values("pk")
        )
        return self.filter(pk__in=rows.values("pk"))

    def _open_to(self, actor: Actor) -> Q:
        seen = Q(published_at__isnull=False)
        membership = rules.acting(actor)
        if membership is None:
            return seen
        mine = membership.organization_id
        if rules.is_ministry(actor):
            asked = requests_of(self.model).put_to(mine)
            seen |= Q(local_request__in=asked.values("pk")) | self._said_by(mine)
        if rules.is_local(actor):
            seen |= party(self.model, "local_request", mine)
        return seen

    def standing(self, moment: datetime | None = None) -> Self:
        """Those that were not taken back; with a moment those said and not taken back by then."""
        if moment is None:
            return self.filter(taken_back_at=None)
        said = {f"{self.model.SAID_AT}__lte": moment}
        return self.filter(Q(taken_back_at=None) | Q(taken_back_at__gt=moment), **said)

    def waiting(self) -> Self:
        """Said, not taken back and not published."""
        return self.standing().filter(published_at=None)

    def _said_by(self, organization_id: int) -> Q:
        names = {field.name for field in self.model._meta.concrete_fields}
        return Q(ministry=organization_id) if "ministry" in names else Q()
