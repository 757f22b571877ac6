"""What a dashboard counts: for whom, as of when, of which size of organizations, on which point."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone

from accounts.rules import Actor
from issues.filters import askers, sizes
from issues.models import DiscussionPoint, Forum, Standing
from issues.querysets.standings import StandingQuerySet
from issues.standing.moments import Moment


@dataclass(frozen=True)
class Scope:
    """`now` is when somebody looks; with a `moment`, statuses and replies are those of then.
    `forum`: None for all there are. `request`: what is being answered; counts are kept with it."""

    actor: Actor
    now: datetime
    moment: Moment | None = None
    size: str = ""
    point: DiscussionPoint | None = None
    forum: Forum | None = None
    request: Any = field(default=None, repr=False, compare=False)

    @property
    def at(self) -> datetime:
        """Up to when things count."""
        return self.moment.at if self.moment else self.now

    @property
    def on(self) -> date:
        """The day as of which a reply is overdue."""
        return timezone.localtime(self.at).date()

    def everywhere(self) -> Scope:
        """The same over organizations of every size."""
        return replace(self, size="")

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of organizations in it; none for all."""
        return sizes.kinds(self.size) if self.size else ()

    def every_status(self) -> StandingQuerySet:
        """Where the requests stand that the actor sees of this size and point, withdrawn ones
        included."""
        rows = Standing.objects.when(self.moment).visible_to(self.actor).order_by()
        rows = rows.of_forum(self.forum)
        if self.size:
            rows = rows.filter(organization__kind__in=self.kinds)
        return rows.on_point(self.point.pk) if self.point else rows

    def requests(self) -> StandingQuerySet:
        """Those that are counted: live ones, with what the actor sees of their replies."""
        return self.every_status().live().seen_by(self.actor, on=self.on)

    def apart(self, rows: StandingQuerySet) -> tuple[StandingQuerySet, ...]:
        """Rows of the scope's time: those that stand so still, and those that ended since. Each
        kind is found by an index of its own; as of now there are no others."""
        return (rows,) if self.moment is None else (rows.now(), rows.ended_since(self.moment))

    def requests_apart(self) -> tuple[StandingQuerySet, ...]:
        """`requests`, of every size."""
        return self.apart(self.everywhere().requests())

    def query(self, **conditions: str | Iterable[str]) -> str:
        """An address's part after the `?` that leads to a list with this scope and more: of those
        that asked, as they are counted, without those that joined."""
        kept: dict[str, str | list[str]] = {
            "point": self.point.code if self.point else "",
            "size": self.size,
            **(self.moment.address if self.moment else {}),
        }
        for name, value in conditions.items():
            kept[name] = value if isinstance(value, str) else [str(each) for each in value]
        if any(kept.get(name) for name in ("organization", "size", "prefecture")):
            kept["joined"] = askers.ALONE
        return urlencode([(name, value) for name, value in kept.items() if value], doseq=True)
