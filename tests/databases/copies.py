"""What verbs have made, made once for all processes of a session and then copied.

A world is made through the product's verbs, which takes seconds. Its rows are kept as PostgreSQL
copies them, and whoever needs the same world next gets them back in a moment, with the objects
that its maker gave.
"""

import fcntl
import json
import os
import pickle
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from psycopg import sql

_FOUND = {}
"""What was kept or read in this process, by name, as bytes."""


@dataclass
class Kept:
    """The rows of all filled tables, how far the keys had been given out, files, and what the
    maker gave."""

    rows: dict[str, bytes]
    keys: dict[str, int]
    given: Any
    files: dict[str, bytes] = field(default_factory=dict)


def get(name, make, *, folder, media=None):
    """What `make()` gives, and the rows and files that it made: by itself the first time, later as
    a copy. Whatever rows were there are gone then. `folder` is shared by all processes."""
    if not may_copy():
        return make()
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        there = folder / f"{name}.world"
        if name not in _FOUND and there.exists():
            _FOUND[name] = there.read_bytes()
        if name not in _FOUND:
            with transaction.atomic():
                given = make()
                _FOUND[name] = pickle.dumps(_keep(given, media))
            there.write_bytes(_FOUND[name])
            return given
    kept = pickle.loads(_FOUND[name])
    _bring_back(kept, media)
    return kept.given


def shared_folder(tmp_path_factory):
    """A folder that all processes of this session have in common and no other session has."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def filled_tables(cursor):
    """The tables that hold a row; one query."""
    tables = [t for t in connection.introspection.table_names(cursor) if t != "django_migrations"]
    asked = sql.SQL(" UNION ALL ").join(
        sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(
            sql.Literal(table), sql.Identifier(table)
        )
        for table in tables
    )
    cursor.execute(asked)
    return [table for (table,) in cursor.fetchall()]


def let_grow(cursor):
    """Every table has been written to: without its triggers the product has not noticed."""
    cursor.execute(
        "SELECT nextval(quote_ident(relname)) FROM pg_class"
        " WHERE relkind = 'S' AND relname LIKE 'grown\\_%%'"
    )


def learn_content_types():
    """Their keys may be others now. A process of the product knows them all after a few pages; a
    page that is counted must not be the one that asks."""
    ContentType.objects.clear_cache()
    ContentType.objects.get_for_models(*apps.get_models())


def may_copy():
    """Whether rows may be written past the triggers, which is for a superuser."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        return cursor.fetchone()[0]


def _keep(given, media):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        rows = {}
        for table in filled_tables(cursor):
            with cursor.copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as out:
                rows[table] = b"".join(bytes(each) for each in out)
        cursor.execute(
            "SELECT sequencename, last_value FROM pg_sequences"
            " WHERE schemaname = 'public' AND last_value IS NOT NULL"
            " AND sequencename NOT LIKE 'grown\\_%%'"
        )
        return Kept(rows, dict(cursor.fetchall()), given, _files_in(media))


def _bring_back(kept, media):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in filled_tables(cursor):
            cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
        for table, rows in kept.rows.items():
            with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))) as into:
                into.write(rows)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        cursor.execute(
            "SELECT setval(quote_ident(key), value::bigint) FROM json_each_text(%s::json)",
            [json.dumps(kept.keys)],
        )
        let_grow(cursor)
        # As after the verbs that made them: the server knows how many rows there are.
        tables = sql.SQL(", ").join(sql.Identifier(table) for table in kept.rows)
        cursor.execute(sql.SQL("ANALYZE {}").format(tables))
    learn_content_types()
    for path, data in kept.files.items():
        there = Path(media) / path
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(data)


def _files_in(media):
    if media is None:
        return {}
    found = (path for path in Path(media).rglob("*") if path.is_file())
    return {path.relative_to(media).as_posix(): path.read_bytes() for path in found}
