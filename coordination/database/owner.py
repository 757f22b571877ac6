"""Who owns the tables, and who works with them.

The product connects with the rights of DATABASE_URL. Where OWNER_DATABASE_URL stands beside it, the
tables belong to that other role, and only what changes their form (`migrate`, `grant_rights`)
connects with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections

ONE_ROLE = (
    "製品は、データベースの表の持ち主として動きます。追記だけの表を守るのは、データベースの仕掛け"
    "（トリガー）だけです。持ち主を分けるには OWNER_DATABASE_URL を設定してください。"
)


def is_separate() -> bool:
    """Whether the tables have an owner other than who works with them."""
    owner: dict[str, Any] | None = settings.DATABASE_OWNER
    return owner is not None and owner["USER"] != settings.DATABASES["default"]["USER"]


def product_owns_tables() -> bool:
    """Whether the role that the product works as could lift its own limits. False as well while
    the database does not answer."""
    connection = connections["default"]
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM pg_class WHERE relname = 'django_migrations'"
                " AND pg_has_role(current_user, relowner, 'MEMBER')"
            )
            return cursor.fetchone() is not None
    except DatabaseError:
        return False
    finally:
        connection.close()


@contextmanager
def as_owner() -> Iterator[None]:
    """Connect as the owner of the tables for a while. Not inside a transaction."""
    connection: Any = connections["default"]
    owner: dict[str, Any] | None = settings.DATABASE_OWNER
    if owner is None or connection.settings_dict["USER"] == owner["USER"]:
        yield
        return
    before = connection.settings_dict
    _leave(connection)
    connection.settings_dict = {**before, **owner}
    try:
        yield
    finally:
        _leave(connection)
        connection.settings_dict = before


def _leave(connection: Any) -> None:
    connection.close()
    connection.close_pool()
