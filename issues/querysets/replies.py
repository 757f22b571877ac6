"""Which replies, and which of their files."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import DateField, DateTimeField, Exists, Func, OuterRef, Q, Value
from django.db.models.functions import Cast

from accounts import rules
from accounts.rules import Actor
from issues.enums import (
    ReplyStatus,
)
from issues.querysets.among import hashed
from issues.querysets.related import not_taken_back, party, requests_of, written_down
from publication.models import Removal

if TYPE_CHECKING:
    # Named in strings, which the linter does not read.
    from issues.models import Reply, ReplyAttachment  # noqa: F401

_HERE = Func(
    Value(settings.TIME_ZONE), "submitted_at", function="timezone", output_field=DateTimeField()
)
SUBMITTED_DAY = Cast(_HERE, DateField())
"""The day of a reply, found by the database: to read a time takes longer than the rest of it."""
_HANDED_IN = ~Q(status=ReplyStatus.DRAFT) & Q(submitted_at__isnull=False)


class ReplyQuerySet(models.QuerySet["Reply"]):
    """Which replies."""

    def visible_to(self, actor: Actor) -> Self:
        """Published ones on visible requests for everybody; from submission on for the team and
        the parties to the request; drafts for the ministry that writes them alone."""
        membership = rules.acting(actor)
        mine = membership.organization_id if membership else None
        seen, handed_in = Q(status=ReplyStatus.PUBLISHED), _HANDED_IN
        if rules.sees_everything(actor):
            return self.filter(seen | handed_in)  # on whichever request
        if mine is not None and rules.is_ministry(actor):
            asked_too = requests_of(self.model).keys_shared_by(mine)
            seen |= Q(ministry=mine) | (handed_in & hashed("local_request", asked_too))
            seen |= handed_in & Q(Exists(self._beside().filter(local_request__lead_ministry=mine)))
        if mine is not None and rules.is_local(actor):
            seen |= handed_in & party(self.model, "local_request", mine)
        visible = requests_of(self.model).visible_to(actor).values("pk")
        return self.filter(seen, local_request__in=visible)

    def handed_in(self) -> Self:
        """All that the parties to their request read, published or not."""
        return self.filter(_HANDED_IN)

    def counting_at(self, moment: datetime, known: datetime | None = None) -> Self:
        """Of all that are kept, those handed in and not taken back by that moment, as far as that
        had been written down by `known` (None: by now)."""
        rows = self.filter(not_taken_back(moment), submitted_at__lte=moment)
        return rows if known is None else rows.filter(written_down(self.model, "submit", known))

    def of_charge(self) -> Self:
        """Without those of ministries that are asked beside the one in charge (合議・共管)."""
        return self.exclude(Exists(self._beside()))

    def _beside(self) -> Any:
        """That its ministry is asked beside the one in charge of its request."""
        asking = self.model._meta.apps.get_model("issues", "Asking")
        of_this = {"local_request": OuterRef("local_request"), "ministry": OuterRef("ministry")}
        return asking._default_manager.filter(**of_this).order_by()

    def newest(self) -> Self:
        """Newest edition of the newest round first."""
        return self.order_by("-round", "-edition")


class ReplyAttachmentQuerySet(models.QuerySet["ReplyAttachment"]):
    """Which files of replies."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of visible replies. One that was taken down stays with the team and with the
        ministry that handed it in."""
        replies = self.model._meta.apps.get_model("issues", "Reply")._default_manager.all()
        rows = self.filter(reply__in=replies.visible_to(actor).values("pk"))
        if rules.sees_everything(actor):
            return rows
        kept = ~Q(pk__in=Removal.objects.taken_down(self.model))
        if (membership := rules.acting(actor)) is not None and rules.is_ministry(actor):
            kept |= Q(reply__ministry=membership.organization_id)
        return rows.filter(kept)
