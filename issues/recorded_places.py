"""From where an operation was made, and at which session its matter was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from django.contrib.contenttypes.models import ContentType
from django.db import models

from issues.models import Commitment, LocalRequest
from workflow.models import HistoryEntry

Key: TypeAlias = tuple[int, int]
"""A record by the keys of its kind and of itself."""


def key_of(entry: HistoryEntry) -> Key:
    """The record that the entry is about."""
    return (entry.content_type_id, entry.object_id)


def places_of(
    things: Mapping[Key, models.Model], entries: Sequence[HistoryEntry]
) -> dict[int, str]:
    """From where each operation was made, by the key of its entry.

    The versions that the database keeps know the address that was called. Every operation makes
    exactly one new version, so an object's n-th entry goes with its version n. One query for each
    kind of record. `entries` must be all entries of `things`, oldest first.
    """
    urls = {}
    for model in {type(thing): None for thing in things.values()}:
        kind = ContentType.objects.get_for_model(model).pk
        keys = [pk for found, pk in things if found == kind]
        for pk, version, context in _versions(model, keys):
            urls[kind, pk, version] = (context or {}).get("url")
    counted: dict[Key, int] = {}
    places = {}
    for entry in entries:
        key = key_of(entry)
        counted[key] = counted.get(key, 0) + 1
        if (*key, counted[key]) in urls:
            places[entry.pk] = _in_words(urls[(*key, counted[key])])
    return places


def _versions(model: type[models.Model], keys: list[int]) -> Any:
    # The newest first: of two rows with one version, the first was made by the operation itself.
    tracked: Any = model
    if not hasattr(tracked, "versions"):
        return ()
    kept = tracked.versions.rel.related_model
    rows = kept.objects.filter(pgh_obj__in=keys).order_by("-pgh_id")
    return rows.values_list("pgh_obj", "version", "pgh_context")


def _in_words(url: str | None) -> str:
    if url is None:
        return "コマンドか自動の処理で"
    return "APIから" if url.startswith("/api/") else "画面から"


def sessions_of(record: LocalRequest | Commitment, *, inside: bool) -> dict[int | date | None, str]:
    """The sessions at which the record was spoken of or dealt with, by key and by day. They stand
    in a module above this one; the record reaches them by its relations."""
    passages = record.passages.select_related("speech__source__meeting__body")
    meetings: list[Any] = [passage.speech.source.meeting for passage in passages]
    if isinstance(record, LocalRequest):
        meetings += [h.meeting for h in record.handlings.select_related("meeting__body")]
    names: dict[int | date | None, str] = {}
    for meeting in meetings:
        if meeting is not None and (inside or meeting.published_at is not None):
            names[meeting.pk] = names[meeting.held_on] = str(meeting)
    return names
