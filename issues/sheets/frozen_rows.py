"""The requests of a frozen report, gone through and not held: a report may have a hundred
thousand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Protocol, TypeAlias

from issues.sheets import chunks
from issues.sheets.producing import Progress, unheard
from issues.sheets.rows import Row

Record: TypeAlias = Mapping[str, Any]


class Head(NamedTuple):
    """As much of a record as tells which one it is and who may see it."""

    number: str
    public: bool


class Records(Protocol):
    """The records of a report, in their places."""

    def __iter__(self) -> Iterator[Record]: ...

    def heads(self) -> Iterable[Head]:
        """The head of each, by place."""

    def at(self, places: Sequence[int]) -> Iterable[Record]:
        """Those at these places, in the order asked for."""


@dataclass(frozen=True)
class Held:
    """Records that are in memory."""

    records: Sequence[Record]

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)

    def heads(self) -> Iterable[Head]:
        """The head of each, by place."""
        return (Head(record["number"], record["public"]) for record in self.records)

    def at(self, places: Sequence[int]) -> Iterable[Record]:
        """Those at these places, in the order asked for."""
        return (self.records[place] for place in places)


@dataclass(frozen=True)
class FrozenRows:
    """One row for each record that the reader may see, or for those of the `chosen` numbers, in
    that order; read part by part whenever somebody goes through them."""

    records: Records
    team: bool
    make: Callable[[Record], Row]
    chosen: Sequence[str] | None = None
    progress: Progress = unheard

    @cached_property
    def _places(self) -> Sequence[int]:
        seen = {
            head.number: place
            for place, head in enumerate(self.records.heads())
            if is_seen(head.public, team=self.team)
        }
        if self.chosen is None:
            return list(seen.values())
        return [seen[number] for number in self.chosen if number in seen]

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Row]:
        done = 0
        for places in chunks.parts(self._places):
            yield from map(self.make, self.records.at(places))
            done += len(places)
            self.progress(done, len(self._places))


def is_seen(public: bool, *, team: bool) -> bool:
    """Whether the reader may see a record: the team each, everybody else what was public."""
    return team or public
