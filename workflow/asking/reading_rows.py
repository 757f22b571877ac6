"""Rows that came as JSON turned into what their queryset would have given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    get_related_populators,
)

Convert = Callable[[Any], Any]
_AS_THEY_ARE = (
    models.AutoField,
    models.BooleanField,
    models.CharField,
    models.FileField,
    models.IntegerField,
    models.JSONField,
    models.TextField,
)
"""Fields whose values are the same in JSON."""


@dataclass(frozen=True)
class Reading:
    """How the rows of one question are read."""

    converters: tuple[tuple[int, Convert], ...]
    make: Callable[[Sequence[Any]], Any]

    def rows(self, found: list[dict[str, Any]]) -> list[Any]:
        """Instances, tuples or single values, as the queryset has it."""
        return [self.make(self._values(each)) for each in found]

    def _values(self, row: dict[str, Any]) -> list[Any]:
        values = list(row.values())
        for place, convert in self.converters:
            if values[place] is not None:
                values[place] = convert(values[place])
        return values


def reading_of(queryset: QuerySet[Any]) -> tuple[str, Sequence[Any], Reading]:
    """The SQL of a queryset, its values, and how its rows are read. Raises `EmptyResultSet` where
    no row can meet the conditions."""
    if queryset._prefetch_related_lookups:  # type: ignore[attr-defined]
        raise TypeError("prefetched rows are a question of their own")
    compiler: Any = queryset.query.get_compiler(using=queryset.db)
    sql, params = compiler.as_sql(with_col_aliases=True)
    found = ((place, _converter(col[0].output_field)) for place, col in enumerate(compiler.select))
    converters = tuple((place, convert) for place, convert in found if convert is not None)
    return sql, params, Reading(converters, _make(queryset, compiler))


def _converter(field: Any) -> Convert | None:
    """From JSON to the field's own type; None where they are the same."""
    if isinstance(field, models.DateTimeField):
        return datetime.fromisoformat
    if isinstance(field, models.DateField):
        return date.fromisoformat
    if isinstance(field, models.TimeField):
        return time.fromisoformat
    if isinstance(field, models.ForeignKey):
        return _converter(field.target_field)
    if isinstance(field, ArrayField) and _converter(field.base_field) is None:
        return None
    if isinstance(field, _AS_THEY_ARE):
        return None
    raise TypeError(f"{field!r} cannot be read from JSON")


def _make(queryset: QuerySet[Any], compiler: Any) -> Callable[[Sequence[Any]], Any]:
    kind = queryset._iterable_class
    if kind is ModelIterable:
        return _instances(queryset.db, compiler)
    return (lambda row: row[0]) if kind is FlatValuesListIterable else tuple


def _instances(db: str, compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """As `ModelIterable` does it."""
    select, info = compiler.select, compiler.klass_info
    model, places = info["model"], info["select_fields"]
    start, end = places[0], places[-1] + 1
    names = [column[0].target.attname for column in select[start:end]]
    relating: Any = get_related_populators  # the stubs are those of another version
    populators = relating(info, select, db)
    annotations = tuple((compiler.annotation_col_map or {}).items())

    def make(row: Sequence[Any]) -> Any:
        obj = model.from_db(db, names, row[start:end])
        for each in populators:
            each.populate(row, obj)
        for name, place in annotations:
            setattr(obj, name, row[place])
        return obj

    return make
