"""What people have of their own: files that they asked for, lists that they saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from accounts import rules
from accounts.rules import Actor

if TYPE_CHECKING:
    # Named in strings, which the linter does not read.
    from issues.models import Export, Forum, SavedList  # noqa: F401


class ExportQuerySet(models.QuerySet["Export"]):
    """Which files that somebody asked for."""

    def owned_by(self, actor: Actor, *, visitor: str = "") -> Self:
        """Those that the actor asked for under the membership it acts under now; of somebody
        without sign-in those that bear the word in its session."""
        if not actor.is_authenticated:
            return self.filter(asked_by=None, visitor=visitor) if visitor else self.none()
        membership = rules.acting(actor)
        return self.filter(asked_by=actor.pk, membership=membership.pk if membership else None)


class SavedListQuerySet(models.QuerySet["SavedList"]):
    """Which lists that somebody saved."""

    def offered_to(self, actor: Actor) -> Self:
        """The actor's own, and those that are shared within the organization it acts for."""
        membership = rules.acting(actor)
        if membership is None:
            return self.none()
        own = Q(owner=actor.pk) | Q(organization=membership.organization_id)
        return self.filter(own).order_by("organization", "position", "pk")

    def of_forum(self, forum: Forum) -> Self:
        """Those of this 協議の場."""
        return self.filter(forum=forum.pk)

    def beside(self, saved: SavedList) -> Self:
        """All that belong where this one does: to the same person or organization."""
        return self.filter(
            forum=saved.forum_id, owner=saved.owner_id, organization=saved.organization_id
        ).order_by("position", "pk")
