"""Where the review leads to once nothing waits in its list."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from meetings.models import Meeting, Suggestion
from meetings.transitions import MEETING


@dataclass(frozen=True)
class Onward:
    """`publishes`: the reader may publish the meeting, or what is new of it. `meeting`: another one
    of the 協議の場 with suggestions, and how many of them wait."""

    publishes: bool
    meeting: Meeting | None
    waiting: int


def onward_from(meeting: Meeting, *, actor: User) -> Onward:
    """The next meeting is the one held after this, else the earliest."""
    moves = {offer.transition.verb for offer in MEETING.offered(actor, meeting)}
    found = _next(meeting, actor)
    pending = Suggestion.objects.pending()
    waiting = pending.filter(source=found.current_source_id).count() if found else 0
    return Onward(bool(moves & {"publish", "publish_more"}), found, waiting)


def _next(meeting: Meeting, actor: User) -> Meeting | None:
    waiting = Suggestion.objects.pending().values("source")
    rows = (
        Meeting.objects.visible_to(actor)
        .filter(body__forum=meeting.body.forum_id, current_source__in=waiting)
        .exclude(pk=meeting.pk)
        .select_related("body")
        .order_by("held_on", "pk")
    )
    return rows.filter(held_on__gte=meeting.held_on).first() or rows.first()
