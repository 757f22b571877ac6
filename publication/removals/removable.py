"""What can be taken out of the public again: one row for each sort of thing.

The apps above declare their rows (`settings.REMOVABLES` names the tables); this app knows neither
requests nor meetings. A thing with `published_at` of its own is taken down by clearing it. A thing
that is public with another one (`hides`) is taken down by its `Removal` alone: the querysets above
leave out what `Removal.objects.taken_down` names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.module_loading import import_string

from workflow.machine import Workflow

Spans = list[tuple[int, int]]
"""Places in a text, as positions."""
Rewritten = tuple[Any, dict[str, str]]
"""A thing, and its fields as they have to be from now on."""
Held = tuple[Workflow, Any]
"""A record with a life of its own, and the table of its moves."""


def _nothing(obj: Any) -> Iterable[Any]:
    return ()


@dataclass(frozen=True)
class Removable:
    """One sort of thing.

    `named` is how the public line names a thing: by number, office, session and round, never by
    words that somebody wrote. `page` is the address of the page where it is read, `workflow` the
    table of its moves with `unpublish` and `black_out` (`verb` tells which of several), and
    `holder`, for things without one, the record in whose history it is told. `texts` are its
    fields with words. `locked`: the database lets nobody change it (any more), and only the one
    door of `publication.removals.locked` takes words out of it. `addresses` maps a name space of
    addresses to (argument, field), so that the address of a thing that is gone can say so. `below`
    gives what was published together with it and would stay public, `hanging` what can be taken
    out by itself and shows on its page.

    `follows` gives what repeats the words blacked out at these places of its `text`, each with its
    fields as they have to be.
    """

    key: str
    label: str
    model: Any
    named: Callable[[Any], str]
    page: Callable[[Any], str]
    texts: tuple[str, ...] = ()
    workflow: Workflow | None = None
    holder: Callable[[Any], Held] | None = None
    verb: Callable[[Any], str] = lambda obj: "unpublish"
    locked: bool = False
    hides: bool = False
    is_shown: Callable[[Any], bool] = lambda obj: True
    addresses: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    concerns: Callable[[Any], Iterable[str]] = _nothing
    follows: Callable[[Any, Spans], Iterable[Rewritten]] = lambda obj, spans: ()
    below: Callable[[Any], Iterable[Any]] = _nothing
    hanging: Callable[[Any], Iterable[Any]] = _nothing

    @property
    def has_its_own(self) -> bool:
        """It has a publication of its own."""
        return any(f.name == "published_at" for f in self.model._meta.concrete_fields)

    @property
    def comes_down(self) -> bool:
        """It can be taken down, not only blacked out."""
        return self.has_its_own or self.hides

    def is_open(self, obj: Any) -> bool:
        """Everybody can see it now."""
        rows = self.model._default_manager.filter(pk=obj.pk)
        if hasattr(rows, "visible_to"):
            return bool(rows.visible_to(AnonymousUser()).exists())
        return self.is_public(obj) and self.is_shown(obj)

    def is_public(self, obj: Any) -> bool:
        """Somebody outside can see it, as far as it is up to the thing itself."""
        if self.has_its_own:
            return obj.published_at is not None
        return self.is_shown(obj)


@cache
def rows() -> Mapping[str, Removable]:
    """All rows by their keys."""
    tables: list[Iterable[Removable]] = [import_string(name) for name in settings.REMOVABLES]
    return {row.key: row for table in tables for row in table}


def removable_of(obj: Any) -> Removable:
    """The row of a thing. Raises `LookupError` for one that is never public."""
    for row in rows().values():
        if isinstance(obj, row.model):
            return row
    raise LookupError(f"{type(obj).__name__} is in no table of what can be taken out")


Afterwards = Callable[..., None]


@cache
def afterwards() -> tuple[Afterwards, ...]:
    """What has to follow each removal in the apps above: called with `removal=` and `obj=`, in its
    transaction."""
    return tuple(import_string(name) for name in settings.AFTER_REMOVAL)
