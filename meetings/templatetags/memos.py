"""The way from a discussion point to writing its 整理メモ."""

from __future__ import annotations

from itertools import islice

from django import template
from django.contrib.auth.models import AnonymousUser
from django.template.context import RequestContext

from accounts.rules import Actor
from issues.models import DiscussionPoint
from meetings.models import Meeting
from meetings.transitions import MEETING

register = template.Library()

OFFERED = 3
"""Sessions offered to write for, the latest first."""


@register.simple_tag(takes_context=True)
def memo_links(context: RequestContext, point: DiscussionPoint) -> list[Meeting]:
    """`{% memo_links point as meetings %}`: the sessions whose memo the reader may write, the
    latest first; none for others. One query."""
    actor = context.get("user") or AnonymousUser()
    latest = Meeting.objects.visible_to(actor).filter(closed_at=None)
    latest = latest.filter(body__forum=point.forum_id).select_related("body")
    may = (row for row in latest.order_by("-held_on", "-pk") if _may(actor, row))
    return list(islice(may, OFFERED))


def _may(actor: Actor, meeting: Meeting) -> bool:
    return bool(MEETING.decide("record", actor, meeting))
