"""Keeping the terms of records in step with their words: with each move, and anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from issues.alike.wording import terms_of
from issues.models import Commitment, CommitmentTerms, LocalRequest, RequestTerms

WORDS = {LocalRequest: ("title", "ask", "trouble"), Commitment: ("title",)}
"""The texts of their own, which whoever sees a record reads. Quotes are none: an edition of minutes
may be closed to those who read what was made of it."""
_KEPT: dict[Any, tuple[Any, str]] = {
    LocalRequest: (RequestTerms, "local_request_id"),
    Commitment: (CommitmentTerms, "commitment_id"),
}


def after_move(sender: Any, *, obj: Any, changed: Collection[str], **_: Any) -> None:
    """Write the terms of a record whose words a move changed; called in its transaction."""
    if sender in WORDS and not set(WORDS[sender]).isdisjoint(changed):
        write([obj])


def after_beginnings(sender: Any, *, objs: Sequence[Any], **_: Any) -> None:
    """The same for many records that began together."""
    if sender in WORDS:
        write(objs)


def write(records: Iterable[Any]) -> None:
    """Write the terms of these requests or commitments."""
    rows: dict[Any, list[Any]] = {}
    for record in records:
        model, key = _KEPT[type(record)]
        texts = (getattr(record, name) for name in WORDS[type(record)])
        rows.setdefault(model, []).append(model(**{key: record.pk}, terms=terms_of(*texts)))
    for model, made in rows.items():
        model.objects.bulk_create(
            made, update_conflicts=True, unique_fields=["pk"], update_fields=["terms"]
        )
