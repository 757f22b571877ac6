"""What a move around a session needs: each looks at one object and says what is missing."""

from __future__ import annotations

from django.utils import timezone

from meetings.enums import MeetingStatus
from meetings.models import Handling, Meeting


def has_come(meeting: Meeting) -> str:
    """A session that lies ahead has not been held."""
    if meeting.held_on > timezone.localdate():
        return "開催日になってから「開催済」にしてください。"
    return ""


def not_closed(handling: Handling) -> str:
    """A closed session's record does not change any more."""
    if handling.meeting.status == MeetingStatus.CLOSED:
        return "確定した会合の記録は変えられません。訂正・追記として残してください。"
    if handling.meeting.is_called_off:
        return "中止・延期した会合の取扱いは、記録できません。"
    return ""


def is_recordable(handling: Handling) -> str:
    """Outcomes are recorded once the session has been held, until it is closed."""
    if handling.meeting.status == MeetingStatus.PLANNED:
        return "会合を「開催済」にすると、取扱いを記録できます。"
    return not_closed(handling)
