"""Which meeting a file's minutes belong to, and which move brings them in there."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

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
    return next((meeting for meeting in _alike(stated) if _is_it(meeting, stated)), None)


def proposed_meeting(stated: dict[str, Any]) -> Meeting | None:
    """The existing meeting; else a session of the same body and day that has no minutes yet,
    whatever its number: likely the one that these minutes are of."""
    alike = _alike(stated)
    found = [meeting for meeting in alike if _is_it(meeting, stated)]
    same_day = [m for m in alike if is_first(m) and m.held_on.isoformat() == stated["date"]]
    return next(iter((*found, *same_day)), None)


def _alike(stated: dict[str, Any]) -> list[Meeting]:
    """Meetings of the body with that number or on that day."""
    when = Q(session_number=stated["session_number"]) if stated["session_number"] else Q()
    when |= Q(held_on=stated["date"]) if stated["date"] else Q()
    if not when:
        return []
    same = Meeting.objects.filter(when, body__name=body_name(stated)).select_related("body")
    return list(same.exclude(status__in=CALLED_OFF))


def _is_it(meeting: Meeting, stated: dict[str, Any]) -> bool:
    if stated["session_number"]:
        return bool(meeting.session_number == stated["session_number"])
    return meeting.session_number is None and meeting.held_on.isoformat() == stated["date"]
