"""Recorded values in words: dates in eras, choices by their labels, rows by their names.

The record holds values as plain as JSON has them: keys of rows, ISO dates, codes. Everything that
is named is looked up at once, so that a long history asks the database no more than a short one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from accounts.models import User
from issues.models import DiscussionPoint, LocalRequest
from issues.pages.gathering import later
from japan.eras import format_era
from organizations.models import Organization
from publication.removals import blacking
from workflow.models import HistoryEntry

_LONG = 60
_MARK = "（架空）"
_UNSHOWN = frozenset(
    {
        "status",
        "published_at",
        "submitted_at",
        "ended_at",
        "due_basis",
        "object_id",
        "decided_at",
        "decided_by_id",
        "left_at",
        "shown_at",
        "reason",
        "taken_back_at",
    }
)
"""Fields whose change the line itself or another field tells."""
_DETAILS = {
    "counts_as": "扱い",
    "fields": "訂正した項目",
    "attached": "添付",
    "detached": "外した添付",
    "taken_back": "取り消した内容",
    "co_ministries": "関係府省",
    "asked_beside": "合議・共管",
    "released": "求めを取りやめた府省",
    "organization": "加わった団体",
    "related": "関連付けた要望",
    "unrelated": "関連を外した要望",
    "same_as": "同趣旨とした要望",
    "no_longer_as": "同趣旨から外した要望",
    "taken_in": "受け入れた要望",
    "gave_back": "元に戻した要望",
    "split_from": "分割元の要望",
    "came_from": "取り込んだファイル",
    "beside": "要望の欄にない内容",
}
"""What else an operation touched, by its name in the record."""
_NUMBERS = (
    "related", "unrelated", "same_as", "no_longer_as", "taken_in", "gave_back", "split_from",
    "into",
)  # fmt: skip
"""Those of them that are numbers of requests."""
_SETS = (("points", "論点"), ("answers", "応える要望"))
_ANCHORS = (("added", "加えた引用"), ("removed", "外した引用"), ("settled", "確かめた引用"))


@dataclass(frozen=True)
class Change:
    """A field before and after, in words; `long` texts are shown apart."""

    label: str
    before: str
    after: str

    @property
    def long(self) -> bool:
        return max(len(self.before), len(self.after)) > _LONG


class Words:
    """Turns the changes of these entries into words; each entry comes with its kind of record.
    `hidden` are words that this reader may not read any more (墨消し); `points` are those of the
    record's 協議の場."""

    def __init__(
        self,
        entries: Sequence[tuple[HistoryEntry, type[models.Model]]],
        hidden: Sequence[str] = (),
        points: Iterable[DiscussionPoint] = (),
    ) -> None:
        self.hidden = hidden
        named = later.named(
            organizations=_keys(Organization, entries),
            requests=_keys(LocalRequest, entries),
            people=_keys(User, entries),
            numbers=_numbers(entry for entry, _ in entries),
        )
        self.organizations = _names(named.get("organizations", ()))
        self.requests = _names(named.get("requests", ()))
        self.people = _names(named.get("people", ()))
        self.points = {point.code: point.short_name for point in points}
        self.before = _sets_before(entry for entry, _ in entries)
        self.invented = frozenset(named.get("numbers", ()))

    def reason(self, entry: HistoryEntry) -> str:
        """Why it was done."""
        return blacking.without(entry.reason, self.hidden)

    def changes(self, entry: HistoryEntry, model: type[models.Model]) -> Iterator[Change]:
        """What the operation changed, in the order of the record's fields."""
        for each in self._changes(entry, model):
            before = blacking.without(each.before, self.hidden)
            yield Change(each.label, before, blacking.without(each.after, self.hidden))

    def _changes(self, entry: HistoryEntry, model: type[models.Model]) -> Iterator[Change]:
        fields = {f.attname: f for f in model._meta.concrete_fields}
        for name, (before, after) in entry.changes.items():
            if name in fields and name not in _UNSHOWN:
                field = fields[name]
                label = str(field.verbose_name)
                yield Change(label, self._value(field, before), self._value(field, after))
        for name, label in _SETS:
            set_before, set_after = self.before[entry.pk, name], entry.details.get(name)
            if entry.verb != "log" and set_after is not None and set_before != set_after:
                yield Change(label, self._listed(name, set_before), self._listed(name, set_after))
        yield from _details(entry, self.invented)

    def _value(self, field: Any, value: Any) -> str:
        if value in (None, "", []):
            return ""
        if isinstance(field, models.ForeignKey):
            return self._row(field.related_model, value)
        if isinstance(field, ArrayField):
            labels = dict(field.base_field.flatchoices)
            return "、".join(str(labels.get(v, v)) for v in value)
        if isinstance(field, models.BooleanField):
            return "はい" if value else "いいえ"
        return _moment(field, value) or str(dict(field.flatchoices).get(value, value))

    def _row(self, model: Any, key: int) -> str:
        known: dict[Any, dict[int, str]] = {
            Organization: self.organizations,
            LocalRequest: self.requests,
            User: self.people,
        }
        return known.get(model, {}).get(key, "")

    def _listed(self, name: str, values: Iterable[str]) -> str:
        return "、".join(self.points.get(v, v) if name == "points" else v for v in values)


