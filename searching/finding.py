"""Searching: what this reader finds, in which order, and how many.

What somebody may not see is neither found nor counted: each document counts for those who see the
row that its words are of, by that noun's own `visible_to`, at the moment of the search.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from searching import indexing, matching
from searching.groups import Group, all_groups
from searching.models import Change, Document
from searching.query import Query


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


def keys_of(group: str, query: Query, actor: Any) -> QuerySet[Any]:
    """The keys of all results of one group, for a list that has conditions of its own."""
    found = _found(all_groups()[group], query, Within(actor))
    return found.order_by().values("owner")


def hits(query: Query, within: Within, *, most: int, group: str = "") -> list[Hits]:
    """The results by groups, in one question; of more than `most` of a group the newest ones and
    those that are named so are looked at. Groups without any are left out."""
    groups = [each for key, each in all_groups().items() if group in ("", key)]
    rows: dict[str, dict[int, tuple[Any, ...]]] = {each.key: {} for each in groups}
    counted = dict.fromkeys(rows, 0)
    for best, key, owner, noun, own, day, rank in _asked(groups, query, within, most + 1):
        counted[key] += not best
        order = (rank, day, owner, noun, own)
        rows[key][owner] = max(order, rows[key].get(owner, order))
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


def _asked(groups: list[Group], query: Query, within: Within, most: int) -> Any:
    parts = []
    for group in groups:
        rows = _found(group, query, within).annotate(rank=matching.rank(query))
        named = rows.filter(matching.in_title(query))
        for best, some in ((1, named), (0, rows)):
            some = some.order_by("group", F("day").desc(), F("id").desc())
            some = some.extra(select={"best": str(best)})
            parts.append(
                some.values_list("best", "group", "owner", "noun", "key", "day", "rank")[:most]
            )
    return parts[0].union(*parts[1:], all=True)


def _found(group: Group, query: Query, within: Within) -> Any:
    rows = readable(group, within).filter(matching.matching(query))
    for word in query.without:
        # Left out with all that is told of it, as far as this reader may know.
        told = readable(group, within).filter(matching.holding(word))
        rows = rows.exclude(owner__in=told.values("owner"))
    return rows


def readable(group: Group, within: Within) -> Any:
    """The documents of a group that this reader may read, as far as they are up to date."""
    rows = Document.objects.filter(group=group.key)
    rows = rows.filter(_seen(group, within.actor))
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
