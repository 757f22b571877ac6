"""Which discussion points something logged from a meeting's minutes may belong to."""

from __future__ import annotations

from issues.models import DiscussionPoint
from meetings.models import Meeting


def points_at(meeting: Meeting) -> list[DiscussionPoint]:
    """Those in use of the 協議の場 that its body belongs to."""
    return list(DiscussionPoint.objects.filter(forum=meeting.body.forum_id).offered())
