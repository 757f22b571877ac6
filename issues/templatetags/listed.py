"""Rows of the list of requests: drawn once, and kept for all who see the same."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString

from issues.templatetags.moments import at_moment

register = template.Library()

ROW = "issues/local_requests/list.html#row"
MOST = 20_000
"""Rows that a process keeps, less than one kilobyte each."""
_BLANKS = re.compile(r"\s+")
_BETWEEN_CELLS = re.compile(r"\s*(?:</(?:tr|td|th)>|(<(?:tr|td|th)\b[^>]*>))\s*")
"""The next cell ends the one before it: HTML lets the ends be left out."""


class _Shown:
    """All that a row shows, to compare by, and the request itself, to draw from."""

    def __init__(self, context: Context) -> None:
        request: Any = context["local_request"]
        answer = context["classes"].get(request.pk)
        organization = request.organization
        points = [
            (row.point.position, row.point.short_name) for row in request.request_points.all()
        ]
        self.context = context
        self.values = (
            request.number,
            request.title,
            request.kind,
            request.status,
            request.said_on,
            request.is_published,
            request.fictional,
            organization.full_name,
            at_moment(context, organization.get_absolute_url()),
            tuple(points),
            (str(answer), answer.fictional) if answer else None,
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Shown) and self.values == other.values

    def __hash__(self) -> int:
        return hash(self.values)


@register.simple_tag(takes_context=True)
def request_row(context: Context) -> SafeString:
    """The row of `local_request`. Where words were searched they are marked, for once."""
    if context["filters"].words:
        return _drawn(context)
    shown = _Shown(context)
    row = _kept(shown)
    # What is kept is compared by its values: it must not hold on to the whole page.
    shown.context = None  # type: ignore[assignment]
    return row


@lru_cache(maxsize=MOST)
def _kept(shown: _Shown) -> SafeString:
    return _drawn(shown.context)


def _drawn(context: Context) -> SafeString:
    drawn: Any = get_template(ROW)
    row = _BLANKS.sub(" ", drawn.template.render(context))
    return SafeString(_BETWEEN_CELLS.sub(lambda tag: tag[1] or "", row))
