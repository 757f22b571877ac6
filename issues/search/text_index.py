"""Finding words, also of two characters, in Japanese text.

Each row keeps its normalised text and that text's bigrams. The bigrams stand in a GIN index and
cut the rows down; the text itself then decides: 「費用負担」 is not found in 「費用と負担」.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q

from japan import text as japanese

if TYPE_CHECKING:
    from issues.models import Commitment, LocalRequest


def matches(query: str) -> Q:
    """The condition that a row holds every word of `query`. An empty query matches all."""
    condition = Q()
    for word in japanese.search_terms(query):
        grams = japanese.bigrams(word)
        if grams:
            condition &= Q(search_grams__contains=list(grams))
        if list(grams) != [word]:  # a word of two letters is found by them alone
            condition &= Q(search_text__contains=word)
    return condition


def holds(row: LocalRequest | Commitment, query: str, *, quotes: Iterable[str]) -> bool:
    """Whether a row that rests on these quotes alone holds every word of `query`."""
    text = text_of((*_own(row), *quotes))
    return all(word in text for word in japanese.search_terms(query))


def quotes_of(row: LocalRequest | Commitment) -> tuple[str, ...]:
    """The words of the minutes that a row rests on now."""
    return tuple(row.passages.values_list("quote", flat=True))


def index_anew(row: LocalRequest | Commitment) -> None:
    """Set the search fields of a row (without saving) from its words of now."""
    index_words(row, quotes=quotes_of(row))


def index_words(row: LocalRequest | Commitment, *, quotes: Iterable[str] = ()) -> None:
    """Set the search fields of a row (without saving). `quotes` are its passages' words."""
    row.search_text = text_of((*_own(row), *quotes))
    row.search_grams = list(japanese.bigrams(row.search_text))


index_request = index_words  # the name by which a migration calls it


def _own(row: LocalRequest | Commitment) -> tuple[str, ...]:
    organization = row.organization.full_name if row.organization else ""
    more = (getattr(row, name, "") for name in ("ask", "trouble"))  # of requests alone
    return (row.number, row.title, *more, row.speaker, organization)


def text_of(parts: Iterable[str]) -> str:
    """The normalised text of a row that holds these texts."""
    return "\n".join(japanese.normalise(part) for part in parts if part)
