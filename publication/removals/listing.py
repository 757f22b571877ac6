"""Removals as they are told: with what became of the thing since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from publication.enums import RemovalKind
from publication.models import Removal
from publication.removals import removable


@dataclass(frozen=True)
class Told:
    """One line. `since` says what became of it, "" when it stands; `since_at` when, where that is
    known."""

    removal: Removal
    since: str
    since_at: datetime | None


@dataclass(frozen=True)
class Words:
    """A field as it stood, cut into words that stayed and words that were blacked out."""

    label: str
    parts: tuple[tuple[str, bool], ...]


def told(removals: Iterable[Removal]) -> list[Told]:
    """Each with what became of it, in a few queries for all of them."""
    rows = list(removals)
    if not rows:
        return []
    undone = {each.undoes_id: each.at for each in Removal.objects.filter(undoes__in=rows)}
    published = _published_again(rows)
    return [_told(row, undone.get(row.pk), published.get(row.pk)) for row in rows]


def _told(row: Removal, undone: datetime | None, published: datetime | None) -> Told:
    if undone is not None:
        return Told(row, "取り消しました", undone)
    if published is not None:
        return Told(row, "その後、改めて公表しました", published)
    return Told(row, "", None)


def _published_again(rows: list[Removal]) -> dict[int, datetime]:
    """When what was taken down by these was published again, by their keys."""
    found: dict[int, datetime] = {}
    for entry in removable.rows().values():
        if not entry.has_its_own:
            continue
        kind = entry.model._meta.label_lower
        mine = [
            row
            for row in rows
            if row.kind == RemovalKind.UNPUBLISHED and row.content_type.model_class() is entry.model
        ]
        if not mine or not kind:
            continue
        keys = {row.object_id for row in mine}
        again = entry.model._default_manager.filter(pk__in=keys, published_at__isnull=False)
        when = dict(again.values_list("pk", "published_at"))
        for row in mine:
            at = when.get(row.object_id)
            if at is not None and at > row.at:
                found[row.pk] = at
    return found


def originals(removal: Removal) -> list[Words]:
    """The fields that were blacked out, as they stood."""
    model = removable.removable_of(removal.obj).model
    return [
        Words(str(model._meta.get_field(name).verbose_name), tuple(_cut(kept)))
        for name, kept in removal.originals.items()
    ]


def _cut(kept: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    text, at = kept["before"], 0
    for start, end in kept["spans"]:
        yield text[at:start], False
        yield text[start:end], True
        at = end
    yield text[at:], False


def may_be_restored(removal: Removal) -> bool:
    """It stands, and undoing it is not the publication of the thing itself."""
    if removal.kind == RemovalKind.RESTORED or removal.part_of_id is not None:
        return False
    if Removal.objects.filter(undoes=removal).exists():
        return False
    blacked = removal.kind == RemovalKind.BLACKED_OUT
    return blacked or not removable.removable_of(removal.obj).has_its_own
