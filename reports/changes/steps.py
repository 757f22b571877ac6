"""Who changed a status between two moments, when and why, as far as a reader may know.

The same rules as in a record's history (`issues.history.timeline`,
`issues.history.short_timeline`): persons are named to the team; reasons are for the team and for
the organization that made the change; what happened to a request before it was published stays
inside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from accounts import rules
from accounts.enums import Role
from accounts.rules import Actor
from reports.changes.spans import Span
from workflow.models import StatusChange

Code = tuple[str, str]
"""A status and its words."""


@dataclass(frozen=True)
class Step:
    """One change of status."""

    before: Code
    after: Code
    at: datetime
    who: str
    person: str
    reason: str


@dataclass(frozen=True)
class Moved:
    """A record with the status it had before (its own is the later one), and how it got there."""

    record: Any
    before: Code
    steps: tuple[Step, ...]


_SHOWN = (
    *("content_type", "object_id", "from_status", "to_status", "effective_at", "recorded_at"),
    *("entry__role", "entry__reason"),
    *("entry__by__username", "entry__by__display_name", "entry__acting_for__name"),
)


def moved(
    parts: Sequence[Iterable[Any]], span: Span, *, actor: Actor
) -> tuple[tuple[Moved, ...], ...]:
    """The records of each part, which have a `status_before`, with their steps in the span, oldest
    first; one query for all of them."""
    records = [list(part) for part in parts]
    taken = _steps([record for part in records for record in part], span, actor)
    return tuple(
        tuple(
            Moved(each, words(each, each.status_before), tuple(taken.get(each, ())))
            for each in part
        )
        for part in records
    )


def _steps(records: Sequence[Any], span: Span, actor: Actor) -> dict[Any, list[Step]]:
    found: dict[Any, list[Step]] = defaultdict(list)
    by_key: dict[int, dict[int, Any]] = defaultdict(dict)
    for record in records:
        by_key[ContentType.objects.get_for_model(record).pk][record.pk] = record
    theirs = [Q(content_type=kind, object_id__in=list(keys)) for kind, keys in by_key.items()]
    if not theirs:
        return {}
    rows = StatusChange.objects.filter(
        reduce(or_, theirs), effective_at__gt=span.since, effective_at__lte=span.until
    ).exclude(from_status="")
    rows = rows.select_related("entry__by", "entry__acting_for").only(*_SHOWN)
    for change in rows.order_by("effective_at", "pk"):
        record = by_key[change.content_type_id][change.object_id]
        if _sees(record, change, actor):
            found[record].append(_step(record, change, actor))
    return found


def _sees(record: Any, change: StatusChange, actor: Actor) -> bool:
    published = getattr(record, "published_at", None)
    early = published is not None and change.recorded_at < published
    return rules.sees_everything(actor) or not early


def _step(record: Any, change: StatusChange, actor: Actor) -> Step:
    entry, inside = change.entry, rules.sees_everything(actor)
    own = rules.acts_for(actor, entry.acting_for_id)
    role = Role(entry.role).label if entry.role else ""
    who = f"{entry.acting_for.name if entry.acting_for else ''} {role}".strip()
    return Step(
        before=words(record, change.from_status),
        after=words(record, change.to_status),
        at=change.effective_at,
        who=who,
        person=str(entry.by) if inside and entry.by else "",
        reason=entry.reason if inside or own else "",
    )


def words(record: Any, code: str) -> Code:
    """A status of this sort of record with its words."""
    return code, _labels(record._meta.model).get(code, code)


@lru_cache
def _labels(model: Any) -> dict[str, str]:
    return {str(code): str(label) for code, label in model._meta.get_field("status").flatchoices}
