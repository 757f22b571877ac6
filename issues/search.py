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
        condition &= Q(search_text__contains=word)
    return condition


def index_request(local_request: LocalRequest, *, quotes: Iterable[str] = ()) -> None:
    """Set the search fields of a request (without saving). `quotes` are its passages' words."""
    _index(
        local_request,
        (
            local_request.number,
            local_request.title,
            local_request.ask,
            local_request.trouble,
            local_request.speaker,
            local_request.organization.full_name,
            *quotes,
        ),
    )


def index_commitment(commitment: Commitment, *, quotes: Iterable[str] = ()) -> None:
    """Set the search fields of a commitment (without saving)."""
    organization = commitment.organization.full_name if commitment.organization else ""
    _index(
        commitment,
        (commitment.number, commitment.title, commitment.speaker, organization, *quotes),
    )


def _index(row: LocalRequest | Commitment, parts: Iterable[str]) -> None:
    row.search_text = "\n".join(japanese.normalise(part) for part in parts if part)
    row.search_grams = list(japanese.bigrams(row.search_text))
