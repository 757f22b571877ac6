"""Rows of the list of requests: drawn once, and kept for all who see the same."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.template.context import Context
from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString

from issues.columns.column import Column, Listed, Sort
from issues.columns.groups import words_of
from issues.columns.rows import Row, row_of
from issues.enums import AWAITING_REPLY
from issues.templatetags.moments import at_moment

register = template.Library()

ROW = "issues/local_requests/cells.html"
MOST = 20_000
"""Rows that a process keeps, less than one kilobyte each."""
NOTHING_READ = row_of()
_BLANKS = re.compile(r"\s+")
_BREAKS = re.compile(r"\r\n?|\n")
_BETWEEN_CELLS = re.compile(r"\s*(?:</(?:tr|td|th)>|(<(?:tr|td|th)\b[^>]*>))\s*")
"""The next cell ends the one before it: HTML lets the ends be left out."""


@register.filter
def on_this_site(address: str) -> str:
    """The address without the name of the site, under which the reader is already."""
    return address.removeprefix(settings.SITE_URL)


class Cell(NamedTuple):
    """One cell: which one of `ROW`; and, for a plain one, its heading, the lines of its text and
    whether it is a long text."""

    name: str
    heading: str = ""
    lines: tuple[str, ...] = ()
    long: bool = False


class _Shown:
    """All that a row shows, to compare by, and the request itself, to draw from."""

    def __init__(self, context: Context, cells: tuple[Cell, ...]) -> None:
        request: Any = context["local_request"]
        answer = context["classes"].get(request.pk)
        organization = request.organization
        points = [
            (row.point.position, row.point.short_name) for row in request.request_points.all()
        ]
        self.context, self.cells = context, cells
        self.values = (
            cells,
            context["ticks"],
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
            request.lead_ministry.name if request.lead_ministry else "",
            request.due_on,
            # How far off a date is changes from day to day, where it is counted at all.
            context["on"] if request.due_on and request.status in AWAITING_REPLY else None,
            timezone.localtime(request.standing.changed_shown).date(),
            context["on"].year,
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Shown) and self.values == other.values

    def __hash__(self) -> int:
        return hash(self.values)


@register.simple_tag(takes_context=True)
def request_row(context: Context) -> SafeString:
    """The row of `local_request`, with the cells of `choice` and what `told` says of it. Where
    words were searched they are marked, for once."""
    request: Any = context["local_request"]
    row = context["told"].get(request.number, NOTHING_READ)
    cells = tuple([_cell(each, row) for each in context["choice"].shown])
    if context["filters"].words:
        return _drawn(context, cells)
    shown = _Shown(context, cells)
    drawn = _kept(shown)
    # What is kept is compared by its values: it must not hold on to the whole page.
    shown.context = None  # type: ignore[assignment]
    return drawn


def _cell(column: Column, row: Row) -> Cell:
    listed = column.listed or Listed()
    if not listed.read:
        return Cell(listed.cell)
    words = words_of(column, row) if row is not NOTHING_READ else ""
    lines = tuple(_BREAKS.split(words)) if words else ()
    return Cell(listed.cell or "plain", listed.heading or column.heading, lines, _is_long(column))


def _is_long(column: Column) -> bool:
    return column.sort is Sort.LONG


@lru_cache(maxsize=MOST)
def _kept(shown: _Shown) -> SafeString:
    return _drawn(shown.context, shown.cells)


def _drawn(context: Context, cells: tuple[Cell, ...]) -> SafeString:
    request: Any = context["local_request"]
    changed = timezone.localtime(request.standing.changed_shown).date()
    this_year = context["on"].year
    found: Any = get_template(ROW)
    with context.push(
        cells=cells,
        awaited=request.status in AWAITING_REPLY,
        changed=changed,
        due_short=bool(request.due_on) and request.due_on.year == this_year,
        changed_short=changed.year == this_year,
    ):
        row = _BLANKS.sub(" ", found.template.render(context))
    return SafeString(_BETWEEN_CELLS.sub(lambda tag: tag[1] or "", row))
