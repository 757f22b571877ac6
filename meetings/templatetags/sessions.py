"""How far a session is, on each of its pages; what it took up, on its own."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.contrib.auth.models import AnonymousUser
from django.template.context import RequestContext
from django.urls import reverse

from accounts.rules import sees_everything
from meetings.enums import MeetingStatus
from meetings.models import ClosedReport, Meeting
from meetings.sessions import agenda
from meetings.sessions.steps import course_of
from workflow.doors import place_to_return

register = template.Library()


@register.inclusion_tag("meetings/sessions/steps.html", takes_context=True)
def session_steps(context: RequestContext, meeting: Meeting, here: str) -> dict[str, Any]:
    """`{% session_steps meeting "record" %}`: the steps with the way forward, for the team. A page
    that was opened from another one with `next` leads back there."""
    actor = context.get("user") or AnonymousUser()
    if not sees_everything(actor):
        return {}
    back = place_to_return(context["request"])
    return {
        "meeting": meeting,
        "here": here,
        "course": course_of(meeting, actor=actor, here=here),
        "back": back,
        "to_list": back == reverse("meetings:close", args=(meeting.pk,)),
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("meetings/sessions/on_meeting.html", takes_context=True)
def session_on(context: RequestContext, meeting: Meeting) -> dict[str, Any]:
    """`{% session_on meeting %}`: its matters that the reader sees, with its 議事次第 and its
    report; nothing where there is none of them."""
    actor = context.get("user") or AnonymousUser()
    found = agenda.lines(meeting, actor=actor)
    closed = meeting.status == MeetingStatus.CLOSED
    return {
        "meeting": meeting,
        "team": sees_everything(actor),
        "lines": found if any(line.matters for line in found) else (),
        "has_report": closed and ClosedReport.objects.filter(meeting=meeting).exists(),
    }


@register.simple_tag
def back_from(url: str, here: str) -> str:
    """`{% back_from url here %}`: the address with `next`, so that its page leads back."""
    page, mark, place = url.partition("#")
    joined = "&" if "?" in page else "?"
    return f"{page}{joined}{urlencode({'next': here})}{mark}{place}"
