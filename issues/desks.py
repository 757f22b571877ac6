"""What the desks share: a matter on a desk, with one sentence and the page to go to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from issues.models import LocalRequest

MOST = 30
"""Matters of one sort on a desk; the rest stand in the list."""


@dataclass(frozen=True)
class Matter:
    """A request on a desk: what is asked of the reader in a sentence, and where it is done."""

    local_request: LocalRequest
    sentence: str
    button: str = ""
    url: str = ""


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


def pile(rows: Any) -> Pile:
    """The first rows of a query, and how many there are."""
    first = tuple(rows[:MOST])
    return Pile(first, len(first) if len(first) < MOST else rows.count())
