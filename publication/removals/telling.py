"""What is told beside a record: what was taken out of it, and out of what hangs on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from publication.enums import RemovalKind
from publication.models import Removal
from publication.removals import listing


def beside(concerned: Collection[str]) -> dict[str, list[Removal]]:
    """The acts that stand, by the record that they concern, the newest first; a few queries for
    all records. What was never public is not told."""
    return told_of(concerned, acts_on(concerned))


def acts_on(concerned: Collection[Any]) -> Any:
    """Those that are told of these records, unless the thing was published again."""
    rows = Removal.objects.lines().standing().filter(concerns__overlap=list(concerned))
    return rows.select_related("content_type")


def told_of(concerned: Collection[str], acts: Iterable[Removal]) -> dict[str, list[Removal]]:
    """`beside` for acts of `acts_on`; no query for none."""
    found: dict[str, list[Removal]] = {each: [] for each in concerned}
    for told in listing.told(acts):
        if told.since:
            continue
        for each in set(told.removal.concerns) & found.keys():
            found[each].append(told.removal)
    return found


def words_are_out(concerned: str) -> bool:
    """Words that concern this record are under ■ now."""
    rows = Removal.objects.standing().filter(kind=RemovalKind.BLACKED_OUT)
    return rows.filter(concerns__contains=[concerned]).exists()
