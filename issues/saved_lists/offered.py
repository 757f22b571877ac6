"""What stands above the list of requests: lists by name, each with how many requests it finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from issues.filters.local_requests import LocalRequestFilters
from issues.forums import chosen_forum
from issues.models import SavedList, Standing
from issues.saved_lists import standard
from issues.standing import moments
from workflow.asking import numbers
from workflow.kept import grown

MOST = 1_000
"""Nobody reads more at once; to count all of a hundred thousand takes long, each time one moves."""


@dataclass(frozen=True)
class Offer:
    """A list by its name. Without a `count` a condition of it is no more: its page says which."""

    name: str
    query: str
    count: int | None
    current: bool
    shared: bool = False

    @property
    def counted(self) -> int:
        """As far as it was counted."""
        return min(self.count or 0, MOST)

    @property
    def more(self) -> bool:
        """There are more than were counted."""
        return self.count is not None and self.count > MOST


def offers(request: HttpRequest, shown: LocalRequestFilters) -> list[Offer]:
    """Those of the reader's role, those that its organization shares, its own; `shown` is what the
    page itself shows. All are counted in one query, and again only after the record has grown."""
    named = list(_named(request))
    bound = {query: _bound(request, query) for _, query, _ in named}
    rows = {query: each.qs for query, each in bound.items() if not each.errors}
    counts = _counts(request, rows)
    here = shown.canonical
    return [
        Offer(name, query, counts.get(query), bound[query].canonical == here, shared)
        for name, query, shared in named
    ]


def _named(request: HttpRequest) -> Iterator[tuple[str, str, bool]]:
    """Name, query and whether it is shared."""
    for name, query in standard.of(request.user):
        yield name, query, False
    saved = SavedList.objects.offered_to(request.user).of_forum(chosen_forum.given(request))
    for each in saved:
        yield each.name, each.query, each.shared


def _bound(request: HttpRequest, query: str) -> LocalRequestFilters:
    data = QueryDict(query)
    looking_back = moments.PARAMETER in data
    visible = Standing.objects.readable(request.user, looking_back=looking_back)
    return LocalRequestFilters(data, visible, request=request)


def _counts(request: HttpRequest, rows: dict[str, Any]) -> dict[str, int]:
    """How many rows each query finds."""
    if not rows:
        return {}
    first, *others = [each.order_by().values("pk") for each in rows.values()]
    named = {f"n{place}": each for place, each in enumerate(rows.values())}
    counts = grown.kept(
        request,
        "counts",
        first.union(*others, all=True),
        lambda: numbers.together(up_to=MOST + 1, **named),
    )
    return dict(zip(rows, counts.values(), strict=True))
