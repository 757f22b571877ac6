"""Databases full of generated requests, one for each size: made once, kept on the tests' server."""

import os
import subprocess
import sys

from django.conf import settings
from psycopg import sql

from tests.databases import template

SESSIONS = 120
LIVES = int(os.environ.get("RONTEN_BENCH_LIVES", "20000"))
"""So many requests have a life of their own."""
UNTIL = "2026-11-27T17:00"
BEGINNING = "ronten_bench_"
FORM = 6
"""Raised by hand when what `generate` writes has changed: databases of before are made anew."""


def ready(size):
    """The name of the database with so many requests; filled now unless it is there, migrated to
    the present tables otherwise."""
    name = f"{BEGINNING}{size}_{FORM}"
    with template.connect() as connection:
        if name not in template.databases_of(connection):
            _make(connection, name, size)
        else:
            _manage(name, "migrate", "--verbosity", "0")
    return name


def _make(connection, name, size):
    old = (
        each for each in template.databases_of(connection) if each.startswith(f"{BEGINNING}{size}_")
    )
    for each in old:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(each)))
    making = f"{BEGINNING}making"
    connection.execute(
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(making))
    )
    with template.held() as model:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(making), sql.Identifier(model)
            )
        )
    _manage(making, "setup_sample")
    _manage(
        making,
        "generate",
        "--requests",
        str(size),
        "--sessions",
        str(SESSIONS),
        "--until",
        UNTIL,
        "--lives",
        str(LIVES),
    )
    connection.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
            sql.Identifier(making), sql.Identifier(name)
        )
    )


def environment(database):
    """What leads a program to this database, as outside of a demonstration."""
    return {
        "DATABASE_URL": template.url_of(database),
        "REDIS_URL": settings.REDIS_URL,
        "RONTEN_DEMO": "0",
        "SECRET_KEY": "of no use outside of measuring " * 2,
    }


def _manage(database, *words):
    subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=template.REPOSITORY,
        env={**os.environ, **environment(database)},
        check=True,
    )
