"""How requests and commitments were searched before there were documents of words: for migrations
of that time alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from japan import text as japanese


def index_request(row: Any, *, quotes: Iterable[str]) -> None:
    """Set the search fields of a row of that time (without saving)."""
    parts = (row.number, row.title, row.ask, row.trouble, row.speaker, row.organization.full_name)
    row.search_text = "\n".join(japanese.normalise(part) for part in (*parts, *quotes) if part)
    row.search_grams = list(japanese.bigrams(row.search_text))
