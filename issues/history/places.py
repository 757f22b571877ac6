"""From where an operation was made, and at which session its matter was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from workflow.models import HistoryEntry

Key: TypeAlias = tuple[int, int]
"""A record by the keys of its kind and of itself."""


def key_of(entry: HistoryEntry) -> Key:
    """The record that the entry is about."""
    return (entry.content_type_id, entry.object_id)


def places_of(
    versions: Iterable[tuple[Key, int, Mapping[str, Any] | None]],
    entries: Sequence[HistoryEntry],
) -> dict[int, str]:
    """From where each operation was made, by the key of its entry.

    The versions that the database keeps know the address that was called. Every operation makes
    exactly one new version, so an object's n-th entry goes with its version n. `entries` must be
    all entries of the records of these versions, oldest first.
    """
    urls = {(*key, version): (context or {}).get("url") for key, version, context in versions}
    counted: dict[Key, int] = {}
    places = {}
    for entry in entries:
        key = key_of(entry)
        counted[key] = counted.get(key, 0) + 1
        if (*key, counted[key]) in urls:
            places[entry.pk] = _in_words(urls[(*key, counted[key])])
    return places


def _in_words(url: str | None) -> str:
    if url is None:
        return "コマンドか自動の処理で"
    return "APIから" if url.startswith("/api/") else "画面から"


def sessions_of(meetings: Iterable[Any], *, inside: bool) -> dict[int | date | None, str]:
    """The names of these sessions, at which a record was spoken of or dealt with, by key and by
    day."""
    names: dict[int | date | None, str] = {}
    for meeting in meetings:
        if meeting is not None and (inside or meeting.published_at is not None):
            names[meeting.pk] = names[meeting.held_on] = str(meeting)
    return names
