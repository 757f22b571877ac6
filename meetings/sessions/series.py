"""Sessions of one body in their order, and the moments at which they begin and end."""

from __future__ import annotations

from datetime import datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from meetings.enums import CALLED_OFF, MeetingStatus
from meetings.models import Meeting


def moment_of(meeting: Meeting) -> datetime:
    """When what the session did counts: its end (its date's last minute without one)."""
    return _at(meeting, meeting.ends_at or time(23, 59))


def beginning_of(meeting: Meeting) -> datetime:
    """When the session begins (its date's first minute without a time)."""
    return _at(meeting, meeting.starts_at or time(0, 0))


def earlier(meeting: Meeting) -> QuerySet[Meeting]:
    """The body's sessions before this one, oldest first; on one day the number decides."""
    before = Q(held_on__lt=meeting.held_on)
    if meeting.session_number is not None:
        before |= Q(held_on=meeting.held_on, session_number__lt=meeting.session_number)
    return _of_body(meeting).filter(before)


def later(meeting: Meeting) -> QuerySet[Meeting]:
    """The body's sessions after this one, oldest first."""
    after = Q(held_on__gt=meeting.held_on)
    if meeting.session_number is not None:
        after |= Q(held_on=meeting.held_on, session_number__gt=meeting.session_number)
    return _of_body(meeting).filter(after)


def previous(meeting: Meeting) -> Meeting | None:
    """The body's session before this one that took place."""
    return earlier(meeting).exclude(status__in=(MeetingStatus.PLANNED, *CALLED_OFF)).last()


def last_attended(meeting: Meeting) -> Meeting | None:
    """The body's latest session before this one that says who was there."""
    held = earlier(meeting).exclude(status__in=(MeetingStatus.PLANNED, *CALLED_OFF))
    return held.filter(attendances__isnull=False).distinct().last()


def following(meeting: Meeting) -> Meeting | None:
    """The body's next session that is not closed yet, nor called off."""
    return later(meeting).exclude(status__in=(MeetingStatus.CLOSED, *CALLED_OFF)).first()


def _of_body(meeting: Meeting) -> QuerySet[Meeting]:
    return Meeting.objects.filter(body=meeting.body_id).order_by("held_on", "session_number", "pk")


def _at(meeting: Meeting, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(meeting.held_on, moment))
