"""Which meeting a file's minutes belong to, and which move brings them in there."""

from __future__ import annotations

from typing import Any

from meetings.enums import CALLED_OFF, MeetingStatus
from meetings.models import Meeting

WITHOUT_MINUTES = (MeetingStatus.PLANNED, MeetingStatus.HELD)


def is_first(meeting: Meeting) -> bool:
    """Whether a planned or held session still waits for its minutes."""
    return meeting.current_source_id is None and meeting.status in WITHOUT_MINUTES


def verb_for(meeting: Meeting) -> str:
    """The move of `meetings.transitions.MEETING` that takes in a file for this meeting."""
    return "receive_minutes" if is_first(meeting) else "reimport"


def body_name(stated: dict[str, Any]) -> str:
    """The name of the body, with the keys of a reading; without one the meeting's title."""
    return str(stated["body"] or stated["title"])[:200]


def existing_meeting(stated: dict[str, Any]) -> Meeting | None:
    """The meeting of the same body and number (without a number: of the same day)."""
    if not (stated["session_number"] or stated["date"]):
        return None
    same = Meeting.objects.filter(body__name=body_name(stated)).select_related("body")
    same = same.exclude(status__in=CALLED_OFF)
    if number := stated["session_number"]:
        return same.filter(session_number=number).first()
    return same.filter(session_number=None, held_on=stated["date"]).first()


def waiting_meeting(stated: dict[str, Any]) -> Meeting | None:
    """A session of the same body and day that has no minutes yet, whatever its number: likely the
    one that these minutes are of."""
    if not stated["date"]:
        return None
    waiting = Meeting.objects.filter(body__name=body_name(stated), held_on=stated["date"])
    waiting = waiting.filter(current_source=None, status__in=WITHOUT_MINUTES)
    return waiting.select_related("body").first()
