"""対応状況一覧 as a page to print."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from issues.columns import groups
from reports.lists import links, status_table
from reports.lists.selection import Order

MOST_ROWS = 500
"""More would be some hundred pages, which no browser lays out in good time."""


@require_safe
def overview_page(request: HttpRequest) -> HttpResponse:
    """The list under the conditions in the address, condensed to what fits on A4."""
    order = Order(request.user, links.asked_by(request), timezone.now())
    context: dict[str, Any] = {
        "heading": status_table.TITLE,
        "errors": order.filters.form,
        "back": links.address_of_list(order.query),
    }
    count = 0 if order.filters.errors else order.count()
    if order.filters.errors or count > MOST_ROWS:
        context |= {"count": count, "limit": MOST_ROWS}
        context["offers"] = links.offers(order.query, count=count)
        status = 422 if order.filters.errors else 200
        return render(request, "reports/exports/print.html", context, status=status)
    table = order.overview()
    printed = groups.grouped(table.columns)
    context |= {
        "overview": table,
        "heading": table.about.heading,
        "groups": printed,
        "rows": [(row, [(group, group.lines(row)) for group in printed]) for row in table.rows],
    }
    return render(request, "reports/exports/print.html", context)
