"""Looking back: the closed sessions as of which a reader may see statuses, and the one chosen.

Pages, exports and the API name it in the same way: `?as_of=<key of a meeting>`. Without it they
show what is true now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.utils import timezone

from accounts.rules import Actor
from issues import origins
from japan.numbers import whole_number

PARAMETER = "as_of"


@dataclass(frozen=True)
class Moment:
    """The time up to which changes count for a closed session (`Meeting.closed_at`)."""

    meeting: Any
    at: datetime

    @property
    def on(self) -> date:
        """The day of the moment, for rules that count days (`unanswered`, `overdue`)."""
        return timezone.localtime(self.at).date()

    @classmethod
    def of(cls, meeting: Any) -> Moment:
        """The moment of a closed session."""
        return cls(meeting, meeting.closed_at)

    def __str__(self) -> str:
        return str(self.meeting)


def closed(actor: Actor) -> Any:
    """The closed sessions that the actor sees, of all bodies, oldest first."""
    rows = origins.meetings().visible_to(actor).filter(closed_at__isnull=False)
    return rows.order_by("closed_at", "pk")


def offered(actor: Actor) -> list[Moment]:
    """The moments that the actor may choose from, oldest first; one query."""
    return [Moment.of(meeting) for meeting in closed(actor)]


def chosen(data: Mapping[str, Any], *, actor: Actor, name: str = PARAMETER) -> Moment | None:
    """The moment named in an address, None for now. Raises `Http404` for a session that is not
    closed or that the actor does not see: another time must not be shown in its place."""
    key = str(data.get(name, "")).strip()
    if not key:
        return None
    number = whole_number(key)
    meeting = closed(actor).filter(pk=number).first() if number is not None else None
    if meeting is None:
        raise Http404("その時点の会合は、確定していないか、見られません。")
    return Moment.of(meeting)
