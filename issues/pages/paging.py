"""A long list in pages, for people and for the API alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from issues.pages import keyset
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
        through_others = any("__" in by.path for by in keyset.order_of(rows))
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
        after, before = (self.request.GET.get(each, "") for each in (keyset.AFTER, keyset.BEFORE))
        if start and (rows := self._first_of(keyset.rows_after(self.rows, after))):
            return rows
        if start and (rows := self._first_of(keyset.rows_before(self.rows, before))):
            return rows[::-1]
        return self._counted_off(start)

    def _first_of(self, pieces: Iterable[QuerySet[Any]]) -> list[Any]:
        """As many rows as a page has, of one query after the other."""
        found: list[Any] = []
        for rows in pieces:
            found += rows[: self.per_page - len(found)]
            if len(found) == self.per_page:
                break
        return found

    def _counted_off(self, start: int) -> list[Any]:
        """The rows at this place, passing over those before it or, where these are fewer, over
        those behind it."""
        behind = max(0, self.count - start - self.per_page)
        if behind < start and not self.more and keyset.order_of(self.rows):
            size = min(self.per_page, self.count - start)
            return self._at(keyset.turned(self.rows), behind, size)[::-1]
        return self._at(self.rows, start, self.per_page)

    def _at(self, rows: QuerySet[Any], start: int, size: int) -> list[Any]:
        counted = rows[start : start + size]
        if start >= FAR or (self.keys_first and self.count > FAR):
            counted = rows.filter(pk__in=list(counted.values_list("pk", flat=True)))
        return list(counted)
