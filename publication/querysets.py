"""Which batches and which removals."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef

from accounts import rules
from accounts.rules import Actor
from publication.enums import BatchStatus, RemovalKind
from workflow.pointing import pointing_at

if TYPE_CHECKING:
    # Named in strings, which the linter does not read.
    from publication.models import Batch, Removal  # noqa: F401


class RemovalQuerySet(models.QuerySet["Removal"]):
    """Which removals."""

    def lines(self) -> Self:
        """Those that the public list tells: each act once, undone or not."""
        told = (RemovalKind.UNPUBLISHED, RemovalKind.BLACKED_OUT)
        return self.filter(kind__in=told, part_of=None, was_public=True)

    def standing(self) -> Self:
        """Those that have not been undone."""
        undone = self.model._default_manager.filter(undoes=OuterRef("pk"))
        return self.exclude(kind=RemovalKind.RESTORED).exclude(Exists(undone))

    def of(self, obj: models.Model) -> Self:
        """Those of one thing."""
        return self.filter(**pointing_at(obj))

    def of_all(self, model: type[models.Model]) -> Self:
        """Those of all things of a sort."""
        return self.filter(content_type=ContentType.objects.get_for_model(model))

    def taken_down(self, model: type[models.Model]) -> Any:
        """The keys of all things of a sort that are taken down now, as a subquery."""
        rows = self.of_all(model).standing().filter(kind=RemovalKind.UNPUBLISHED)
        return rows.values("object_id")


class BatchQuerySet(models.QuerySet["Batch"]):
    """Which batches."""

    def visible_to(self, actor: Actor) -> Self:
        """The secretariat's alone: they tell what is going to be public, and when."""
        return self if rules.is_secretariat(actor) else self.none()

    def due(self, now: datetime) -> Self:
        """Set for a time that has come, the earliest first."""
        return self.filter(status=BatchStatus.SCHEDULED, due_at__lte=now).order_by("due_at", "pk")
