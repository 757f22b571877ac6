"""Rows are locked in one order everywhere, so that two moves never wait for each other.

What holds comes before what hangs on it; within a table the lower key comes first. A verb that
will lock more than one row calls `hold` with all of them before its first `step`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import models

ORDER = (
    "publication.Batch",
    "meetings.WordTrial",
    "meetings.ForumWord",
    "meetings.MinutesImport",
    "meetings.Meeting",
    "meetings.MinutesSource",
    "meetings.Suggestion",
    "meetings.Handling",
    "meetings.PointMemo",
    "issues.Intake",
    "issues.SearchTerm",
    "issues.DiscussionPoint",
    "issues.LocalRequest",
    "issues.Joining",
    "issues.Handover",
    "issues.Commitment",
    "issues.Correction",
    "issues.ProgressReport",
    "issues.Judgement",
    "issues.Settlement",
    "issues.Reply",
    "issues.Opinion",
    "issues.FollowUp",
)
"""All records with a life of their own. `tests/workflow/test_locks.py` holds every move to it."""


def rank(model: type[models.Model]) -> int:
    """The place of a table in the order. Raises `ValueError` for one that is not in it."""
    return ORDER.index(model._meta.label)


def hold(*objects: Any) -> None:
    """Lock these rows, and what each hangs on, in the order and within the caller's transaction;
    `None` is passed over."""
    there = [each for obj in objects if obj is not None for each in _with_holders(obj)]
    for place, group in groupby(sorted(there, key=_place), key=lambda obj: _place(obj)[0]):
        model: Any = apps.get_model(ORDER[place])
        keys = sorted({obj.pk for obj in group})
        rows = model._default_manager.select_for_update(of=("self",)).filter(pk__in=keys)
        list(rows.order_by("pk").values_list("pk"))


def _with_holders(obj: Any) -> Iterator[Any]:
    """The row, and the rows before it in the order that its foreign keys name."""
    yield obj
    for field in obj._meta.concrete_fields:
        above: Any = field.related_model
        if above is None or above._meta.label not in ORDER or rank(above) >= rank(type(obj)):
            continue
        if getattr(obj, field.attname) is not None:
            yield from _with_holders(getattr(obj, field.name))


def _place(obj: models.Model) -> tuple[int, int]:
    return rank(type(obj)), obj.pk
