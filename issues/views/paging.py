"""The page of a long list that an address asks for."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest

from issues.pages.paging import PER_PAGE, KeptPaginator


def page_of(
    request: HttpRequest,
    rows: QuerySet[Any],
    *,
    per_page: int = PER_PAGE,
    most: int | None = None,
    keys_first: bool = False,
) -> Page[Any]:
    """The page asked for; the nearest one there is for a number that is none. `most`: beyond so
    many rows nothing is counted, and there is no page. `keys_first`: for rows whose conditions
    look at many other tables than those that are shown with them."""
    paginator = KeptPaginator(request, rows, per_page, most, keys_first=keys_first)
    return paginator.get_page(request.GET.get("page"))
