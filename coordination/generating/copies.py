"""Lives that are lived again: the same moves at the same times for requests of their own.

To make up a life takes milliseconds; to copy its rows within the database takes a hundredth of
that. From some size on only so many lives are made up, evenly over the whole time, and each
request that follows one has the same life under keys and a number of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction

from coordination.generating.world import KEYS_EACH, World
from issues.models import LocalRequest, Standing
from workflow.models import HistoryEntry

TEXT = LocalRequest._meta.db_table
DIGITS = 4
"""A number has at least so many behind its dash."""
_SERIAL = "(split_part(t.number, '-', 2)::bigint + n)"
_NUMBER = (
    f"split_part(t.number, '-', 1) || '-' || lpad({_SERIAL}::text,"
    f" greatest({DIGITS}, length({_SERIAL}::text)), '0')"
)
OWN: Mapping[tuple[type[models.Model], str], str] = {
    (LocalRequest, "number"): _NUMBER,
    (Standing, "serial"): "t.serial + n",
}  # fmt: skip
"""What differs in a copy beside its keys."""
IN_DETAILS = ("voice", "joining")
"""Keys of rows that the details of an entry name."""


def write(world: World, model: type[models.Model], tables: tuple[type[models.Model], ...]) -> None:
    """Copy the rows of one table for all requests that have no life of their own."""
    fields = model._meta.concrete_fields
    named = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(model, field, tables) for field in fields)
    key = model._meta.pk
    if LocalRequest in (model, key.related_model):  # it has the key of its request
        place = f't."{key.column}" - {world.first_key}'
    else:
        place = f"(t.id - {world.keys_after + 1}) / {KEYS_EACH}"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({named}) SELECT {values}'
            f' FROM "{model._meta.db_table}" t, generate_series(1, {world.each - 1}) n'
            f" WHERE {place} + n < {world.requests}"
        )
        cursor.execute("SET LOCAL session_replication_role = origin")


def _value(
    model: type[models.Model], field: models.Field, tables: tuple[type[models.Model], ...]
) -> str:
    """What a copy has in this column, as SQL; `t` is the row, `n` how many requests later."""
    column, further = f't."{field.column}"', f"n * {KEYS_EACH}"
    if (own := OWN.get((model, field.name))) is not None:
        return own
    target = model if field.primary_key else field.related_model
    if field.primary_key and field.related_model:  # the key of what it belongs to
        target = field.related_model
    if target is LocalRequest:
        return f"{column} + n"
    if target in tables:
        return f"{column} + {further}"
    if field.column == "object_id":
        kind = ContentType.objects.get_for_model(LocalRequest).pk
        return f"{column} + CASE WHEN t.content_type_id = {kind} THEN n ELSE {further} END"
    if model is HistoryEntry and field.column == "details":
        for name in IN_DETAILS:
            column = _moved(column, f"'{{{name}}}'", further)
        return column
    if model is HistoryEntry and field.column == "changes":
        return _moved(column, "'{re_raises_id,1}'", "n")
    return column


def _moved(value: str, path: str, by: str) -> str:
    """JSON with the key that stands at this path moved, if one does."""
    there = f"({value} #>> {path})"
    return (
        f"CASE WHEN {there} IS NULL THEN {value} ELSE"
        f" jsonb_set({value}, {path}, to_jsonb({there}::bigint + {by})) END"
    )
