"""What is told beside a record: what was taken out of it, and out of what hangs on it."""

from __future__ import annotations

from collections.abc import Collection

from publication import listing
from publication.enums import RemovalKind
from publication.models import Removal


def beside(concerned: Collection[str]) -> dict[str, list[Removal]]:
    """The acts that stand, by the record that they concern, the newest first; a few queries for
    all records. What was never public is not told."""
    found: dict[str, list[Removal]] = {each: [] for each in concerned}
    rows = Removal.objects.lines().standing().filter(concerns__overlap=list(concerned))
    for told in listing.told(rows.select_related("content_type")):
        if told.since:
            continue
        for each in set(told.removal.concerns) & found.keys():
            found[each].append(told.removal)
    return found


def words_are_out(concerned: str) -> bool:
    """Words that concern this record are under ■ now."""
    rows = Removal.objects.standing().filter(kind=RemovalKind.BLACKED_OUT)
    return rows.filter(concerns__contains=[concerned]).exists()
