"""What the desks share: a matter on a desk, with one sentence and the page to go to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, Value, When, Window
from django.db.models.functions import RowNumber

from accounts.rules import Actor
from issues.models import LocalRequest, Reply
from issues.pages import follow_up_rows

MOST = 30
"""Matters of one sort on a desk; the rest stand in the list."""


@dataclass(frozen=True)
class Matter:
    """A request on a desk: what is asked of the reader in a sentence, and where it is done;
    `earlier` is the last answer to the same matter."""

    local_request: LocalRequest
    sentence: str
    button: str = ""
    url: str = ""
    earlier: Reply | None = None


@dataclass(frozen=True)
class Pile:
    """Matters of one sort; `total` counts those beyond `MOST` too."""

    matters: tuple[Any, ...]
    total: int

    def __iter__(self) -> Iterator[Any]:
        return iter(self.matters)

    def __bool__(self) -> bool:
        return bool(self.matters)

    def of(self, matters: Iterable[Any]) -> Pile:
        """The same pile with what is said of each of its rows."""
        return Pile(tuple(matters), self.total)

    @property
    def left_out(self) -> int:
        return self.total - len(self.matters)


def piles(rows: Any, order: tuple[str, ...], **sorts: Q | None) -> dict[str, Pile]:
    """Requests in piles, each in the first whose condition it meets (None: all the others): the
    keys of those that are shown, and how many there are, in one query."""
    cases = [When(condition, then=Value(name)) for name, condition in sorts.items() if condition]
    rest = next((name for name, condition in sorts.items() if condition is None), "")
    sort = Case(*cases, default=Value(rest), output_field=CharField())
    rows = (
        rows.order_by()
        .annotate(sort=sort)
        .annotate(
            place=Window(RowNumber(), partition_by=F("sort"), order_by=order),
            total=Window(Count("pk"), partition_by=F("sort")),
        )
    )
    found: dict[str, list[tuple[int, int, int]]] = {name: [] for name in sorts}
    for name, *shown in rows.filter(place__lte=MOST).values_list("sort", "place", "pk", "total"):
        found[name].append(tuple(shown))
    return {name: _pile(sorted(each)) for name, each in found.items()}


def _pile(found: list[tuple[int, int, int]]) -> Pile:
    return Pile(tuple(key for _, key, _ in found), found[0][2] if found else 0)


def tasks_of(actor: Actor, *, on: date) -> Pile:
    """The tasks that the reader's organization, or the reader, has to do; the earliest first."""
    found = follow_up_rows.given_to(actor).open().order_by("due_on", "pk")
    shown = list(
        found.annotate(total=Window(Count("pk"))).select_related("organization", "person")[:MOST]
    )
    total = shown[0].total if shown else 0
    return Pile(tuple(follow_up_rows.rows(shown, actor=actor, on=on)), total)


def keys_in(*found: Pile) -> set[int]:
    """The keys of all that these piles show."""
    return {key for each in found for key in each}
