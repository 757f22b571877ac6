"""Searching: what this reader finds, in which order, and how many.

What somebody may not see is neither found nor counted: each document counts for those who see the
row that its words are of, by that noun's own `visible_to`, at the moment of the search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value

from searching import indexing
from searching.groups import Group, all_groups
from searching.matching import Matching
from searching.models import Change, Document
from searching.query import Query

_PLANNING = (
    "SELECT set_config('enable_seqscan', %s, true), set_config('enable_indexscan', %s, true)"
)


class Hit(NamedTuple):
    """A result, and the document by which it is found best."""

    group: str
    owner: int
    noun: str
    key: int


@dataclass(frozen=True)
class Hits:
    """The best results of a group first. `more`: there are more than were counted."""

    group: Group
    found: tuple[Hit, ...] = ()
    more: bool = False

    @property
    def total(self) -> int:
        return len(self.found)


@dataclass(frozen=True)
class Within:
    """Where to look: for whom, in which 協議の場 (key; None for all), on which days (the second one
    is the first that does not count)."""

    actor: Any
    forum: int | None = None
    since: date | None = None
    until: date | None = None
    pending: bool = True
    """Some documents may be out of date."""


def keys_of(group: str, query: Query, actor: Any) -> QuerySet[Any]:
    """The keys of all results of one group, for a list that has conditions of its own."""
    found = _found(all_groups()[group], query, asked_now(Within(actor)))
    keys: QuerySet[Any] = found.order_by().values("owner")
    return keys


def hits(query: Query, within: Within, *, most: int, group: str = "") -> list[Hits]:
    """The results by groups; of more than `most` of a group the newest ones and those that are
    named so are looked at. Groups without any are left out."""
    groups = [each for key, each in all_groups().items() if group in ("", key)]
    (groups, named), within = _with_any(groups, query), asked_now(within)
    rows: dict[str, dict[int, tuple[Any, ...]]] = {each.key: {} for each in groups}
    counted = _taken(rows, [newest(each, query, within, most=most) for each in groups])
    many = [each for each in named if counted[each.key] > most]
    _taken(rows, [newest(each, query, within, most=most, named=True) for each in many])
    return [
        Hits(
            group=each,
            found=tuple(
                Hit(each.key, owner, noun, own)
                for _, _, owner, noun, own in sorted(rows[each.key].values(), reverse=True)[:most]
            ),
            more=counted[each.key] > most,
        )
        for each in groups
        if rows[each.key]
    ]


def asked_now(within: Within) -> Within:
    """Whether any document is out of date, asked once for many groups."""
    return replace(within, pending=Change.objects.exists())


def _with_any(groups: list[Group], query: Query) -> tuple[list[Group], list[Group]]:
    """Those that hold the words at all, whoever may see them, and those of them in which something
    is called so: most words stand in few groups, and what a reader sees takes long to ask."""
    parts = []
    for each in groups:
        words = Matching(query, each.sign)
        for named, condition in ((False, words.anyhow), (True, words.named)):
            rows = Document.objects.filter(condition, group=each.key).order_by()
            parts.append(rows.annotate(named=Value(named)).values_list("group", "named")[:1])
    with _looked_up():
        there = set(parts[0].union(*parts[1:], all=True))
    return (
        [each for each in groups if (each.key, False) in there],
        [each for each in groups if (each.key, True) in there],
    )


@contextmanager
def _looked_up() -> Iterator[None]:
    """Only the index of words is asked. For a single row the planner would rather go through a
    table until it meets one, which takes seconds where there is none."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_PLANNING, ["off", "off"])
        yield
        cursor.execute(_PLANNING, ["on", "on"])


def newest(
    group: Group, query: Query, within: Within, *, most: int, named: bool = False
) -> QuerySet[Any, Any]:
    """The newest documents of a group that hold the words, one more than `most`, each with how well
    it fits; `named`: of those alone that are called so."""
    words = Matching(query, group.sign)
    rows = _found(group, query, within)
    rows = (rows.filter(words.named) if named else rows).annotate(rank=words.rank)
    rows = rows.order_by("group", F("day").desc(), F("id").desc())
    found: QuerySet[Any, Any] = rows.values_list("group", "owner", "noun", "key", "day", "rank")
    return found[: most + 1]


def _taken(rows: dict[str, dict[int, tuple[Any, ...]]], parts: list[Any]) -> Counter[str]:
    """Asks all of these at once, takes in the best document of each result, and counts."""
    counted: Counter[str] = Counter()
    for key, owner, noun, own, day, rank in parts[0].union(*parts[1:], all=True) if parts else ():
        counted[key] += 1
        order = (rank, day, owner, noun, own)
        rows[key][owner] = max(order, rows[key].get(owner, order))
    return counted


def _found(group: Group, query: Query, within: Within) -> Any:
    words = Matching(query, group.sign)
    rows = readable(group, within).filter(words.anyhow)
    for word in query.without:
        # Left out with all that is told of it, as far as this reader may know.
        told = readable(group, within).filter(words.holding(word))
        rows = rows.exclude(owner__in=told.values("owner"))
    return rows


def readable(group: Group, within: Within) -> Any:
    """The documents of a group that this reader may read, as far as they are up to date."""
    rows = Document.objects.filter(_seen(group, within.actor), group=group.key)
    if within.pending:
        pending = Change.objects.filter(group=OuterRef("group"), owner=OuterRef("owner"))
        rows = rows.filter(~Exists(pending))
    if within.forum is not None:
        rows = rows.filter(Q(forum=within.forum) | Q(forum=None))
    if within.since is not None:
        rows = rows.filter(day__gte=within.since)
    if within.until is not None:
        rows = rows.filter(day__lt=within.until)
    return rows


def _seen(group: Group, actor: Any) -> Q:
    seen = Q(pk__in=())
    for noun, rows_of in group.nouns.items():
        rows = rows_of(actor)
        if rows.query.is_empty():
            continue
        here = Q() if len(group.nouns) == 1 else Q(noun=noun)
        # Whoever sees every row need not be asked about each.
        whole = not rows.query.where
        seen |= here if whole else here & Q(Exists(rows.filter(pk=OuterRef("key"))))
        if whole and not here:
            return Q()
    return seen


def catch_up() -> bool:
    """Before a search: take in what was just written. False when some of it has to wait."""
    return indexing.catch_up()
