"""What can be found: declared by the apps that know it, shown in the order of the settings.

The settings name the modules (`SEARCHED_MODULES`), each with its `GROUPS`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any, TypeAlias

from django.conf import settings
from django.db.models import QuerySet

Seen: TypeAlias = Callable[[Any], QuerySet[Any]]
"""From a reader to the rows that this reader may see: `visible_to`, never a copy of it."""
Keys: TypeAlias = Collection[int]


@dataclass(frozen=True)
class Entry:
    """The words of one row, as they stand: what becomes a `Document`. `texts` are pairs of a label
    and a text; `kana` official readings (「ミサトチョウ」), `number` that of a record."""

    noun: str
    key: int
    owner: int
    day: date
    title: str
    texts: tuple[tuple[str, str], ...] = ()
    forum: int | None = None
    number: str = ""
    kana: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """How a result is shown: its name, its page, and what stands below."""

    title: str
    url: str
    about: tuple[str, ...] = ()
    fictional: bool = False


@dataclass(frozen=True)
class Group:
    """One sort of result.

    - `sign`: one letter that no other group has; the index keeps the groups apart by it.
    - `nouns`: whose words it is found by, each with the rows that a reader may see.
    - `entries(keys)`: the words of these results, hidden ones among them.
    - `lines(keys, actor)`: how they are shown, those alone that this reader may see.
    - `owners()`: the keys of all of them.
    - `named_by`: other groups whose names stand among its words, each with the rows in which the
      names of these results stand: they are made anew when a name changes.
    """

    key: str
    sign: str
    label: str
    nouns: Mapping[str, Seen]
    entries: Callable[[Keys], Iterable[Entry]]
    lines: Callable[[Keys, Any], Mapping[int, Line]]
    owners: Callable[[], QuerySet[Any]]
    counter: str = "件"
    named_by: Mapping[str, Callable[[Keys], QuerySet[Any]]] = field(default_factory=dict)


@cache
def all_groups() -> dict[str, Group]:
    """The groups by their keys, in the order in which they are shown."""
    modules = [import_module(name) for name in settings.SEARCHED_MODULES]
    return {group.key: group for module in modules for group in module.GROUPS}
