"""A long list in pages."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from workflow import grown

PER_PAGE = 50
FAR = 500
"""From so many rows on, keys are looked for first: passing over a key costs less than passing over
a whole row."""


class KeptPaginator(Paginator):
    """Counts again only after the record has grown."""

    def __init__(self, request: HttpRequest, rows: QuerySet[Any], per_page: int) -> None:
        super().__init__(rows, per_page)
        self.request, self.rows = request, rows

    @cached_property
    def count(self) -> int:
        plain = self.rows.order_by().values("pk")
        return grown.kept(self.request, "count", plain, self.rows.count)

    def page(self, number: Any) -> Page[Any]:
        found = super().page(number)
        start = found.start_index() - 1
        if start >= FAR:
            keys = self.rows.values_list("pk", flat=True)[start : start + self.per_page]
            found.object_list = self.rows.filter(pk__in=list(keys))
        return found


def page_of(request: HttpRequest, rows: QuerySet[Any], *, per_page: int = PER_PAGE) -> Page[Any]:
    """The page asked for; the nearest one there is for a number that is none."""
    return KeptPaginator(request, rows, per_page).get_page(request.GET.get("page"))
