"""A database with all migrations, made once and copied for every session that tests.

Making all tables by migrations takes some seconds, copying them takes one. Any change of a
migration, of what makes tables for them, or of a package that writes into them, makes a new one.
"""

import hashlib
import os
import subprocess
import sys
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGES = ("django", "django-pghistory", "django-pgtrigger", "psycopg")
BEGINNING = "ronten_template_"
IN_USE = 20240405
"""Key of the lock that whoever makes or drops one has alone, and whoever copies one has with
others."""


@contextmanager
def held():
    """The name of the database, made now unless it is there. Nobody takes it away before this is
    left: a session whose migrations are others would, on its way to one of its own."""
    name = BEGINNING + _digest()
    with connect() as connection:
        connection.execute("SELECT pg_advisory_lock_shared(%s)", [IN_USE])
        while name not in databases_of(connection):
            connection.execute("SELECT pg_advisory_unlock_shared(%s)", [IN_USE])
            connection.execute("SELECT pg_advisory_lock(%s)", [IN_USE])
            if name not in databases_of(connection):
                _make(connection, name)
            connection.execute("SELECT pg_advisory_unlock(%s)", [IN_USE])
            connection.execute("SELECT pg_advisory_lock_shared(%s)", [IN_USE])
        yield name


def url_of(name):
    """The address of a database of this name on the server of the tests."""
    there = connections["default"].settings_dict
    password = f":{there['PASSWORD']}" if there["PASSWORD"] else ""
    port = f":{there['PORT']}" if there["PORT"] else ""
    host = f"/{there['HOST']}" if there["HOST"].startswith("/") else there["HOST"]
    return f"postgres://{there['USER']}{password}@{host}{port}/{name}"


def _digest():
    """Of all that decides what migrations make of an empty database."""
    found = hashlib.sha256(" ".join(version(each) for each in PACKAGES).encode())
    beside = [REPOSITORY / "workflow" / name for name in ("at_once.py", "kept/grown.py")]
    for path in (*sorted(REPOSITORY.glob("*/migrations/*.py")), *beside):
        found.update(path.relative_to(REPOSITORY).as_posix().encode() + path.read_bytes())
    return found.hexdigest()[:16]


def connect():
    """To the tests' server itself, each statement by itself."""
    there = connections["default"].settings_dict
    return psycopg.connect(
        host=there["HOST"], user=there["USER"], dbname="postgres", autocommit=True
    )


def databases_of(connection):
    """The names of all its databases."""
    return {name for (name,) in connection.execute("SELECT datname FROM pg_database")}


def _make(connection, name):
    for old in (each for each in databases_of(connection) if each.startswith(BEGINNING)):
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))
    making = f"{BEGINNING}making"
    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(making)))
    environment = {**os.environ, "DATABASE_URL": url_of(making), "REDIS_URL": settings.REDIS_URL}
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=REPOSITORY,
        env=environment,
        check=True,
    )
    connection.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
            sql.Identifier(making), sql.Identifier(name)
        )
    )
