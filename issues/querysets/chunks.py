"""Long lists in parts: as much is in memory for a hundred thousand rows as for a thousand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from django.db.models.expressions import RawSQL

Key = TypeVar("Key")
Thing = TypeVar("Thing")

AT_ONCE = 2000
"""How many requests are read with one set of queries."""


def parts(keys: Sequence[Key]) -> Iterator[Sequence[Key]]:
    """The keys in their order, so many at a time."""
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]


def some(things: Iterable[Thing], at_once: int) -> Iterator[list[Thing]]:
    """The things in their order, so many at a time, asked for as they are needed."""
    rest = iter(things)
    while part := list(islice(rest, at_once)):
        yield part


def among(keys: Sequence[int]) -> RawSQL:
    """For `…__in`: these keys as one value. A value for each takes longer to write into the query
    and to read out of it than the rows themselves."""
    return RawSQL("SELECT unnest(%s::bigint[])", ["{" + ",".join(map(str, keys)) + "}"])
