"""経過: a record's history as people read it.

Who works on the record (the secretariat and the working team) sees every operation, the person, the
reason and what changed. All others see what became of it: that it was logged, published, and each
change of status since then, by role and organization alone. Reasons, edits before publication
and what was logged by mistake and taken back stay inside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from accounts import rules
from accounts.enums import Role
from accounts.rules import Actor
from issues.enums import CommitmentStatus, RequestStatus
from issues.models import Commitment, DiscussionPoint, LocalRequest
from organizations.models import Organization
from workflow import history
from workflow.models import HistoryEntry

PUBLIC_VERBS = frozenset({"log", "publish"})
_LONG = 60
_TO_ORGANIZATION = frozenset({"organization_id", "lead_ministry_id"})
_UNSHOWN = frozenset({"status", "published_at", "due_basis"})
"""Fields whose change the line itself or another field tells."""


@dataclass(frozen=True)
class Change:
    """A field before and after, in words; `long` texts are shown apart."""

    label: str
    before: str
    after: str

    @property
    def long(self) -> bool:
        return max(len(self.before), len(self.after)) > _LONG


@dataclass(frozen=True)
class Line:
    """One operation. `person` and `reason` are "" for readers outside the team."""

    at: datetime
    label: str
    organization: str
    role: str
    person: str
    reason: str
    changes: tuple[Change, ...]
    from_status: tuple[str, str]
    to_status: tuple[str, str]


def of(record: LocalRequest | Commitment, *, actor: Actor) -> list[Line]:
    """The lines of a record's history that the actor sees, newest first."""
    entries = list(history.of(record))
    inside = rules.sees_everything(actor)
    if not inside:
        entries = [entry for entry in entries if _is_public(entry, record)]
    words = _Words(record, entries) if inside else None
    return [_line(entry, record, words) for entry in reversed(entries)]


def _is_public(entry: HistoryEntry, record: LocalRequest | Commitment) -> bool:
    if entry.verb in PUBLIC_VERBS:
        return True
    published = record.published_at
    return hasattr(entry, "status_change") and (published is None or entry.recorded_at >= published)


class _Words:
    """Turns recorded values into words; looks all organizations up at once."""

    def __init__(self, record: LocalRequest | Commitment, entries: Sequence[HistoryEntry]) -> None:
        self.fields = {f.attname: f for f in record._meta.concrete_fields}
        keys = {
            key
            for entry in entries
            for name in _TO_ORGANIZATION & entry.changes.keys()
            for key in entry.changes[name]
            if key is not None
        }
        self.organizations = Organization.objects.in_bulk(list(keys))
        self.points = {p.code: p.short_name for p in DiscussionPoint.objects.all()}
        self.before = _sets_before(entries)

    def changes(self, entry: HistoryEntry) -> Iterable[Change]:
        for name, (before, after) in entry.changes.items():
            if name in self.fields and name not in _UNSHOWN:
                label = str(self.fields[name].verbose_name)
                yield Change(label, self._value(name, before), self._value(name, after))
        for name, label in (("points", "論点"), ("answers", "応える要望")):
            before, after = self.before.get((entry.pk, name), []), entry.details.get(name)
            if entry.verb == "edit" and after is not None and before != after:
                yield Change(label, self._listed(name, before), self._listed(name, after))
        yield from _anchor_changes(entry.details)

    def _value(self, name: str, value: Any) -> str:
        if name in _TO_ORGANIZATION and value is not None:
            organization = self.organizations.get(value)
            return organization.full_name if organization else ""
        choices: dict[Any, Any] = dict(self.fields[name].flatchoices)
        return str(choices.get(value, "" if value is None else value))

    def _listed(self, name: str, values: Iterable[str]) -> str:
        return "、".join(self.points.get(v, v) if name == "points" else v for v in values)


def _sets_before(entries: Sequence[HistoryEntry]) -> dict[tuple[int, str], list[str]]:
    """What points and answers were before each entry, which notes only what they are after it."""
    known: dict[str, list[str]] = {"points": [], "answers": []}
    before = {}
    for entry in entries:
        for name in known:
            before[entry.pk, name] = known[name]
            known[name] = entry.details.get(name, known[name])
    return before


def _anchor_changes(details: dict[str, Any]) -> Iterable[Change]:
    labels = (("added", "加えた引用"), ("removed", "外した引用"), ("settled", "確かめた引用"))
    for name, label in labels:
        if isinstance(where := details.get(name), dict):
            yield Change(label, "", str(where.get("quote", "")))


def _line(entry: HistoryEntry, record: models.Model, words: _Words | None) -> Line:
    change = getattr(entry, "status_change", None)
    statuses = RequestStatus if isinstance(record, LocalRequest) else CommitmentStatus
    return Line(
        at=entry.recorded_at,
        label=entry.label,
        organization=entry.acting_for.name if entry.acting_for else "",
        role=Role(entry.role).label if entry.role else "",
        person=str(entry.by) if words and entry.by else "",
        reason=entry.reason if words else "",
        changes=tuple(words.changes(entry)) if words else (),
        from_status=_status(statuses, change.from_status if change else ""),
        to_status=_status(statuses, change.to_status if change else ""),
    )


def _status(statuses: Any, code: str) -> tuple[str, str]:
    return (code, statuses(code).label) if code else ("", "")
