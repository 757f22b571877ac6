"""What one row of a list of requests is, and rows by the thousand: gone through, not held."""

from __future__ import annotations

from collections import Counter, namedtuple
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Protocol

from issues.enums import RequestStatus

if TYPE_CHECKING:
    from issues.columns.column import Column
    from issues.columns.sources import Now, Then


class Row:
    """One request: what each column found, under the column's name. Words, not codes, but for
    those that end in `_code`. Rows are tuples, which thousands of them take least of."""

    __slots__ = ()

    def but(self, **changed: Any) -> Row:
        """The same row with other values in some columns."""
        row: Any = self
        made: Row = row._replace(**changed)
        return made

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """What the column of that name found."""


def row_of(**found: Any) -> Row:
    """A row by itself, of what each column found."""
    make = _maker(tuple(found))
    return make(found.values())


@cache
def _maker(names: tuple[str, ...]) -> Callable[[Iterable[Any]], Row]:
    """Makes rows of columns with these names."""
    named: Any = namedtuple  # type checkers want to read the names
    kind: Any = type("Row", (Row, named("Row", names)), {"__slots__": ()})
    make: Callable[[Iterable[Any]], Row] = kind._make
    return make


def read(
    columns: Sequence[Column], reader: Literal["now", "then"], sources: Sequence[Now | Then]
) -> Iterator[Row]:
    """One row for each source, with what these columns read of it. Column by column: a call from
    here for each of forty values would take longer than the values."""
    found = [map(getattr(column, reader), sources) for column in columns]
    return map(_maker(tuple(column.name for column in columns)), zip(*found, strict=True))


class Rows(Protocol):
    """Rows in order. Those of a long list are not held: whoever goes through them reads them."""

    def __iter__(self) -> Iterator[Row]: ...

    def __len__(self) -> int: ...


@dataclass
class Tally:
    """What is said of all rows, counted while somebody goes through them."""

    total: int = 0
    fictional: int = 0
    statuses: Counter[str] = field(default_factory=Counter)

    def counting(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows, counted as they go by."""
        for row in rows:
            self.total += 1
            self.fictional += row.fictional
            self.statuses[row.status_code] += 1
            yield row

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many rows stand at each status, in the order of the statuses; those without a row
        are left out."""
        found = self.statuses
        return tuple((str(each.label), found[each]) for each in RequestStatus if found[each])
