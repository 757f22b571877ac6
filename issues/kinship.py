"""Which requests hang together over several steps: as queries for their keys, to stand behind
`pk__in`. The key may be one that is told later (`workflow.together.Given`)."""

from __future__ import annotations

from typing import Any

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


def merged_into(key: Any) -> RawSQL:
    """All requests that went into this one, also by way of others."""
    return RawSQL(_WENT_INTO, [key])


def merged_or_itself(key: Any) -> RawSQL:
    """The same with the request itself."""
    return RawSQL(f"SELECT %s::bigint UNION ALL ({_WENT_INTO})", [key, key])


def in_thread_of(key: Any) -> RawSQL:
    """All requests of its thread: itself, what it re-raises, and what re-raises any of them."""
    return RawSQL(_OF_THREAD, [key])


def around(key: Any) -> RawSQL:
    """Those of its thread, and those that it was linked to, merged with or split from."""
    return RawSQL(f"{_BESIDE} UNION ({_OF_THREAD})", [key] * 6)
