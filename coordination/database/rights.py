"""What the product may do with each table, worked out from the models.

A table whose every row is there for good takes SELECT and INSERT from the product, nothing else: so
the role that works with it can neither change nor delete nor empty it, nor switch off the trigger
that says so. All other tables take the four usual verbs.
"""

from __future__ import annotations

from collections.abc import Iterator

import pgtrigger
from django.apps import apps
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

ALL = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
EVERY_PRIVILEGE = (*sorted(ALL), "TRUNCATE", "REFERENCES", "TRIGGER")
READ_ONLY = {"django_migrations": frozenset({"SELECT"})}
"""What only `migrate` writes."""
KEYS_AHEAD = (("meetings_closedreport", "id"),)
"""Columns whose next key the product draws by itself: a report's rows are written before it."""

_WITHOUT_EXCEPTION = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME)
RETURNS BOOLEAN AS $$
BEGIN
    -- Only the owner of the tables may ask for a trigger to be ignored.
    RETURN current_user = {owner}
        AND trigger_name = ANY (NULLIF(current_setting('pgtrigger.ignore', true), '')::TEXT[]);
END;
$$ LANGUAGE plpgsql
"""


def expected() -> dict[str, frozenset[str]]:
    """What the product may do with the table of each model."""
    forbidden: dict[str, set[str]] = {}
    for model, trigger in pgtrigger.registered():
        forbidden.setdefault(model._meta.db_table, set()).update(_never(trigger))
    tables = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    usual = {table: ALL - forbidden.get(table, set()) for table in tables}
    return {**usual, **READ_ONLY}


def _never(trigger: pgtrigger.Trigger) -> Iterator[str]:
    """The verbs that a trigger refuses for every row."""
    # ReadOnly is a Protect as well, but refuses only what touches the fields it names.
    narrow = isinstance(trigger, pgtrigger.ReadOnly) and (trigger.fields or trigger.exclude)
    if isinstance(trigger, pgtrigger.Protect) and trigger.condition is None and not narrow:
        operations = str(trigger.operation).split(" OR ")
        yield from ALL.intersection(operations)


def found(connection: BaseDatabaseWrapper, role: str) -> dict[str, frozenset[str]]:
    """What a role may do with each table that there is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, p.name FROM pg_class c, unnest(%s::text[]) AS p(name)"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')"
            " AND has_table_privilege(%s, c.oid, p.name)",
            [list(EVERY_PRIVILEGE), role],
        )
        rights: dict[str, set[str]] = {name: set() for name in _tables(connection)}
        for table, privilege in cursor.fetchall():
            rights.setdefault(table, set()).add(privilege)
    return {table: frozenset(names) for table, names in rights.items()}


def _tables(connection: BaseDatabaseWrapper) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind IN ('r', 'p')"
        )
        return [name for (name,) in cursor.fetchall()]


def wrong(connection: BaseDatabaseWrapper, role: str) -> list[str]:
    """The tables with which a role may do more or less than it should."""
    wanted = expected()
    there = found(connection, role)
    return sorted(
        table for table, names in there.items() if names != wanted.get(table, frozenset())
    )


@transaction.atomic
def grant(connection: BaseDatabaseWrapper, role: str, password: str) -> None:
    """Give the role what it should have, and nothing else. Makes the role where there is none.
    Called as the owner of the tables."""
    with connection.cursor() as cursor:
        for statement in _statements(connection, role, password):
            cursor.execute(statement.as_string(connection.connection))


def _statements(
    connection: BaseDatabaseWrapper, role: str, password: str
) -> Iterator[sql.Composable]:
    name = sql.Identifier(role)
    owner = connection.settings_dict["USER"]
    database = sql.Identifier(connection.settings_dict["NAME"])
    yield from _role(connection, role, password)
    yield sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, name)
    yield sql.SQL("REVOKE TEMPORARY, CREATE ON DATABASE {} FROM PUBLIC, {}").format(database, name)
    yield sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC, {}").format(name)
    yield sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name)
    yield sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {}").format(name)
    wanted = expected()
    for table in _tables(connection):
        if verbs := wanted.get(table):
            yield sql.SQL("GRANT {} ON {} TO {}").format(
                sql.SQL(", ").join(map(sql.SQL, sorted(verbs))), sql.Identifier(table), name
            )
    for sequence in _sequences(connection):
        yield sql.SQL("GRANT USAGE ON SEQUENCE {} TO {}").format(sql.Identifier(sequence), name)
    yield sql.SQL(
        "ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA public GRANT SELECT, INSERT ON TABLES TO {}"
    ).format(sql.Identifier(owner), name)
    yield sql.SQL(_WITHOUT_EXCEPTION).format(owner=sql.Literal(owner))


def _sequences(connection: BaseDatabaseWrapper) -> Iterator[str]:
    with connection.cursor() as cursor:
        for table, column in KEYS_AHEAD:
            cursor.execute(
                "SELECT c.relname FROM pg_class c"
                " WHERE c.oid = to_regclass(pg_get_serial_sequence(%s, %s))",
                [table, column],
            )
            yield from (name for (name,) in cursor.fetchall())


def _role(connection: BaseDatabaseWrapper, role: str, password: str) -> Iterator[sql.Composable]:
    """The role, with no rights over other roles, databases and replication. Its password goes to
    the server as the proof of it alone, so that no log ever holds it."""
    name = sql.Identifier(role)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone() is None:
            yield sql.SQL("CREATE ROLE {} LOGIN").format(name)
    yield sql.SQL(
        "ALTER ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
    ).format(name)
    if password:
        connection.ensure_connection()
        raw = connection.connection.pgconn
        proof = raw.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
        yield sql.SQL("ALTER ROLE {} PASSWORD {}").format(name, sql.Literal(proof.decode()))
