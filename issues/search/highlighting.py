"""Where the words of a search stand in the rows of a list."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.rules import Actor
from issues.history import quotations
from issues.models import LocalRequest
from searching import marking
from searching.marking import Snippet
from searching.query import Query


def hits(
    local_requests: Iterable[LocalRequest], query: Query, *, actor: Actor
) -> dict[int, list[Snippet]]:
    """For requests found by words that their titles do not show: where the words stand instead."""
    if not query:
        return {}
    rows = [row for row in local_requests if not marking.spans(row.title, query)]
    quotes = quotations.of_many(rows, actor=actor)
    return {row.pk: _snippets(row, [o.words for o in quotes[row.pk]], query) for row in rows}


def _snippets(row: LocalRequest, quotes: list[str], query: Query) -> list[Snippet]:
    places = [("引用", quote) for quote in quotes]
    places += [("求める措置", row.ask), ("支障事例・効果", row.trouble)]
    for label, text in places:
        if found := marking.spans(text, query):
            return [Snippet(label, marking.around(text, found))]
    return []
