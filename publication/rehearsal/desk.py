"""公表の机: what waits to be published, what is set for a time, what went out.

The number of queries does not depend on how much there is: one for each noun, and some around.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet

from publication.enums import BatchStatus, Outcome
from publication.models import Batch, BatchItem
from publication.rehearsal import looking
from publication.rehearsal.publishable import Bundle, Publishable, bundles, table

DONE_SHOWN = 20
"""Batches that went out, the newest first."""


@dataclass(frozen=True)
class Waiting:
    """One thing that waits; `batch` is the one that it is set for already, if any. One that was
    `taken_down` is chosen by itself alone, never with others by one button."""

    obj: Any
    ref: str
    title: str
    url: str
    rehearsal: str
    batch: int | None
    taken_down: bool


@dataclass(frozen=True)
class Group:
    """Things of one noun under one session or round."""

    label: str
    things: tuple[Waiting, ...]

    @property
    def refs(self) -> str:
        """Those that can be chosen, for a button that takes them all."""
        return ",".join(
            thing.ref for thing in self.things if thing.batch is None and not thing.taken_down
        )


@dataclass(frozen=True)
class Kind:
    """All of one noun."""

    row: Publishable
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        return sum(len(group.things) for group in self.groups)


@dataclass(frozen=True)
class Desk:
    """The whole desk."""

    kinds: tuple[Kind, ...]
    sessions: tuple[Bundle, ...]
    prepared: Sequence[Batch]
    scheduled: Sequence[Batch]
    done: Sequence[Batch]

    @property
    def count(self) -> int:
        return sum(kind.count for kind in self.kinds)


def of_secretariat() -> Desk:
    """All of it."""
    waiting = {key: list(row.waiting()) for key, row in table().items()}
    things = [(table()[key], obj) for key, objs in waiting.items() for obj in objs]
    marks = _Marks(_taken(), set(looking.taken_down(things)))
    kinds = tuple(_kind(table()[key], objs, marks) for key, objs in waiting.items() if objs)
    free = {
        key: [obj for obj in objs if marks.free(table()[key], obj)] for key, objs in waiting.items()
    }
    sessions = tuple(bundle for bundle in bundles(free) if bundle.refs)
    return Desk(
        kinds,
        sessions,
        prepared=list(_counted().filter(status=BatchStatus.PREPARED)),
        scheduled=list(_counted().filter(status=BatchStatus.SCHEDULED).order_by("due_at", "pk")),
        done=list(_counted().filter(status=BatchStatus.DONE).order_by("-finished_at")[:DONE_SHOWN]),
    )


def _counted() -> QuerySet[Any]:
    things = Count("items")
    out = Count("items", filter=Q(items__outcome=Outcome.PUBLISHED))
    left = Count("items", filter=Q(items__outcome=Outcome.LEFT))
    rows = Batch.objects.select_related("set_by", "prepared_by")
    return rows.annotate(things=things, out=out, left=left)


def _taken() -> dict[tuple[int, int], int]:
    """The batch that each thing is set for, by content type and key."""
    rows = BatchItem.objects.filter(batch__status=BatchStatus.SCHEDULED, outcome=Outcome.WAITING)
    return {(c, o): b for c, o, b in rows.values_list("content_type", "object_id", "batch")}


def _place(row: Publishable, obj: Any) -> tuple[int, int]:
    return ContentType.objects.get_for_model(row.model).pk, obj.pk


@dataclass(frozen=True)
class _Marks:
    """What is set for a batch already, and what was taken down before."""

    taken: dict[tuple[int, int], int]
    down: set[str]

    def free(self, row: Publishable, obj: Any) -> bool:
        return _place(row, obj) not in self.taken and row.ref(obj) not in self.down


def _kind(row: Publishable, objs: list[Any], marks: _Marks) -> Kind:
    labelled = [(row.group(obj), _waiting(row, obj, marks)) for obj in objs]
    order = list(dict.fromkeys(label for label, _ in labelled))
    labelled.sort(key=lambda pair: order.index(pair[0]))
    groups = groupby(labelled, key=lambda pair: pair[0])
    return Kind(row, tuple(Group(label, tuple(w for _, w in pairs)) for label, pairs in groups))


def _waiting(row: Publishable, obj: Any, marks: _Marks) -> Waiting:
    return Waiting(
        obj=obj,
        ref=row.ref(obj),
        title=row.title(obj),
        url=row.url(obj),
        rehearsal=row.rehearsal_url(obj),
        batch=marks.taken.get(_place(row, obj)),
        taken_down=row.ref(obj) in marks.down,
    )
