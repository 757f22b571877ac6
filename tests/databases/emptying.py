"""Emptying the database after a test that committed: the filled tables alone.

Django empties all of them, which makes new files for some hundred tables and their indexes, and
then acts as if it had migrated. Most tests fill a dozen tables with a few rows.
"""

from django.db import connection, transaction
from django.test import TransactionTestCase
from psycopg import sql

from tests.databases.copies import filled_tables, let_grow, may_copy

STAYS = {"django_content_type", "auth_permission"}
"""What migrating writes again each time."""


def install(patch):
    """Let tests empty their database in this way; `patch` takes it back."""
    whole = TransactionTestCase._fixture_teardown

    def teardown(case):
        if case.available_apps is not None or case.serialized_rollback or not may_copy():
            whole(case)
        else:
            empty()

    patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)


def empty():
    """No row is left but those that a freshly migrated database has."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in set(filled_tables(cursor)) - STAYS:
            cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
        let_grow(cursor)
