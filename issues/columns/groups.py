"""The groups that columns form on a page that is printed, A4 on its side. The code of the
organization and the address of the words stay in the files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from issues.columns.column import Column, Group
from issues.columns.rows import Row
from japan.eras import format_era

WHO = Group("番号・団体", 11)
WHAT = Group("件名・求める措置", 27)
POINTS = Group("論点", 9)
WHOSE = Group("府省・期限", 10)
WHERE = Group("状況", 9)
REPLY = Group("回答", 22)
VIEWS = Group("見解・進捗", 12)
GROUPS = (WHO, WHAT, POINTS, WHOSE, WHERE, REPLY, VIEWS)


@dataclass(frozen=True)
class Printed:
    """A group with its columns in order."""

    group: Group
    columns: Sequence[Column]

    @property
    def heading(self) -> str:
        """What stands above it."""
        return self.group.heading

    def lines(self, row: Row) -> list[tuple[str, str]]:
        """(heading, words) of what is not empty; the heading is "" for the first column."""
        found = []
        for place, column in enumerate(self.columns):
            if words := printed(column, row):
                found.append(("" if place == 0 else column.heading, words))
        return found


def printed(column: Column, row: Row) -> str:
    """What paper says of a column, with days in eras; "" for what is empty or said already."""
    if column.repeats and getattr(row, column.name) == getattr(row, column.repeats):
        return ""
    return words_of(column, row)


def words_of(column: Column, row: Row) -> str:
    """What people read of a column, with days in eras."""
    value = column.value(row)
    if value is None:
        return ""
    return format_era(value, weekday=False) if isinstance(value, date) else str(value)


def grouped(shown: Iterable[Column]) -> tuple[Printed, ...]:
    """The groups with those of these columns that belong to them."""
    columns = sorted(shown, key=lambda column: column.late)
    return tuple(
        Printed(group, tuple(column for column in columns if column.group is group))
        for group in GROUPS
    )
