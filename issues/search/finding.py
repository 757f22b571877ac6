"""Finding records by words, each reader in what that reader may read."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from accounts.rules import Actor, sees_everything
from issues.history import quotations
from issues.search import text_index


def with_words(rows: Any, query: str, *, actor: Actor) -> Any:
    """The rows that hold every word of `query` in what the actor sees of them.

    A record may also rest on words from an edition of minutes that is still internal, or on a
    quote that was taken down; whoever may not read these does not find it by them either.
    """
    found = rows.with_words(query)
    if sees_everything(actor) or not query.strip():
        return found
    doubtful = rows.model._default_manager.filter(
        Q(passages__speech__source__in=quotations.closed_editions(actor))
        | Q(passages__in=quotations.taken_down_passages()),
        pk__in=found.order_by().values("pk"),
    )
    records = list(doubtful.select_related("organization").distinct())
    seen = quotations.of_many(records, actor=actor)
    hidden = [
        record.pk
        for record in records
        if not text_index.holds(record, query, quotes=[each.words for each in seen[record.pk]])
    ]
    return found.exclude(pk__in=hidden) if hidden else found
