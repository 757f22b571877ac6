"""Keys that a query works out once, before it looks at any row.

`pk IN (SELECT …)` beside another condition with OR is asked of every row of the table; one array of
keys is looked up in the index, as the other condition is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, Q

Keys = Callable[[str, Any], Q]
"""`among` or `hashed`."""


class _IsAmong(Func):
    """`key = ANY (ARRAY(SELECT …))`."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY ("
    conditional = True


def among(name: str, keys: Any) -> Q:
    """That the field is one of these keys: a query of one column, few rows, that names nothing of
    the rows that are asked. For conditions that an index answers."""
    return Q(_IsAmong(F(name), ArraySubquery(keys), output_field=BooleanField()))


def hashed(name: str, keys: Any) -> Q:
    """The same, for conditions that are asked of row after row: an array would be gone through for
    each of them, keys by hash are found at once."""
    return Q(**{f"{name}__in": keys})
