"""What verbs made once in a file of tests, brought back where another of its tests begins so too.

Most tests bring a request to where they begin: four to six moves, each with its checks, versions
and standing. The first test does so through the verbs; the next one that makes the same calls on
the same ground gets the rows as they stood then. Whatever else was written before, or rolled back,
and another time of day make it go through the verbs again.
"""

import json
import pickle
import time
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from django.db import connection, models
from django.utils import timezone
from psycopg import sql

from tests.databases.copies import let_grow, may_copy

LONGEST = 4
"""So many calls are followed. A run of moves at random begins anew with each of its steps."""
_TOKENS = count(1)


@dataclass(frozen=True)
class _Rows:
    """All rows of the tables that were written to, as PostgreSQL copies them."""

    tables: dict[str, bytes]
    given: Any


class Memory:
    """That of one test; `kept` belongs to its file."""

    def __init__(self, kept):
        self._kept, self._calls, self._within = kept, (), False
        self._mark()
        self._first = self._last

    def made(self, call, model, build):
        """What `build()` gives, a row of `model`; `call` says which call it is, as a tuple."""
        return self._made(call, build, _key_of, lambda key: model._base_manager.get(pk=key))

    def world(self, call, build):
        """What `build()` gives, whatever it is: rows, and what holds them."""
        return self._made(call, build, pickle.dumps, pickle.loads)

    def _made(self, call, build, keep, give_back):
        if self._within or not self._may_follow(call):
            return build()
        self._within = True
        try:
            return self._follow(call, build, keep, give_back)
        finally:
            self._within = False

    def _follow(self, call, build, keep, give_back):
        self._calls += (_plain(call),)
        rows = self._kept.get(self._calls)
        if rows is None:
            given = build()
            self._kept[self._calls] = _Rows(self._changed(), keep(given))
        else:
            _bring_back(rows.tables)
            given = give_back(rows.given)
        self._mark()
        return given

    def _may_follow(self, call):
        follows = self._last is not None and len(self._calls) < LONGEST and _is_plain(call)
        now = abs(timezone.now().timestamp() - time.time()) < 5
        if not (follows and now and _state() == self._last):
            self._last = None
        return self._last is not None

    def _mark(self):
        """Here this test stands. A setting says so, for it is taken back with a savepoint; what
        was counted is not."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('tests.stands', %s, true)", [str(next(_TOKENS))])
        self._last = _state()

    def _changed(self):
        before, now = self._first[1], _state()[1]
        with connection.cursor() as cursor:
            return {
                table: _rows_of(cursor, table) for table in now if now[table] != before.get(table)
            }


def _key_of(row):
    return row.pk


def memory_of(kept):
    """A memory for one test, or nothing where rows cannot be brought back."""
    return Memory(kept) if may_copy() else None


def _state():
    """What the setting says, and how many rows of each table this transaction has written, also
    those that were taken back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('tests.stands', true),"
            " (SELECT json_object_agg(relname, written)::text FROM ("
            "  SELECT relname, pg_stat_get_xact_tuples_inserted(oid)"
            "   + pg_stat_get_xact_tuples_updated(oid) + pg_stat_get_xact_tuples_deleted(oid)"
            "   AS written FROM pg_class"
            "  WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace) counted"
            " WHERE written > 0)"
        )
        setting, written = cursor.fetchone()
    return setting, json.loads(written or "{}")


def _rows_of(cursor, table):
    with cursor.copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as out:
        return b"".join(bytes(each) for each in out)


def _bring_back(tables):
    with connection.cursor() as cursor:
        gone = [sql.SQL("DELETE FROM {}").format(sql.Identifier(table)) for table in tables]
        begin = sql.SQL("SET LOCAL session_replication_role = replica")
        cursor.execute(sql.SQL("; ").join([begin, *gone]))
        for table, rows in tables.items():
            with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))) as into:
                into.write(rows)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        let_grow(cursor)


def _is_plain(value):
    """It says the same in another test of the file."""
    if isinstance(value, dict):
        return all(map(_is_plain, value.values()))
    if isinstance(value, list | tuple):
        return all(map(_is_plain, value))
    return value is None or isinstance(value, models.Model | str | int | date)


def _plain(value):
    if isinstance(value, dict):
        return tuple((name, _plain(value[name])) for name in sorted(value))
    if isinstance(value, list | tuple):
        return tuple(map(_plain, value))
    return (value._meta.label, value.pk) if isinstance(value, models.Model) else value
