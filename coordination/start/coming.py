"""次の会合: the session that is prepared, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.rules import Actor
from issues.enums import AWAITING_REPLY
from issues.models import Forum
from meetings.enums import MeetingStatus
from meetings.models import AgendaItem, Document, Handling, Meeting
from workflow.asking import numbers


@dataclass(frozen=True)
class Coming:
    """A planned session. `days` until its day, negative once it has passed; `lines` of its agenda,
    `matters` on it, requests among them and those of these that still wait for a reply."""

    meeting: Meeting
    days: int
    lines: int
    documents: int
    matters: int
    requests: int
    unanswered: int

    @property
    def answered(self) -> int:
        return self.requests - self.unanswered


def coming(actor: Actor, forum: Forum | None, *, on: date) -> Coming | None:
    """The planned session with the earliest day, or None; one whose day has passed waits for
    somebody to say that it was held. Two queries at most."""
    planned = Meeting.objects.visible_to(actor).of_forum(forum).filter(status=MeetingStatus.PLANNED)
    meeting = planned.select_related("body").order_by("held_on", "pk").first()
    if meeting is None:
        return None
    matters = Handling.objects.filter(meeting=meeting)
    counted = numbers.together(
        lines=AgendaItem.objects.filter(meeting=meeting),
        documents=Document.objects.filter(meeting=meeting),
        matters=matters,
        requests=matters.filter(local_request__isnull=False),
        unanswered=matters.filter(local_request__status__in=AWAITING_REPLY),
    )
    return Coming(meeting, (meeting.held_on - on).days, **counted)
