"""Addresses that carry the chosen session along."""

from __future__ import annotations

from django import template
from django.template.context import Context

from issues.moments import PARAMETER, Moment

register = template.Library()


@register.simple_tag(takes_context=True)
def at_moment(context: Context, url: str) -> str:
    """The address as of the session that the page shows (`moment` in the context), if any."""
    moment = context.get("moment")
    if not isinstance(moment, Moment):
        return url
    address, mark, fragment = url.partition("#")
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}{PARAMETER}={moment.meeting.pk}{mark}{fragment}"


@register.simple_tag(takes_context=True)
def and_moment(context: Context) -> str:
    """The same as a further condition, for an address that has some already."""
    moment = context.get("moment")
    return f"&{PARAMETER}={moment.meeting.pk}" if isinstance(moment, Moment) else ""


@register.simple_tag(takes_context=True)
def without_moment(context: Context) -> str:
    """The page's address with the same conditions, as things stand now."""
    request = context["request"]
    data = request.GET.copy()
    data.pop(PARAMETER, None)
    data.pop("page", None)
    return f"{request.path}?{data.urlencode()}" if data else str(request.path)
