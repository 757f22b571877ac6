"""Where a page of a long list begins and ends, as words in an address; and the rows beyond.

Going on from the last row of a page costs the same on every page; passing over all rows before it
does not. A place is a hint only: an address without one, or with one that cannot be read, gives the
page of the same number by counting.

What rows are ordered by first may be missing in some of them, where the order says that those come
last (`F("due_on").asc(nulls_last=True)`). No index answers "later than this day, or without one" in
one go: the rows beyond are told as several queries, the nearest first.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy

AFTER, BEFORE = "after", "before"
"""Names in an address: the rows after a place, or before it."""
PLACE = ("page", AFTER, BEFORE)
"""What in an address says where in a list one is: void once a condition changes."""
_BETWEEN = "~"
_NONE = ""
"""Stands in a place for a value that is missing."""


class By(NamedTuple):
    """One thing that rows are ordered by: a path, whether the largest comes first, and where rows
    without it stand: None where each row has it, else whether they come first."""

    path: str
    down: bool
    gaps_first: bool | None = None

    @property
    def turned(self) -> By:
        """The other way round."""
        return By(
            self.path, not self.down, None if self.gaps_first is None else not self.gaps_first
        )

    @property
    def expression(self) -> Any:
        """As `order_by` takes it."""
        if self.gaps_first is None:
            return f"-{self.path}" if self.down else self.path
        where = {"nulls_first": True} if self.gaps_first else {"nulls_last": True}
        return F(self.path).desc(**where) if self.down else F(self.path).asc(**where)


Order = tuple[By, ...]


def order_of(rows: QuerySet[Any]) -> Order:
    """What rows are ordered by; () where a place cannot be told."""
    given = rows.query.order_by or ()
    found = tuple(by for each in given if (by := _by(each)) is not None)
    gaps = any(by.gaps_first is not None for by in found[1:])
    return found if len(found) == len(given) and not gaps else ()


def turned(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows with the last one first."""
    return rows.order_by(*(by.turned.expression for by in order_of(rows)))


def place_of(row: Any, order: Order) -> str:
    """The values that decide where a row stands; "" where one of them is missing that each row
    should have."""
    values = [_value(row, by) for by in order]
    if any(value is None or _BETWEEN in str(value) for value in values):
        return ""
    return _BETWEEN.join(map(str, values))


def rows_after(rows: QuerySet[Any], place: str) -> tuple[QuerySet[Any], ...]:
    """The rows that come after a place, in their order; () where it cannot be told."""
    order = order_of(rows)
    values = _read(rows, order, place)
    return () if values is None else _pieces(rows, order, values)


def rows_before(rows: QuerySet[Any], place: str) -> tuple[QuerySet[Any], ...]:
    """The rows that come before a place, the nearest one first."""
    order = order_of(rows)
    values = _read(rows, order, place)
    if values is None:
        return ()
    return _pieces(turned(rows), tuple(by.turned for by in order), values)


def _by(given: Any) -> By | None:
    if isinstance(given, str):
        return By(given.lstrip("-"), given.startswith("-"))
    if isinstance(given, OrderBy) and isinstance(given.expression, F):
        gaps_first = given.nulls_first or (False if given.nulls_last else None)
        column: Any = given.expression  # the stubs do not know its name
        return By(column.name, given.descending, gaps_first)
    return None


def _value(row: Any, by: By) -> Any:
    for name in by.path.split("__"):
        row = getattr(row, name, None)
    return _NONE if row is None and by.gaps_first is not None else row


def _read(rows: QuerySet[Any], order: Order, place: str) -> list[Any] | None:
    texts = place.split(_BETWEEN)
    if not place or not order or len(texts) != len(order):
        return None
    try:
        return [_read_one(rows.model, by, text) for by, text in zip(order, texts, strict=True)]
    except (FieldDoesNotExist, ValidationError):
        return None


def _read_one(model: Any, by: By, text: str) -> Any:
    if text == _NONE and by.gaps_first is not None:
        return None
    field = _field(model, by.path)
    value = field.to_python(text)
    field.run_validators(value)
    return value


def _field(model: Any, path: str) -> Any:
    *relations, last = path.split("__")
    for name in relations:
        model = model._meta.get_field(name).related_model
    return model._meta.get_field(last)


def _pieces(rows: QuerySet[Any], order: Order, values: list[Any]) -> tuple[QuerySet[Any], ...]:
    """The rows beyond, in the order that they stand in."""
    first = order[0]
    gap = {f"{first.path}__isnull": True}
    if values[0] is None:
        beside = rows.filter(_beyond(order[1:], values[1:]), **gap)
        return (beside, rows.exclude(**gap)) if first.gaps_first else (beside,)
    beyond = rows.filter(_beyond(order, values))
    return (beyond, rows.filter(**gap)) if first.gaps_first is False else (beyond,)


def _beyond(order: Order, values: list[Any]) -> Q:
    """Larger in the first, or equal there and larger in the next, and so on. That the first is not
    smaller is said by itself as well: it is what an index can begin at."""
    found, equal = Q(), Q()
    for by, value in zip(order, values, strict=True):
        found |= equal & Q(**{f"{by.path}__{'lt' if by.down else 'gt'}": value})
        equal &= Q(**{by.path: value})
    first, sign = order[0].path, "lte" if order[0].down else "gte"
    return Q(**{f"{first}__{sign}": values[0]}) & found
