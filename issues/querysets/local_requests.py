"""Which requests: above all those that somebody may see."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from accounts import rules
from accounts.rules import Actor
from issues.enums import (
    LIVE,
    OPEN,
    PUBLISHABLE,
    JoiningStatus,
    ReplyStatus,
)
from issues.querysets.among import Keys, among, hashed
from issues.querysets.newest_voices import heard_by
from issues.querysets.related import points_of

if TYPE_CHECKING:
    # Named in strings, which the linter does not read.
    from issues.models import Forum, LocalRequest  # noqa: F401


def read_inside(actor: Actor, *, put_to: Callable[[int], Q], followed: Callable[[int], Q]) -> Q:
    """What somebody outside the team reads before its publication: a ministry what was put to it,
    a local government or association what it asked or joined."""
    membership = rules.acting(actor)
    inside = Q(pk__in=())
    if membership is None:
        return inside
    if rules.is_ministry(actor):
        inside |= put_to(membership.organization_id)
    if rules.is_local(actor):
        inside |= followed(membership.organization_id)
    return inside


class LocalRequestQuerySet(models.QuerySet["LocalRequest"]):
    """Which requests."""

    def visible_to(self, actor: Actor) -> Self:
        """Published ones for everybody; all for the secretariat and the working team; a
        ministry also those put to it; a local government also its own and those that let it
        join."""
        if rules.sees_everything(actor):
            return self
        return self.filter(Q(published_at__isnull=False) | self._read_inside(actor, hashed))

    def of_forum(self, forum: Forum | None) -> Self:
        """Of this 協議の場; of all for None."""
        return self if forum is None else self.filter(forum=forum.pk)

    def read_inside_by(self, actor: Actor) -> Self:
        """Those that somebody outside the team reads before their publication."""
        return self.filter(self._read_inside(actor, hashed))

    def _read_inside(self, actor: Actor, keys: Keys) -> Q:
        return read_inside(
            actor,
            put_to=partial(self._put_to, keys=keys),
            followed=partial(self.followed, keys=keys),
        )

    def concerning(self, organization_id: int) -> Self:
        """Asked or joined by this local government or association; asking to join is not enough."""
        return self.filter(
            Q(organization=organization_id) | among("pk", self._joined("joinings", organization_id))
        )

    def followed_by(self, organization_id: int) -> Self:
        """The same, and merged requests that it had joined before they were merged."""
        return self.filter(self.followed(organization_id, among))

    def followed(self, organization_id: int, keys: Keys, name: str = "pk") -> Q:
        """The condition of that, on rows whose field `name` holds the key of a request."""
        joined = self._joined("joinings", organization_id)
        carried = self._joined("carried_joinings", organization_id)
        return Q(organization=organization_id) | keys(name, joined) | keys(name, carried)

    def _joined(self, relation: str, organization_id: int) -> Any:
        field: Any = self.model._meta.get_field(relation).remote_field
        rows = field.model._default_manager.filter(
            organization=organization_id, status=JoiningStatus.ACCEPTED
        )
        return rows.exclude(**{field.name: None}).order_by().values(field.name)

    def put_to(self, organization_id: int) -> Self:
        """Led or shared by this ministry."""
        return self.filter(self._put_to(organization_id, among))

    def shared_by(self, organization_id: int) -> Self:
        """Those that this ministry is asked about as well, though another one may lead them."""
        return self.filter(self._shared_by(organization_id, among))

    def _put_to(self, organization_id: int, keys: Keys) -> Q:
        return Q(lead_ministry=organization_id) | self._shared_by(organization_id, keys)

    def keys_shared_by(self, organization_id: int) -> Any:
        """A query of the keys of those."""
        asked: Any = self.model._meta.get_field("co_ministries").remote_field
        rows = asked.through._default_manager.filter(organization=organization_id)
        return rows.values("localrequest")

    def _shared_by(self, organization_id: int, keys: Keys) -> Q:
        return keys("pk", self.keys_shared_by(organization_id))

    def heard_by(self, actor: Actor) -> Self:
        """With the newest words of the voices that the actor may hear, beside each row."""
        rows: Self = heard_by(self, actor)
        return rows

    def live(self) -> Self:
        """All but the withdrawn and merged ones."""
        return self.filter(status__in=LIVE)

    def publishable(self) -> Self:
        """All but the withdrawn ones."""
        return self.filter(status__in=PUBLISHABLE)

    def open(self) -> Self:
        """Not settled, withdrawn or merged."""
        return self.filter(status__in=OPEN)

    def for_list(self) -> Self:
        """All that a row of a list shows, in a fixed number of queries."""
        rows = self.with_answerer()
        return rows.prefetch_related(
            models.Prefetch("request_points", queryset=points_of(self.model, "request_points"))
        )

    def with_answerer(self) -> Self:
        """With whoever asked and leads; `answered_by_name` is the ministry that handed in the
        newest reply (see `standing.answerer`); `owed_on`, `all_asked` and
        `all_waiting` as in `Standing`."""
        replies: Any = self.model._meta.get_field("replies").related_model
        answers = replies._default_manager.filter(local_request=OuterRef("pk"))
        answers = answers.exclude(status=ReplyStatus.DRAFT).of_charge()
        newest = answers.order_by("-submitted_at", "-pk").values("ministry__name")[:1]
        standing = self.model._meta.apps.get_model("issues", "Standing")._default_manager.now()
        stands = standing.filter(local_request=OuterRef("pk"))
        carried = {
            name: Subquery(stands.values(of)[:1])
            for name, of in (
                ("owed_on", "owed_on"), ("all_asked", "asked"), ("all_waiting", "waiting"),
            )
        }  # fmt: skip
        rows = self.annotate(answered_by_name=Subquery(newest), **carried)
        return rows.select_related("organization", "lead_ministry")

    def without_texts(self) -> Self:
        """For rows that show none of the long texts."""
        return self.defer("ask", "trouble")
