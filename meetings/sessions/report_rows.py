"""The rows of a frozen report, read as they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from issues.frozen.records import Head, Record
from issues.querysets.chunks import AT_ONCE, among


@dataclass(frozen=True)
class Stored:
    """The records of one report: its `ReportRow`s, whose places run from 0 on."""

    rows: QuerySet[Any]

    def __iter__(self) -> Iterator[Record]:
        rows = self.rows.order_by("place").values_list("record", flat=True)
        return rows.iterator(chunk_size=AT_ONCE)

    def heads(self) -> Iterable[Head]:
        """The head of each, by place."""
        told = self.rows.order_by("place").annotate(
            number=KeyTextTransform("number", "record"), public=KeyTransform("public", "record")
        )
        return map(Head._make, told.values_list("number", "public").iterator(chunk_size=AT_ONCE))

    def at(self, places: Sequence[int]) -> Iterable[Record]:
        """Those at these places, in the order asked for."""
        found = dict(self.rows.filter(place__in=among(places)).values_list("place", "record"))
        return (found[place] for place in places)
