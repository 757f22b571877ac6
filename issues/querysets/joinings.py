"""Which joinings: who reads the words of a body that joined, and who knows of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts import rules
from accounts.rules import Actor
from issues.enums import JoiningStatus
from issues.querysets.among import hashed

if TYPE_CHECKING:
    # Named in strings, which the linter does not read.
    from issues.models import Joining  # noqa: F401

ACCEPTED = JoiningStatus.ACCEPTED
ONCE_ACCEPTED = (JoiningStatus.ACCEPTED, JoiningStatus.LEFT)


class JoiningQuerySet(models.QuerySet["Joining"]):
    """Which joinings."""

    def visible_to(self, actor: Actor) -> Self:
        """Those whose words the actor reads: published ones everybody; the team all; the body
        that asked its own; the requester all that were asked of it; other parties and the
        ministries asked those that were accepted. What a merge brought along is read by those who
        read it before, until it is published or shown to the parties."""
        if rules.sees_everything(actor):
            return self
        visible = self._requests().visible_to(actor)
        # Asked of the few that stand for another one, and not worked out for every request.
        stands = Q(Exists(visible.filter(pk=OuterRef("stands_for"))))
        seen = _public() | (Q(status=ACCEPTED, stands_for__isnull=False) & stands)
        if (membership := rules.acting(actor)) is not None:
            mine = membership.organization_id
            if rules.is_local(actor):
                own = self._requests().filter(organization=mine).order_by().values("pk")
                seen |= Q(organization=mine) | _of_requester(mine) | hashed("came_from", own)
            concerned = self._concerned(actor, mine)
            accepted = Q(status=ACCEPTED)
            seen |= accepted & _open_to_parties() & Q(local_request__in=concerned)
            seen |= accepted & Q(came_from__isnull=False) & Q(came_from__in=concerned)
        return self.filter(seen, local_request__in=visible.values("pk"))

    def told_to(self, actor: Actor) -> Self:
        """Those that the actor reads, and those that everybody knew of and that have left: that
        they left is told, their words are not."""
        visible = self._requests().visible_to(actor).values("pk")
        gone = Q(
            status=JoiningStatus.LEFT,
            published_at__isnull=False,
            local_request__published_at__isnull=False,
            local_request__in=visible,
        )
        rows = self.model._default_manager.all()
        return self.filter(
            Q(pk__in=rows.visible_to(actor).values("pk")) | Q(pk__in=rows.filter(gone).values("pk"))
        )

    def accepted(self) -> Self:
        """Those that make their body a party."""
        return self.filter(status=ACCEPTED)

    def waiting(self) -> Self:
        """Asked, and neither accepted nor declined."""
        return self.filter(status=JoiningStatus.ASKED)

    def accepted_at(self, moment: datetime) -> Self:
        """Those that were accepted by then and had not left."""
        return self.filter(
            Q(left_at__isnull=True) | Q(left_at__gt=moment),
            status__in=ONCE_ACCEPTED,
            decided_at__lte=moment,
        )

    def unpublished(self) -> Self:
        """Accepted ones with words of their own on a published request, not published yet."""
        return self.accepted().filter(
            stands_for__isnull=True,
            published_at__isnull=True,
            local_request__published_at__isnull=False,
        )

    def public_with_request(self) -> Self:
        """Those that everybody reads as soon as the request is published: their words have been
        published, here or on the merged request that they stand for."""
        own = Q(stands_for__isnull=True, published_at__isnull=False)
        return self.accepted().filter(own | Q(stands_for__published_at__isnull=False))

    def _requests(self) -> Any:
        return self.model._meta.apps.get_model("issues", "LocalRequest")._default_manager.all()

    def _concerned(self, actor: Actor, mine: int) -> Any:
        """The requests that the actor asked, joined, or has to answer."""
        requests = self._requests()
        if rules.is_ministry(actor):
            return requests.put_to(mine).values("pk")
        if rules.is_local(actor):
            return requests.followed_by(mine).values("pk")
        return requests.none().values("pk")


def _public() -> Q:
    return Q(
        status=ACCEPTED,
        stands_for__isnull=True,
        published_at__isnull=False,
        local_request__published_at__isnull=False,
    )


def _open_to_parties() -> Q:
    """Its own words for this request, or words from a merged one that were shown or published."""
    own = Q(came_from__isnull=True, stands_for__isnull=True)
    return own | Q(shown_at__isnull=False) | Q(published_at__isnull=False)


def _of_requester(mine: int) -> Q:
    return Q(local_request__organization=mine) & _open_to_parties()
