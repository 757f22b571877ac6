"""The one door through the locks on what was published.

The product's role can neither pass the triggers that lock published replies and what is there for
good, nor change such tables at all. A function of the database does, and only this: put ■ over
words, put back words that a removal has kept, and take a published reply down
(`publication/migrations/0004_one_door.py`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.db import connection


def take_out(obj: Any, texts: Mapping[str, str], *, hide: bool = False) -> None:
    """Store these texts of a locked thing; with `hide` a reply goes back to 提出済 as well."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT publication_take_out(%s, %s, %s::jsonb, %s)",
            [obj._meta.db_table, obj.pk, json.dumps(texts), hide],
        )


def saving(names: tuple[str, ...], *, hide: bool = False) -> Callable[[Any], None]:
    """For `workflow.step`: saves a locked thing by the door."""

    def save(obj: Any) -> None:
        take_out(obj, {name: getattr(obj, name) for name in names}, hide=hide)

    return save
