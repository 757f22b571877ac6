"""A long list in pages, for people and for the API alike."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from issues.querysets import keyset
from workflow.kept import grown

PER_PAGE = 50
FAR = 500
"""From so many rows on, keys are looked for first: passing over a key costs less than passing over
a whole row. So it does on the first page of so many where another table decides on the order."""


class KeptPaginator(Paginator):
    """Counts again only after the record has grown, and goes on from where a page ended."""

    def __init__(
        self,
        request: HttpRequest,
        rows: QuerySet[Any],
        per_page: int,
        most: int | None = None,
        *,
        keys_first: bool = False,
    ) -> None:
        super().__init__(rows, per_page)
        self.request, self.rows, self.most = request, rows, most
        through_others = any("__" in each for each in keyset.order_of(rows))
        self.keys_first = keys_first or through_others

    @cached_property
    def count(self) -> int:
        return self._counted if self.most is None else min(self._counted, self.most)

    @property
    def more(self) -> bool:
        """There are more than were counted."""
        return self.most is not None and self._counted > self.most

    @cached_property
    def _counted(self) -> int:
        plain = self.rows.order_by().values("pk")
        if self.most is None:
            return grown.kept(self.request, "count", plain, self.rows.count)
        some = plain[: self.most + 1]
        return grown.kept(self.request, ("count", self.most), plain, some.count)

    def page(self, number: Any) -> Page[Any]:
        found: Any = super().page(number)
        found.object_list = rows = self._rows_of(max(0, found.start_index() - 1))
        order = keyset.order_of(self.rows)
        found.after = keyset.place_of(rows[-1], order) if rows and order else ""
        found.before = keyset.place_of(rows[0], order) if rows and order else ""
        return found  # type: ignore[no-any-return]

    def _rows_of(self, start: int) -> Sequence[Any]:
        if start and (place := self.request.GET.get(keyset.AFTER)):
            after = keyset.rows_after(self.rows, place)
            if after is not None and (rows := list(after[: self.per_page])):
                return rows
        if start and (place := self.request.GET.get(keyset.BEFORE)):
            before = keyset.rows_before(self.rows, place)
            if before is not None and (rows := list(before[: self.per_page])):
                return rows[::-1]
        counted = self.rows[start : start + self.per_page]
        if start >= FAR or (self.keys_first and self.count > FAR):
            counted = self.rows.filter(pk__in=list(counted.values_list("pk", flat=True)))
        return list(counted)
