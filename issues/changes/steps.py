"""Who changed a status between two moments, when and why, as far as a reader may know.

The same rules as in a record's history (`issues.chronicle`, `issues.course`): persons are named to
the team; reasons are for the team and for the organization that made the change; what happened to
a request before it was published stays inside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType

from accounts import rules
from accounts.enums import Role
from accounts.rules import Actor
from issues.changes.spans import Span
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


def of(records: Sequence[Any], span: Span, *, actor: Actor) -> dict[int, tuple[Step, ...]]:
    """The steps of records of one sort in the span, oldest first, by their keys; one query."""
    found: dict[int, list[Step]] = defaultdict(list)
    if not records:
        return {}
    by_key = {record.pk: record for record in records}
    rows = StatusChange.objects.filter(
        content_type=ContentType.objects.get_for_model(records[0]),
        object_id__in=by_key,
        effective_at__gt=span.since,
        effective_at__lte=span.until,
    ).exclude(from_status="")
    rows = rows.select_related("entry__by", "entry__acting_for")
    for change in rows.order_by("effective_at", "pk"):
        record = by_key[change.object_id]
        if _sees(record, change, actor):
            found[record.pk].append(_step(record, change, actor))
    return {key: tuple(steps) for key, steps in found.items()}


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
    labels = dict(record._meta.get_field("status").flatchoices)
    return code, str(labels.get(code, code))
