"""Where a page of a long list begins and ends, as words in an address; and the rows beyond.

Going on from the last row of a page costs the same on every page; passing over all rows before it
does not. A place is a hint only: an address without one, or with one that cannot be read, gives the
page of the same number by counting.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Q, QuerySet

AFTER, BEFORE = "after", "before"
"""Names in an address: the rows after a place, or before it."""
PLACE = ("page", AFTER, BEFORE)
"""What in an address says where in a list one is: void once a condition changes."""
_BETWEEN = "~"


def order_of(rows: QuerySet[Any]) -> tuple[str, ...]:
    """What rows are ordered by, as paths with or without a "-"; () where a place cannot be told."""
    order = rows.query.order_by or ()
    paths = tuple(each for each in order if isinstance(each, str))
    return paths if len(paths) == len(order) else ()


def place_of(row: Any, order: tuple[str, ...]) -> str:
    """The values that decide where a row stands; "" where one of them is missing."""
    values = [_value(row, each.lstrip("-")) for each in order]
    if any(value is None or _BETWEEN in str(value) for value in values):
        return ""
    return _BETWEEN.join(map(str, values))


def rows_after(rows: QuerySet[Any], place: str) -> QuerySet[Any] | None:
    """The rows that come after a place, in their order; None where it cannot be told."""
    order = order_of(rows)
    values = _read(rows, order, place)
    return None if values is None else rows.filter(_beyond(order, values))


def rows_before(rows: QuerySet[Any], place: str) -> QuerySet[Any] | None:
    """The rows that come before a place, the nearest one first."""
    order = order_of(rows)
    values = _read(rows, order, place)
    if values is None:
        return None
    backwards = tuple(each[1:] if each.startswith("-") else f"-{each}" for each in order)
    return rows.order_by(*backwards).filter(_beyond(backwards, values))


def _value(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name, None)
    return row


def _read(rows: QuerySet[Any], order: tuple[str, ...], place: str) -> list[Any] | None:
    texts = place.split(_BETWEEN)
    if not order or len(texts) != len(order):
        return None
    try:
        fields = [_field(rows.model, each.lstrip("-")) for each in order]
        values = [field.to_python(text) for field, text in zip(fields, texts, strict=True)]
        for field, value in zip(fields, values, strict=True):
            field.run_validators(value)
    except (FieldDoesNotExist, ValidationError):
        return None
    return values


def _field(model: Any, path: str) -> Any:
    *relations, last = path.split("__")
    for name in relations:
        model = model._meta.get_field(name).related_model
    return model._meta.get_field(last)


def _beyond(order: tuple[str, ...], values: list[Any]) -> Q:
    """Larger in the first, or equal there and larger in the next, and so on. That the first is not
    smaller is said by itself as well: it is what an index can begin at."""
    found, equal = Q(), Q()
    for each, value in zip(order, values, strict=True):
        path, sign = each.lstrip("-"), "lt" if each.startswith("-") else "gt"
        found |= equal & Q(**{f"{path}__{sign}": value})
        equal &= Q(**{path: value})
    first, sign = order[0].lstrip("-"), "lte" if order[0].startswith("-") else "gte"
    return Q(**{f"{first}__{sign}": values[0]}) & found
