"""Where words stand: in one thing, and in every text of every thing that can be blacked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from publication.removals import blacking, removable
from publication.removals.removable import Removable

AROUND = 30
"""Characters shown on either side of a place."""
MANY = 500
"""More places than this are not listed on one page."""


@dataclass(frozen=True)
class Place:
    """Words in a field of a thing. `value` goes through a form and is found again by `chosen`."""

    key: str
    pk: int
    field: str
    start: int
    end: int
    words: str

    @property
    def value(self) -> str:
        return f"{self.key}:{self.pk}:{self.field}:{self.start}:{self.end}"


@dataclass(frozen=True)
class Found:
    """A place as the page shows it."""

    place: Place
    name: str
    label: str
    before: str
    after: str
    public: bool


def in_thing(row: Removable, obj: Any, words: str) -> Iterator[Found]:
    """The places in one thing."""
    public: bool | None = None
    for name in row.texts:
        text = getattr(obj, name) or ""
        for start, end in blacking.places(text, words):
            public = row.is_open(obj) if public is None else public
            yield Found(
                Place(row.key, obj.pk, name, start, end, text[start:end]),
                row.named(obj),
                str(row.model._meta.get_field(name).verbose_name),
                text[max(0, start - AROUND) : start],
                text[end : end + AROUND],
                public,
            )


def everywhere(words: str) -> Iterator[Found]:
    """The places in everything; a part that goes along with its speech is not named again."""
    pattern = blacking.pattern_of(words)
    if not pattern:
        return
    for row in removable.rows().values():
        seen: set[int] = set()
        for name in row.texts:
            for obj in row.model._default_manager.filter(**{f"{name}__regex": pattern}):
                if obj.pk not in seen:
                    seen.add(obj.pk)
                    yield from in_thing(row, obj, words)


def chosen(values: Iterable[str], found: Iterable[Found]) -> list[Place]:
    """The places that were ticked, of those that are found now."""
    ticked = set(values)
    return [each.place for each in found if each.place.value in ticked]