def _moment(field: Any, value: Any) -> str:
    """A day or time in the era's words; "" for all other fields."""
    if isinstance(field, models.DateTimeField):
        return format_era(timezone.localtime(datetime.fromisoformat(value)).date())
    if isinstance(field, models.DateField):
        return format_era(date.fromisoformat(value))
    return ""


def _keys(
    model: type[models.Model], entries: Sequence[tuple[HistoryEntry, type[models.Model]]]
) -> set[int]:
    """The keys of all rows of `model` that the entries mention."""
    return {
        value
        for entry, kind in entries
        for name in _referring(kind, model)
        if name in entry.changes
        for value in entry.changes[name]
        if value is not None
    }


@cache
def _referring(kind: type[models.Model], model: type[models.Model]) -> tuple[str, ...]:
    """The fields of a kind of record that name rows of `model`."""
    fields = kind._meta.concrete_fields
    return tuple(field.attname for field in fields if field.related_model is model)


def _names(rows: Iterable[Any]) -> dict[int, str]:
    return {row.pk: _named(row) for row in rows}


def _named(row: Any) -> str:
    name = getattr(row, "number", "") or str(row)
    return f"{name}{_MARK}" if getattr(row, "fictional", False) else name


def _numbers(entries: Iterable[HistoryEntry]) -> set[str]:
    """The numbers of requests that the entries mention."""
    return {str(e.details[name]) for e in entries for name in _NUMBERS if e.details.get(name)}


def _sets_before(entries: Iterable[HistoryEntry]) -> dict[tuple[int, str], list[str]]:
    """What points and answers were before each entry, which notes only what they are after it."""
    known: dict[str, list[str]] = {name: [] for name, _ in _SETS}
    before = {}
    for entry in entries:
        for name in known:
            before[entry.pk, name] = known[name]
            known[name] = entry.details.get(name, known[name])
    return before


def _details(entry: HistoryEntry, invented: frozenset[str]) -> Iterator[Change]:
    details = {
        name: f"{value}{_MARK}" if name in _NUMBERS and value in invented else value
        for name, value in entry.details.items()
    }
    if entry.verb == "split":
        yield Change("分けてできた要望", "", str(details.get("into", "")))
    for name, label in _DETAILS.items():
        value = details.get(name)
        words = "、".join(value) if isinstance(value, list) else str(value or "")
        if words:
            yield Change(label, "", words)
    for name, label in _ANCHORS:
        if isinstance(where := details.get(name), dict):
            yield Change(label, "", str(where.get("quote", "")))
