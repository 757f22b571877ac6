"""Which records are about the same, by the terms that they share.

A term counts the more, the fewer records have it. Only records that the reader sees are looked at,
also where it is worked out how rare a term is: whoever may not see a request learns nothing of it,
not even by the order of others. A term that very many have finds nothing where rarer ones do (else
some of those that have it are looked at); it counts between those that were found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import log
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Case, Exists, OuterRef, When
from django.db.models.expressions import RawSQL

from issues.alike import wording

COMMON = 1_000
"""More that have a term are not looked at."""
LOOKED_AT = 60
"""So many records are compared term by term."""
LIKELY = 0.15
"""From this share of what both say on, two records are taken to be about the same."""


@dataclass(frozen=True)
class Likeness:
    """A record (key) that is about the same: the share of what both say, from 0 to 1, and the
    terms that both have, the rarest first."""

    key: int
    share: float
    terms: tuple[str, ...]


def alike(terms: Sequence[str], among: Any, *, most: int) -> list[Likeness]:
    """Those of `among` (a query of rows of terms, with `pk` of their records, that the reader sees)
    which are about the same as a text with these terms, the likest first. Two queries."""
    by_term = _having(terms, among)
    every = {key for keys in by_term.values() for key in keys}
    rare = {term: log(1 + len(every) / max(1, len(keys))) for term, keys in by_term.items()}
    heard: dict[int, float] = defaultdict(float)
    found_by = [term for term, keys in by_term.items() if len(keys) < COMMON] or list(by_term)
    for term in found_by:
        for key in by_term[term]:
            heard[key] += rare[term]
    first = nlargest(LOOKED_AT, heard, key=lambda key: (heard[key], -key))
    found = [
        _likeness(key, theirs, rare)
        for key, theirs in _terms_of(first, among)
        if len(rare.keys() & set(theirs)) > 1  # a single word is chance
    ]
    likely = [each for each in found if each.share >= LIKELY]
    return sorted(likely, key=lambda each: (-each.share, each.key))[:most]


def seen(model: Any, records: Any) -> Any:
    """The rows of terms of these records (a query, those that a reader sees). Asked of each row
    that has a term, until there are enough: joined, all that the reader sees would be gone through
    once for each term."""
    there = Exists(records.order_by().filter(pk=OuterRef("pk")))
    return model.objects.filter(Case(When(there, then=True), default=False))


def _likeness(key: int, theirs: Sequence[str], rare: dict[str, float]) -> Likeness:
    """Terms of theirs alone weigh as much as the others do on average."""
    shared = [term for term in theirs if term in rare]
    both = sum(rare[term] for term in shared)
    average = sum(rare.values()) / len(rare)
    whole = sum(rare.values()) + average * (len(theirs) - len(shared))
    told = sorted(wording.shortest(shared), key=lambda term: -rare[term])
    return Likeness(key, both / whole, tuple(told))


def _having(terms: Sequence[str], among: Any) -> dict[str, list[int]]:
    """The keys of those that have each term, `COMMON` at the most; one query."""
    holds = f"{among.model._meta.db_table}.terms @> ARRAY[asked.term]::varchar[]"
    rows = among.filter(RawSQL(holds, (), BooleanField())).order_by().values("pk")[:COMMON]
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT asked.term, ARRAY({sql}) FROM unnest(%s::varchar[]) AS asked (term)",
            [*params, list(terms)],
        )
        return dict(cursor.fetchall())


def _terms_of(keys: Sequence[int], among: Any) -> list[tuple[int, list[str]]]:
    rows = among.model.objects.filter(pk__in=keys).order_by()
    return list(rows.values_list("pk", "terms")) if keys else []
