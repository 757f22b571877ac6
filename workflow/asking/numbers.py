"""How many rows there are of several sorts, asked at once: each would be waited for otherwise."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection


def together(*, up_to: int | None = None, **rows: Any) -> dict[str, int]:
    """How many rows each of these queries has, under its name, in one query; of more than `up_to`
    no more are counted. None of the queries may be cut off after some rows."""
    counts, params = [], []
    for number, each in enumerate(rows.values()):
        try:
            keys = each.order_by().values("pk")[:up_to]
            sql, values = keys.query.sql_with_params()
        except EmptyResultSet:
            counts.append("0")
            continue
        counts.append(f"(SELECT COUNT(*) FROM ({sql}) AS rows_{number})")
        params += values
    if not counts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(counts)}", params)
        return dict(zip(rows, cursor.fetchone(), strict=True))
