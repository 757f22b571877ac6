"""Looking back: the closed sessions as of which a reader may see statuses, and the one chosen.

Pages, exports and the API name it in the same way: `?as_of=<key of a meeting>`. Without it they
show what is true now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.utils import timezone

from accounts.rules import Actor
from issues.history import quotations
from issues.models import Forum
from japan.eras import format_era
from japan.numbers import whole_number
from workflow.kept import grown

NEWEST = 12
"""How many sessions a page offers to choose from; the report of an older one leads there."""
PARAMETER = "as_of"
KNOWN, LATER = "known", "later"
"""`?known=later`: with what was written down after the session was closed."""


@dataclass(frozen=True)
class Moment:
    """The time up to which changes count for a closed session (`Meeting.closed_at`), and by when
    they had to be known: when its closing was written down; None: by now."""

    meeting: Any
    at: datetime
    known: datetime | None = None

    @property
    def on(self) -> date:
        """The day of the moment, for rules that count days (`unanswered`, `overdue`)."""
        return timezone.localtime(self.at).date()

    @property
    def address(self) -> dict[str, str]:
        """Its parameters in an address."""
        later = {KNOWN: LATER} if self.known is None else {}
        return {PARAMETER: str(self.meeting.pk), **later}

    @cached_property
    def query(self) -> str:
        """The same as they stand in an address."""
        return urlencode(self.address)

    @classmethod
    def of(cls, meeting: Any, *, later: bool = False) -> Moment:
        """The moment of a closed session, as it was known then or (`later`) as it is now."""
        return cls(meeting, meeting.closed_at, None if later else written_down(meeting))

    @cached_property
    def words(self) -> str:
        """As it is offered: 第3回の確定時点（令和6年4月5日（金））."""
        return f"{self}の確定時点（{format_era(self.on)}）"

    def __str__(self) -> str:
        return str(self.meeting)


def written_down(meeting: Any) -> datetime | None:
    """When its closing was written down; None where no report was kept."""
    report = getattr(meeting, "closed_report", None)
    return report.recorded_at if report is not None else None


def closed(actor: Actor, forum: Forum | None = None) -> Any:
    """The closed sessions that the actor sees, of all bodies of a 協議の場 (None: of all), oldest
    first."""
    rows = quotations.meetings().visible_to(actor).of_forum(forum).filter(closed_at__isnull=False)
    rows = rows.select_related("closed_report").defer("closed_report__frame")
    return rows.order_by("closed_at", "pk")


def offered(actor: Actor, forum: Forum | None = None, *, request: Any = None) -> list[Moment]:
    """The moments that the actor may choose from, oldest first. `request`: what is answered; what
    was offered last is offered again unless the record has grown."""
    rows = closed(actor, forum)
    if request is None:
        return [Moment.of(meeting) for meeting in rows]
    return grown.kept(request, "moments", rows, lambda: [Moment.of(each) for each in rows])


def chosen(
    data: Mapping[str, Any],
    *,
    actor: Actor,
    name: str = PARAMETER,
    forum: Forum | None = None,
    among: Sequence[Moment] | None = None,
) -> Moment | None:
    """The moment named in an address, None for now; `among`: those of `offered`, where they have
    been asked for. Raises `Http404` for a session that is not
    closed, that is of another 協議の場 or that the actor does not see: another time must not be
    shown in its place."""
    key = str(data.get(name, "")).strip()
    if not key:
        return None
    number = whole_number(key)
    if number is None:
        meeting = None
    elif among is not None:
        meeting = next((each.meeting for each in among if each.meeting.pk == number), None)
    else:
        meeting = closed(actor, forum).filter(pk=number).first()
    if meeting is None:
        raise Http404("その時点の会合は、確定していないか、見られません。")
    return Moment.of(meeting, later=data.get(KNOWN) == LATER)
