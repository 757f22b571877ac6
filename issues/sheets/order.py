"""What somebody asks for: the requests under the conditions of an address, as that person sees
them, at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import QueryDict
from django.utils import timezone

from accounts import rules
from accounts.rules import Actor
from issues import moments
from issues.filters import LocalRequestFilters
from issues.models import LocalRequest
from issues.moments import Moment
from issues.querysets import LocalRequestQuerySet
from issues.sheets import gathering, overview
from issues.sheets.overview import About, Overview
from issues.sheets.producing import Progress, unheard

SOURCE = "論点 Ronten「要望の一覧」"


@dataclass(frozen=True)
class _Reader:
    """As much of an HTTP request as the conditions ask for."""

    user: Actor
    GET: QueryDict


@dataclass(frozen=True)
class Order:
    """`query` holds the conditions as the list has them in its address, `as_of` among them."""

    actor: Actor
    query: QueryDict
    now: datetime

    @cached_property
    def moment(self) -> Moment | None:
        """The closed session that is looked back to. Raises `Http404` for an unknown one."""
        return moments.chosen(self.query, actor=self.actor)

    @cached_property
    def filters(self) -> LocalRequestFilters:
        """The conditions, bound; with `errors` where they cannot be read."""
        visible = LocalRequest.objects.visible_to(self.actor)
        reader = _Reader(self.actor, self.query)
        return LocalRequestFilters(self.query, visible, request=reader)

    def requests(self) -> LocalRequestQuerySet:
        """The requests as they stand now, in the order asked for."""
        rows: LocalRequestQuerySet = self.filters.qs
        return rows

    def count(self) -> int:
        """How many rows the file will have."""
        return self.requests().count()

    def overview(self, progress: Progress = unheard) -> Overview:
        """The table, with all that is said about it."""
        on = timezone.localdate(self.now)
        rows = gathering.rows(self.requests(), actor=self.actor, on=on, progress=progress)
        return Overview(self._about(), rows, inside=rules.acting(self.actor) is not None)

    def _about(self) -> About:
        words = LocalRequestFilters.SORTS[self.filters.sorted_by][0]
        return About(
            moment=self.now,
            written=self.now,
            session="",
            conditions=self.conditions,
            order=words,
            readers=readers(self.actor),
            source=SOURCE,
        )

    @property
    def conditions(self) -> tuple[str, ...]:
        """Those in force, in words."""
        return tuple(chip.label for chip in self.filters.chips(""))


def readers(actor: Actor) -> str:
    """Who may be given a file that holds what the actor sees."""
    membership = rules.acting(actor)
    if membership is None:
        return overview.FOR_EVERYBODY
    if rules.sees_everything(actor):
        return overview.FOR_THE_TEAM
    name = membership.organization.full_name
    return overview.FOR_ONE_ORGANIZATION.format(organization=name)
