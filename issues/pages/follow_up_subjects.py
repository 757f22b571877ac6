"""What a follow-up is about: a request, a point, a commitment or a meeting, for one reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from accounts.rules import Actor
from issues.models import FollowUp

KINDS = {
    "localrequest": "要望",
    "discussionpoint": "論点",
    "commitment": "国側の発言",
    "meeting": "会合",
}
"""Sorts of subjects by the name of their model, in the words of the screen."""
LISTS = {
    "要望": "issues:requests:list",
    "論点": "issues:points:list",
    "国側の発言": "issues:commitments:list",
    "会合": "meetings:list",
}
"""Where each sort is listed."""


@dataclass(frozen=True)
class Subject:
    """A subject in words. `title` and `url` are "" for a reader who may not see it."""

    kind: str
    number: str
    title: str
    url: str
    fictional: bool = False

    def __str__(self) -> str:
        words = " ".join(words for words in (self.kind, self.number, self.title) if words)
        return f"{words}（架空）" if self.fictional and "架空" not in words else words


def subject_of(subject: Model) -> Subject:
    """A subject that the reader is known to see."""
    kind = KINDS.get(str(subject._meta.model_name), str(subject._meta.verbose_name))
    number = str(getattr(subject, "number", "") or "")
    title = str(getattr(subject, "title", "") or subject)
    url: str = subject.get_absolute_url()  # type: ignore[attr-defined]
    return Subject(kind, number, title, url, bool(getattr(subject, "fictional", False)))


def of_many(follow_ups: Iterable[FollowUp], *, actor: Actor) -> dict[int, Subject]:
    """The subjects of these follow-ups by their keys, in one query for each sort.

    Whoever has to act may not see what it is about: then its sort alone is named.
    """
    keys: dict[int, set[int]] = defaultdict(set)
    rows = list(follow_ups)
    for row in rows:
        keys[row.content_type_id].add(row.object_id)
    seen = {sort: _seen(sort, ids, actor) for sort, ids in keys.items()}
    return {row.pk: among(row, seen[row.content_type_id]) for row in rows}


def _seen(sort: int, keys: set[int], actor: Actor) -> dict[int, Any]:
    model = ContentType.objects.get_for_id(sort).model_class()
    assert model is not None  # follow-ups hang on installed models alone
    rows: Any = model._default_manager.all()
    if hasattr(rows, "visible_to"):
        rows = rows.visible_to(actor)
    if str(model._meta.model_name) == "meeting":
        rows = rows.select_related("body")
    return {row.pk: row for row in rows.filter(pk__in=keys)}


def among(row: FollowUp, seen: Mapping[int, Any]) -> Subject:
    """The subject of a follow-up, where it is one of those of its sort that the reader sees (by
    their keys)."""
    if row.object_id in seen:
        return subject_of(seen[row.object_id])
    model = ContentType.objects.get_for_id(row.content_type_id).model
    return Subject(KINDS.get(model, ""), "", "", "")
