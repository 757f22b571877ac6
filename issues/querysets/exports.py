"""Which files that somebody asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from accounts import rules
from accounts.rules import Actor

if TYPE_CHECKING:
    # Named in strings, which the linter does not read.
    from issues.models import Export  # noqa: F401


class ExportQuerySet(models.QuerySet["Export"]):
    """Which files that somebody asked for."""

    def owned_by(self, actor: Actor, *, visitor: str = "") -> Self:
        """Those that the actor asked for under the membership it acts under now; of somebody
        without sign-in those that bear the word in its session."""
        if not actor.is_authenticated:
            return self.filter(asked_by=None, visitor=visitor) if visitor else self.none()
        membership = rules.acting(actor)
        return self.filter(asked_by=actor.pk, membership=membership.pk if membership else None)
