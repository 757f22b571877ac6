"""What a meeting took up, on the meeting's own page."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.template.context import RequestContext

from accounts.rules import sees_everything
from meetings.enums import MeetingStatus
from meetings.models import ClosedReport, Meeting
from meetings.sessions import agenda
from meetings.transitions import MEETING

register = template.Library()


@register.inclusion_tag("meetings/sessions/on_meeting.html", takes_context=True)
def session_on(context: RequestContext, meeting: Meeting) -> dict[str, Any]:
    """`{% session_on meeting %}`: its matters that the reader sees, and the ways to work on it;
    nothing where there is neither."""
    actor = context.get("user") or AnonymousUser()
    found = agenda.lines(meeting, actor=actor)
    closed = meeting.status == MeetingStatus.CLOSED
    return {
        "meeting": meeting,
        "team": sees_everything(actor),
        "may_plan": bool(MEETING.decide("plan", actor, Meeting())),
        "may_close": bool(MEETING.decide("close", actor, meeting)),
        "lines": found if any(line.matters for line in found) else (),
        "has_report": closed and ClosedReport.objects.filter(meeting=meeting).exists(),
    }
