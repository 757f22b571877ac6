"""Which requests hang together over several steps: as conditions on rows that name them,
`rows.filter(kinship.merged_into(key))`. The key may be one that is told later
(`workflow.asking.together.Given`)."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, F, Func
from django.db.models.expressions import RawSQL

_WENT_INTO = """
    WITH RECURSIVE went (id) AS (
        SELECT id FROM issues_localrequest WHERE merged_into_id = %s
        UNION
        SELECT earlier.id FROM issues_localrequest earlier JOIN went ON merged_into_id = went.id
    )
    SELECT id FROM went
"""
_OF_THREAD = """
    WITH RECURSIVE before (id) AS (
        SELECT %s::bigint
        UNION
        SELECT re_raises_id FROM issues_localrequest JOIN before USING (id)
        WHERE re_raises_id IS NOT NULL
    ), thread (id) AS (
        SELECT id FROM before
        UNION
        SELECT later.id FROM issues_localrequest later JOIN thread ON re_raises_id = thread.id
    )
    SELECT id FROM thread
"""
_BESIDE = """
    SELECT to_localrequest_id FROM issues_localrequest_related WHERE from_localrequest_id = %s
    UNION SELECT id FROM issues_localrequest WHERE merged_into_id = %s
    UNION SELECT id FROM issues_localrequest WHERE split_from_id = %s
    UNION SELECT merged_into_id FROM issues_localrequest WHERE id = %s
    UNION SELECT split_from_id FROM issues_localrequest WHERE id = %s
"""
_ASKS_THE_SAME = """
    SELECT local_request_id FROM issues_sameask
    WHERE head_id = (SELECT head_id FROM issues_sameask WHERE local_request_id = %s)
"""


class _Within(Func):
    """The column is among the keys of a query. They are gathered first, so that rows are looked up
    by index: how many a recursive query will give PostgreSQL cannot know, and reads all rows."""

    arg_joiner = " = ANY(ARRAY"
    template = "(%(expressions)s))"
    output_field = BooleanField()

    def __init__(self, name: str, sql: str, key: Any) -> None:
        super().__init__(F(name), RawSQL(sql, [key] * sql.count("%s")))


def merged_into(key: Any, name: str = "pk") -> _Within:
    """The column names one of all requests that went into this one, also by way of others."""
    return _Within(name, _WENT_INTO, key)


def merged_or_itself(key: Any, name: str = "pk") -> _Within:
    """The same or the request itself."""
    return _Within(name, f"SELECT %s::bigint UNION ALL ({_WENT_INTO})", key)


def in_thread_of(key: Any) -> _Within:
    """One of all requests of its thread: itself, what it re-raises, and what re-raises any of
    them."""
    return _Within("pk", _OF_THREAD, key)


def asking_the_same(key: Any, name: str = "pk") -> _Within:
    """The column names one of its group (同趣旨), itself among them; none where it is in none."""
    return _Within(name, _ASKS_THE_SAME, key)


def around(key: Any) -> _Within:
    """One of its thread or group, or one that it was linked to, merged with or split from."""
    return _Within("pk", f"{_BESIDE} UNION {_ASKS_THE_SAME} UNION ({_OF_THREAD})", key)
