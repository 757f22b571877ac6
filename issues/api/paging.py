"""The API's pages of requests: numbered like those of the list, and counted as seldom."""

from __future__ import annotations

from typing import Any

from django.core.paginator import InvalidPage
from rest_framework.exceptions import NotFound
from rest_framework.pagination import PageNumberPagination
from rest_framework.utils.urls import remove_query_param, replace_query_param

from issues.pages import keyset
from issues.pages.paging import PER_PAGE, KeptPaginator


class SeekingPagination(PageNumberPagination):
    """`next` and `previous` go on from where the page ends or begins
    (`issues.pages.keyset`)."""

    page_size = PER_PAGE

    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> list[Any]:
        """The rows of the page asked for. Raises `NotFound` for a page that there is none of."""
        self.request = request
        number = request.query_params.get(self.page_query_param, 1)
        try:
            self.page = KeptPaginator(request, queryset, self.page_size).page(number)
        except InvalidPage as error:
            raise NotFound(self.invalid_page_message) from error
        return list(self.page)

    def get_next_link(self) -> str | None:
        """The address of the next page."""
        return self._from_place(super().get_next_link(), keyset.AFTER)

    def get_previous_link(self) -> str | None:
        """The address of the page before."""
        return self._from_place(super().get_previous_link(), keyset.BEFORE)

    def _from_place(self, link: str | None, name: str) -> str | None:
        if link is None:
            return None
        for each in (keyset.AFTER, keyset.BEFORE):
            link = remove_query_param(link, each)
        place = getattr(self.page, name)
        return str(replace_query_param(link, name, place) if place else link)
