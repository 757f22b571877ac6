"""What one row of a list of requests is, and rows by the thousand: gone through, not held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

from issues.enums import RequestStatus

if TYPE_CHECKING:
    from issues.columns.column import Column
    from issues.columns.sources import Now, Then


class Row:
    """One request: what each column found, under the column's name. Words, not codes, but for
    those that end in `_code`."""

    def __init__(self, **found: Any) -> None:
        self.__dict__.update(found)

    @classmethod
    def made(cls, found: dict[str, Any]) -> Row:
        """The same as `Row(**found)` for rows by the thousand; the row keeps what it is given."""
        row = object.__new__(cls)
        row.__dict__ = found
        return row

    def but(self, **changed: Any) -> Row:
        """The same row with other values in some columns."""
        return Row(**{**self.__dict__, **changed})

    def __getattr__(self, name: str) -> Any:
        # Asked only for what is not there; tells type checkers that a row has what columns name.
        raise AttributeError(f"There is no column {name!r} in this row.")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(self.__dict__["number"])

    def __repr__(self) -> str:
        return f"Row({', '.join(f'{name}={found!r}' for name, found in self.__dict__.items())})"


def read(
    columns: Sequence[Column], reader: Literal["now", "then"], sources: Sequence[Now | Then]
) -> Iterator[Row]:
    """One row for each source, with what these columns read of it. Column by column: a call from
    here for each of forty values would take longer than the values."""
    names = [column.name for column in columns]
    found = [map(getattr(column, reader), sources) for column in columns]
    for values in zip(*found, strict=True):
        yield Row.made(dict(zip(names, values, strict=True)))


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
