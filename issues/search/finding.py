"""Finding records by words, each reader in what that reader may read."""

from __future__ import annotations

from typing import Any

from accounts.rules import Actor
from issues.models import Commitment, LocalRequest
from issues.search import vocabulary
from searching import finding
from searching.query import Query

_GROUPS = {LocalRequest: "requests", Commitment: "commitments"}


def with_words(rows: Any, typed: str, *, actor: Actor, forum: int | None = None) -> Any:
    """The rows that hold what somebody typed, in what the actor sees of them (`searching.query`).
    All of them where nothing was typed. `forum`: whose vocabulary counts, a key."""
    return found_by(rows, vocabulary.query_of(typed, forum), actor=actor)


def found_by(rows: Any, query: Query, *, actor: Actor) -> Any:
    """The same for what was read already."""
    if not query.typed:
        return rows
    if not query:
        return rows.none()
    finding.catch_up()
    return rows.filter(pk__in=finding.keys_of(_GROUPS[rows.model], query, actor))
