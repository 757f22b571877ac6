"""What a column is: what it is called, how it is read now and from a frozen record, and where it
may be shown. Which ones there are: `issues.columns.declared`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db.models import TextChoices

from issues.columns.sources import Now, Then

if TYPE_CHECKING:
    from issues.columns.rows import Row

Value: TypeAlias = str | int | date | None
"""What a cell holds."""
Found: TypeAlias = Value | bool | tuple[str, ...]
"""What a field of a row holds."""

YES = "○"


class Sort(Enum):
    """What a column holds, as a sheet has to know it."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    NUMBER = "number"
    MARK = "mark"


@dataclass(frozen=True)
class Group:
    """Several columns that share one on paper, the first without its heading. `share` is the
    width of it in parts of the page, which together make 100."""

    heading: str
    share: int


@dataclass(frozen=True)
class Listed:
    """How a column stands in the list on the screen. `standard`: unless the reader chooses others;
    `always`: also then. `place` decides on the order. `heading` where the page says it otherwise
    than a file, `order` the key by which its head sorts.

    `cell` names the cell of `issues/local_requests/cells.html` that shows it with links and marks
    ("": as plain text). `read`: it shows what the column reads; the others show what the page knows
    of each request already."""

    standard: bool = False
    always: bool = False
    place: int = 100
    heading: str = ""
    cell: str = ""
    order: str = ""
    read: bool = True


PLAIN = Listed()


@dataclass(frozen=True)
class Column:
    """One column. `now` reads it from a present request, `then` from a record that a closed session
    keeps; neither finds what the reader of the row may not see.

    `width` in half-width characters; `inside` ones are left out of what everybody may see, for
    there they would say the same in every row. `own`: nearly every row says something of its own,
    so that nothing is gained by remembering what was said.

    Shown by each file (`files`), on paper within a `group` (at its end where `late`, and not where
    it says the same as the column `repeats`), in the list (`listed`), to machines (`machines`)."""

    name: str
    heading: str
    now: Callable[[Now], Found]
    then: Callable[[Then], Found]
    sort: Sort = Sort.TEXT
    width: int = 12
    inside: bool = False
    own: bool = False
    group: Group | None = None
    late: bool = False
    repeats: str = ""
    listed: Listed | None = PLAIN
    files: bool = True
    machines: bool = True

    def value(self, row: Row) -> Value:
        """What a cell holds: text, a number or a day; None for an empty one."""
        return as_value(getattr(row, self.name))

    def words(self, row: Row) -> str:
        """The same as text, with days as 2024-06-05."""
        return as_words(getattr(row, self.name))


def coded(
    name: str,
    heading: str,
    choices: type[TextChoices],
    *,
    now: Callable[[Now], str],
    then: Callable[[Then], str],
    **more: Any,
) -> tuple[Column, Column]:
    """A column whose readers find a code, in words; and the code itself, for machines."""
    labels = _Labels({code: str(label) for code, label in choices.choices})
    return (
        Column(name, heading, lambda s: labels[now(s)], lambda s: labels[then(s)], **more),
        code_of(name, heading, now=now, then=then, inside=more.get("inside", False)),
    )


def code_of(
    name: str,
    heading: str,
    *,
    now: Callable[[Now], Found],
    then: Callable[[Then], Found],
    inside: bool = False,
) -> Column:
    """The code that stands beside the words of a column, for machines alone."""
    return Column(
        f"{name}_code", f"{heading}のコード", now, then, inside=inside, listed=None, files=False
    )


class _Labels(dict[str, str]):
    """Words by code. A closed session may keep codes that there are no more."""

    def __missing__(self, code: str) -> str:
        return code


def as_value(found: Found) -> Value:
    """What a cell holds for this field of a row."""
    if isinstance(found, bool):
        return YES if found else None
    if isinstance(found, tuple):
        return "、".join(found) or None
    return None if found == "" else found


def as_words(found: Found) -> str:
    """The same as text."""
    value = as_value(found)
    return value.isoformat() if isinstance(value, date) else str(value or "")
