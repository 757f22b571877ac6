"""Which columns the list on the screen shows: those that its reader chose in the address.

`?columns=kind&columns=speaker`, also `?columns=kind,speaker`. What stands always in the list need
not be named. A name that there is no column of, or none for this reader, is told, not dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from issues.columns import declared
from issues.columns.column import Column

PARAMETER = "columns"
LONGEST = 30
"""Letters of a name that nobody knows, as far as it is told."""


@dataclass(frozen=True)
class Choice:
    """`shown` in the order of the list; `offered` are all that may be chosen; `named` what the
    address says, () for nothing; `unknown` the names among it that say no column."""

    shown: tuple[Column, ...]
    offered: tuple[Column, ...]
    named: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def boxes(self) -> list[tuple[Column, bool]]:
        """Each column that is offered, and whether it is shown."""
        return [(column, column in self.shown) for column in self.offered]

    @property
    def further(self) -> bool:
        """Columns are shown for which a screen may be too narrow."""
        return any(each.listed and each.listed.read for each in self.shown)

    @property
    def query(self) -> str:
        """The choice as the end of an address; "" for none."""
        return f"?{urlencode([(PARAMETER, name) for name in self.named])}" if self.named else ""


def choice_of(data: QueryDict, *, inside: bool) -> Choice:
    """What an address chooses; `inside` for a reader of what is not public."""
    there = declared.of_list(inside=inside)
    named = tuple(dict.fromkeys(_names(data)))
    known = {column.name for column in there}
    return Choice(
        shown=tuple(column for column in there if _is_shown(column, named)),
        offered=tuple(each for each in there if each.listed and not each.listed.always),
        named=named,
        unknown=tuple(name[:LONGEST] for name in named if name not in known),
    )


def _names(data: QueryDict) -> Sequence[str]:
    given = ",".join(data.getlist(PARAMETER)).split(",")
    return [name.strip() for name in given if name.strip()]


def _is_shown(column: Column, named: Sequence[str]) -> bool:
    if column.listed is None:
        return False
    chosen = column.name in named if named else column.listed.standard
    return chosen or column.listed.always
