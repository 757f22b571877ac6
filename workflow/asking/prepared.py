"""A statement that PostgreSQL reads and plans once for a connection.

To plan a statement over many tables takes PostgreSQL several times as long as to answer it. Only
for statements that find their rows by a few keys: the plan is made without knowing the values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection

_PLACES = re.compile("%%|%s")
_PREPARED: WeakKeyDictionary[Any, dict[str, str]] = WeakKeyDictionary()
"""By connection: under which name a statement is known there."""
_NUMBERS = count(1)
_MULTIPLE = "SET plan_cache_mode = force_generic_plan; {} RESET plan_cache_mode"
"""Left to itself PostgreSQL would plan anew for each value: it takes ten keys for likely where one
is asked for."""


def row(sql: str, params: Sequence[Any], open_: type[Any], given: dict[str, Any]) -> Any:
    """The one row that `sql` gives; one query. Of `params` those of the class `open_` take their
    values from `given`, by name; the others are the same each time."""
    names = [each.name for each in params if isinstance(each, open_)]
    fixed = [each for each in params if not isinstance(each, open_)]
    with connection.cursor() as cursor:
        known = _PREPARED.setdefault(connection.connection, {})
        name = known.get(sql)
        values = [given[each] for each in names]
        places = ", ".join("%s" for _ in names)
        if name is None:
            # A number of its own: a statement stays known there when its first answer failed.
            name = f"asked_{next(_NUMBERS)}"
            made = f"PREPARE {name} AS {_with_numbers(sql, params, open_)};"
            cursor.execute(_MULTIPLE.format(f"{made} EXECUTE {name}({places});"), fixed + values)
            known[sql] = name
        else:
            cursor.execute(_MULTIPLE.format(f"EXECUTE {name}({places});"), values)
        cursor.set_result(-2)  # before RESET; whoever looked at the results may have gone past it
        return cursor.fetchone()


def _with_numbers(sql: str, params: Sequence[Any], open_: type[Any]) -> str:
    """The statement with $1, $2 … for what differs each time."""
    rest, numbers = iter(params), count(1)

    def place(found: re.Match[str]) -> str:
        if found[0] == "%%" or not isinstance(next(rest), open_):
            return found[0]
        return f"${next(numbers)}"

    return _PLACES.sub(place, sql)
