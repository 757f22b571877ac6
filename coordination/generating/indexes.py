"""Indexes that only slow down the writing of very many rows: taken off, and made again after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, models

FROM_INDEXES = """
SELECT indexname, indexdef FROM pg_indexes
WHERE schemaname = current_schema AND tablename = %s AND indexname NOT IN
    (SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass)
ORDER BY indexname
"""
FROM_CONSTRAINTS = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = %s::regclass AND contype = 'x' ORDER BY conname
"""


@dataclass(frozen=True)
class TakenOff:
    """One index or constraint that was dropped: how it is made again."""

    name: str
    statement: str


def take_off(tables: Iterable[type[models.Model]]) -> list[TakenOff]:
    """Drop all indexes of these tables but those of keys and unique constraints."""
    found: list[TakenOff] = []
    with connection.cursor() as cursor:
        for model in tables:
            table = model._meta.db_table
            cursor.execute(FROM_INDEXES, [table, f'"{table}"'])
            for name, statement in cursor.fetchall():
                found.append(TakenOff(name, statement))
                cursor.execute(f'DROP INDEX "{name}"')
            cursor.execute(FROM_CONSTRAINTS, [f'"{table}"'])
            for name, definition in cursor.fetchall():
                statement = f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}'
                found.append(TakenOff(name, statement))
                cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
    return found


def put_back(taken: TakenOff) -> None:
    """Make it again."""
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '1GB'")
        cursor.execute(taken.statement)
