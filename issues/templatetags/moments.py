"""Addresses that carry the chosen session along."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from issues.forms.fields.choosing import options
from issues.pages.keyset import PLACE
from issues.standing.moments import KNOWN, LATER, NEWEST, PARAMETER, Moment

register = template.Library()


@register.simple_tag(takes_context=True)
def at_moment(context: Context, url: str) -> str:
    """The address as of the session that the page shows (`moment` in the context), if any."""
    moment = context.get("moment")
    if not isinstance(moment, Moment):
        return url
    address, mark, fragment = url.partition("#")
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}{moment.query}{mark}{fragment}"


@register.simple_tag(takes_context=True)
def and_moment(context: Context) -> str:
    """The same as a further condition, for an address that has some already."""
    moment = context.get("moment")
    return f"&{moment.query}" if isinstance(moment, Moment) else ""


@register.simple_tag(takes_context=True)
def without_moment(context: Context) -> str:
    """The page's address with the same conditions, as things stand now."""
    return _address(context, left_out=(PARAMETER, KNOWN, *PLACE))


@register.simple_tag(takes_context=True)
def with_later(context: Context) -> str:
    """The page's address as of the same session, with what was written down since."""
    return _address(context, left_out=(KNOWN, *PLACE), **{KNOWN: LATER})


@register.simple_tag(takes_context=True)
def without_later(context: Context) -> str:
    """The page's address as of the same session, as it was known when that was closed."""
    return _address(context, left_out=(KNOWN, *PLACE))


@register.simple_tag
def moment_options(moments: Sequence[Moment], chosen: Moment | None) -> SafeString:
    """The newest sessions to choose from, the newest first, and the chosen one, as `<option>`s."""
    choices = tuple(
        (str(each.meeting.pk), each.words)
        for place, each in enumerate(reversed(moments))
        if place < NEWEST or (chosen is not None and each.meeting.pk == chosen.meeting.pk)
    )
    return options((("", "今の状況"), *choices), str(chosen.meeting.pk) if chosen else None)


def _address(context: Context, *, left_out: tuple[str, ...], **more: str) -> str:
    request = context["request"]
    data = request.GET.copy()
    for name in left_out:
        data.pop(name, None)
    data.update(more)
    return f"{request.path}?{data.urlencode()}" if data else str(request.path)
