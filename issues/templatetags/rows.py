"""Rows of pages that show many requests: drawn once for the same values (`workflow.kept.parts`)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from issues.desks.matters import Matter
from issues.models import LocalRequest
from issues.pages.grouping import By, Line
from issues.templatetags.moments import at_moment
from workflow.kept.parts import Plain, drawn
from workflow.templatetags.ronten import due

register = template.Library()

TOLD = 100
"""Letters of an answer in a row."""


@register.simple_tag
def points_of(through: Iterable[Any]) -> SafeString:
    """`{% points_of local_request.request_points.all %}`: each point with its page."""
    return drawn("issues/shared/point_links.html", points=_points(through))


@register.simple_tag(takes_context=True)
def plain_row(
    context: Context, local_request: Any, sentence: str, show_organization: bool = False
) -> SafeString:
    """A request with one sentence on where it stands. A view of the past does not tell the date
    that is awaited now."""
    return drawn(
        "issues/shared/request_row.html",
        **_line(local_request, at_moment(context, local_request.get_absolute_url())),
        sentence=sentence,
        due_on=None if context.get("moment") else local_request.due_on,
        organization=local_request.organization.full_name if show_organization else "",
        said_on=local_request.said_on,
        points=_points(local_request.request_points.all()),
    )


@register.simple_tag
def matter_row(
    matter: Matter, today: date, show_due: bool = False, main: bool = False
) -> SafeString:
    """A request on a ministry's desk, with what is to be done."""
    local_request: Any = matter.local_request
    return drawn(
        "issues/desks/matter.html",
        **_line(local_request, local_request.get_absolute_url()),
        sentence=matter.sentence,
        organization=local_request.organization.full_name,
        round=local_request.round,
        points=_points(local_request.request_points.all()),
        due=due(local_request.due_on, on=today) if show_due else "",
        earlier=_answer(matter.earlier, local_request) if matter.earlier else (),
        to_do=matter.url,
        button=matter.button,
        main=main,
    )


def _answer(reply: Any, local_request: Any) -> tuple[Plain, ...]:
    """Whose request it answered (only where another one), which reply, its class, day, words."""
    other = reply.local_request_id != local_request.pk
    return (
        reply.local_request.number if other else "",
        f"{reply.ministry.name}の{reply}",
        reply.get_reply_class_display(),
        reply.submitted_at,
        Truncator(reply.text).chars(TOLD),
        reply.fictional,
        f"{reply.local_request.get_absolute_url()}#reply-{reply.pk}",
    )


@register.simple_tag
def own_matter(matter: Any, today: date, show_due: bool = False) -> SafeString:
    """A request of an organization on its own desk (`issues.desks.local_desk.Matter`)."""
    local_request, reply = matter.local_request, matter.reply
    thread = tuple(
        (each.later, each.local_request.number, each.local_request.get_absolute_url())
        for each in matter.thread
    )
    return drawn(
        "issues/desks/local_matter.html",
        **_line(local_request, local_request.get_absolute_url()),
        sentence=matter.sentence,
        reply=_answer(reply, local_request) if reply else (),
        joined=matter.joined,
        organization=local_request.organization.full_name,
        thread=thread,
        due=due(local_request.due_on, on=today) if show_due and local_request.due_on else "",
    )


@register.simple_tag(takes_context=True)
def grouped_line(context: Context, line: Line, by: By) -> SafeString:
    """A request in a group of a point, without what all of the group have in common."""
    asked: Any = line.local_request
    ministry = asked.lead_ministry.name if asked.lead_ministry else "担当未定"
    values = _line(asked, at_moment(context, asked.get_absolute_url()))
    return drawn(
        "issues/points/line.html",
        **{**values, "status": line.status, "label": line.status_label},
        kind=asked.get_kind_display() if asked.kind != "request" else "",
        organization=asked.organization.full_name if by is not By.ORGANIZATION else "",
        ministry=ministry if by is not By.MINISTRY else "",
        said_on=asked.said_on,
        outcome=line.outcome_label if by is not By.OUTCOME else "",
    )


@register.simple_tag(takes_context=True)
def changed_request(context: Context, local_request: LocalRequest) -> SafeString:
    """A request in a line of what changed."""
    return drawn(
        "reports/changes/request.html",
        url=at_moment(context, local_request.get_absolute_url()),
        number=local_request.number,
        title=local_request.title,
        published=local_request.is_published,
        fictional=local_request.fictional,
    )


def _line(local_request: LocalRequest, url: str) -> dict[str, Plain]:
    return {
        "url": url,
        "number": local_request.number,
        "title": local_request.title,
        "published": local_request.is_published,
        "fictional": local_request.fictional,
        "status": local_request.status,
        "label": local_request.get_status_display(),
    }


def _points(through: Iterable[Any]) -> tuple[Plain, ...]:
    points = (row.point for row in through)
    return tuple((each.position, each.short_name, each.get_absolute_url()) for each in points)
