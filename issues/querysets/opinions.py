"""Which opinions."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts import rules
from accounts.rules import Actor
from issues.enums import (
    OpinionStatus,
)
from issues.querysets.related import not_taken_back, party, requests_of, written_down

if TYPE_CHECKING:
    # Named in strings, which the linter does not read.
    from issues.models import Opinion  # noqa: F401


class OpinionQuerySet(models.QuerySet["Opinion"]):
    """Which opinions."""

    def visible_to(self, actor: Actor) -> Self:
        """Published ones for everybody; before that for the team, the organization that gave it,
        the parties to the request and the ministry that is answered."""
        membership = rules.acting(actor)
        mine = membership.organization_id if membership else None
        seen = Q(status=OpinionStatus.PUBLISHED)
        if rules.sees_everything(actor):
            return self
        if mine is not None and (rules.is_local(actor) or rules.is_ministry(actor)):
            seen |= Q(organization=mine) | Q(reply__ministry=mine)
            seen |= party(self.model, "reply__local_request", mine)
        visible = requests_of(self.model).visible_to(actor).values("pk")
        return self.filter(seen, reply__local_request__in=visible)

    def counting_at(self, moment: datetime, known: datetime | None = None) -> Self:
        """Of all that are kept, those given and not taken back by that moment, as far as that had
        been written down by `known` (None: by now)."""
        rows = self.filter(not_taken_back(moment), given_at__lte=moment)
        return rows if known is None else rows.filter(written_down(self.model, "give", known))

    def standing(self, *, of: Any = None) -> Self:
        """Each organization's newest word in each round: it replaces what the organization said
        to an earlier edition of the reply. `of`: the requests (keys) whose opinions these are, so
        that the database looks for later words among theirs and not among all."""
        later = self.model._default_manager.filter(
            organization=OuterRef("organization"),
            reply__local_request=OuterRef("reply__local_request"),
            reply__round=OuterRef("reply__round"),
            pk__gt=OuterRef("pk"),
        )
        if of is not None:
            later = later.filter(reply__local_request__in=of)
        return self.exclude(Exists(later))
