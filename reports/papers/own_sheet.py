"""首長に見せる1枚: where each request of an organization stands, and what is asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.models import Membership
from accounts.rules import Actor
from issues.desks import local_desk
from issues.desks.local_desk import Desk, Matter
from japan.eras import format_era
from reports.papers.briefing import cut


@dataclass(frozen=True)
class Row:
    """One request: where it stands in a sentence, the newest answer, what is asked ("" nothing)."""

    number: str
    title: str
    url: str
    status: str
    status_label: str
    sentence: str
    answer: str
    words: str
    asked: str
    public: bool
    fictional: bool


@dataclass(frozen=True)
class Sheet:
    """What one organization is told on a day. `rows`: what is asked of it first, then what goes on,
    then what has ended; `total` counts those beyond them too."""

    organization: str
    on: date
    rows: tuple[Row, ...]
    total: int
    asked: int
    tasks: int
    session: str
    fictional: bool

    @property
    def internal(self) -> bool:
        """Something on it is not public."""
        return not all(row.public for row in self.rows)

    def first(self, number: int) -> tuple[Row, ...]:
        """So many rows."""
        return self.rows[:number]


def sheet_of(actor: Actor, membership: Membership, *, on: date) -> Sheet:
    """The sheet of the organization that the reader acts for."""
    desk = local_desk.desk_of(actor, membership.organization_id, on=on)
    rows = tuple(_rows(desk))
    return Sheet(
        organization=membership.organization.full_name,
        on=on,
        rows=rows,
        total=desk.total,
        asked=desk.asked.total,
        tasks=desk.tasks.total,
        session=_session(desk),
        fictional=any(row.fictional for row in rows),
    )


def _rows(desk: Desk) -> Iterator[Row]:
    for pile in (desk.asked, desk.going, desk.ended):
        matters: Iterable[Matter] = pile.matters
        for matter in matters:
            yield _row(matter)


def _row(matter: Matter) -> Row:
    asks: Any = matter.local_request
    reply = matter.reply
    told = ""
    if reply is not None and reply.submitted_at is not None:
        day = format_era(timezone.localdate(reply.submitted_at))
        told = f"{reply.ministry.name}の{reply}「{reply.get_reply_class_display()}」（{day}）"
    return Row(
        number=asks.number,
        title=asks.title,
        url=asks.get_absolute_url(),
        status=asks.status,
        status_label=asks.get_status_display(),
        sentence=matter.sentence,
        answer=told,
        words=reply.text if reply is not None else "",
        asked="納得したか、再検討を求めるかの見解" if matter.url else "",
        public=asks.is_published and (reply is None or reply.published_at is not None),
        fictional=asks.fictional or (reply is not None and reply.fictional),
    )


def _session(desk: Desk) -> str:
    if desk.session is None:
        return "公表された予定は、ありません"
    meeting = desk.session.meeting
    taken_up = "、".join(each.number for each in desk.session.local_requests)
    words = (str(meeting), format_era(meeting.held_on), cut(meeting.place, 40))
    matters = f"（{taken_up}を扱う予定）" if taken_up else ""
    return "　".join(word for word in words if word) + matters
