"""What the fields of a request said at a moment, taken from the record.

`issues.standing.as_of` knows the statuses. Title, ministry, due date, points and the like have no
time of their own; they change by operations that the record keeps (`HistoryEntry.changes`). An
operation that changed the status counts when that change counts. Any other one counts when it was
written down by the moment. Of a request that was itself written down later (a past session entered
now) what was put right before anything later happened to it counts too: nobody knew the mistake
then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeAlias

from django.contrib.contenttypes.models import ContentType
from django.db.models import DateTimeField, Max, Min, Q, Value
from django.utils import timezone

from issues.models import LocalRequest
from issues.querysets.chunks import among
from publication.removals import blacking
from workflow.models import HistoryEntry, StatusChange, plain


@dataclass(frozen=True)
class Then:
    """One request at a moment. `points` are codes, the primary one first; `co_ministries` names;
    None where the record does not tell, so that the present ones stand. `known`: it had been
    written down by then."""

    known: bool
    values: dict[str, Any]
    points: tuple[str, ...] | None
    co_ministries: tuple[str, ...] | None

    def __getitem__(self, name: str) -> Any:
        """A column's value as the record keeps it: keys for rows, text for days."""
        return self.values[name]


def fields_of(requests: Sequence[LocalRequest], moment: datetime) -> dict[int, Then]:
    """Each request at the moment, by its key; two queries. Words that were blacked out since stand
    under ■, also in what the record keeps of then."""
    kept: dict[int, list[HistoryEntry]] = defaultdict(list)
    entries = HistoryEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(LocalRequest),
        object_id__in=[request.pk for request in requests],
    )
    for entry in entries.select_related("status_change").order_by("recorded_at", "pk"):
        kept[entry.object_id].append(entry)
    hidden = blacking.blacked_out(request.number for request in requests)
    return {
        request.pk: _without(_then(request, kept[request.pk], moment), hidden[request.number])
        for request in requests
    }


WORDS = ("ask", "trouble", "speaker", "reflected_in")
"""The fields of a request that nothing counts by: the projection does not have them."""


def words(keys: Any, moment: datetime) -> dict[int, dict[str, Any]]:
    """`WORDS` of each of these requests (keys) at the moment, as `of` has them. Where all that the
    record holds of a request counts, its words are the present ones, for every operation writes
    both. Of the others the record is read: what changed words, and all of it for those that were
    written down after the moment; when a session is closed these are few."""
    rows = LocalRequest.objects.filter(pk__in=keys).order_by()
    told = rows.values("pk", "number", "said_on", "split_from", *WORDS)
    found: dict[int, Any] = {row["pk"]: row for row in told}
    hidden = blacking.blacked_out(row["number"] for row in found.values())
    changed = _changed_later(keys, moment)
    belated = {key for key, first in changed.items() if first is not None and first > moment}
    inked = {key: hidden[row["number"]] for key, row in found.items() if row["number"] in hidden}
    read = {key: found[key] for key in (changed.keys() | inked.keys()) - belated}
    for key, changes in _changes_of_words(read, moment).items():
        found[key] = blacking.without_in(_words_then(read[key], changes), inked.get(key, ()))
    if belated:
        found |= fields_of(list(rows.filter(pk__in=belated)), moment)
    return {key: {name: then[name] for name in WORDS} for key, then in found.items()}


def _changed_later(keys: Any, moment: datetime) -> dict[int, datetime | None]:
    """Those of the requests (keys) of which something was written down after the moment, with when
    the first of all was, and those of which something counts from later on."""
    here = {"content_type": ContentType.objects.get_for_model(LocalRequest), "object_id__in": keys}
    entries = HistoryEntry.objects.filter(**here).order_by().values("object_id")
    written = entries.annotate(first=Min("recorded_at"), last=Max("recorded_at"))
    counting = StatusChange.objects.filter(**here, effective_at__gt=moment).order_by()
    rows = counting.annotate(first=_NEVER).values_list("object_id", "first")
    found: dict[int, datetime | None] = {}
    for key, first in rows.union(written.filter(last__gt=moment).values_list("object_id", "first")):
        found[key] = first or found.get(key)
    return found


_NEVER = Value(None, output_field=DateTimeField())
_Changes: TypeAlias = list[tuple[bool, Mapping[str, Sequence[Any]]]]
"""Whether each change of a request counts, and what it was before and after; the oldest first."""


def _changes_of_words(present: Mapping[int, Any], moment: datetime) -> dict[int, _Changes]:
    found: dict[int, _Changes] = {key: [] for key in present}
    if not present:
        return found
    day = timezone.localtime(moment).date()
    told = HistoryEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(LocalRequest),
        object_id__in=among(list(present)),
        changes__has_any_keys=WORDS,
    ).order_by("recorded_at", "pk")
    for key, changes, known, taken, before in told.annotate(
        known=Q(recorded_at__lte=moment), taken=Q(status_change__effective_at__lte=moment)
    ).values_list("object_id", "changes", "known", "taken", "status_change__from_status"):
        row = present[key]
        if before is None:
            counts = known
        else:
            came_up = before == "" and row["split_from"] is None and row["said_on"] <= day
            counts = taken or came_up
        found[key].append((counts, changes))
    return found


def _words_then(present: Mapping[str, Any], changes: _Changes) -> dict[str, Any]:
    found = {name: present[name] for name in WORDS}
    for _, change in reversed(changes):
        found |= {name: change[name][0] for name in WORDS if name in change}
    for counts, change in changes:
        if counts:
            found |= {name: change[name][1] for name in WORDS if name in change}
    return found


def _without(then: Then, hidden: Sequence[str]) -> Then:
    return replace(then, values=blacking.without_in(then.values, hidden)) if hidden else then


def _then(request: LocalRequest, entries: Sequence[HistoryEntry], moment: datetime) -> Then:
    known = bool(entries) and entries[0].recorded_at <= moment
    counting = list(_counting(request, entries, moment, known))
    names = [field.attname for field in LocalRequest._meta.concrete_fields]
    return Then(
        known=known,
        values={name: _value(request, name, entries, counting) for name in names},
        points=_detail("points", counting),
        co_ministries=_detail("co_ministries", counting) if _tells(entries) else None,
    )


def _counting(
    request: LocalRequest, entries: Sequence[HistoryEntry], moment: datetime, known: bool
) -> Iterator[HistoryEntry]:
    later = False
    for entry in entries:
        change = getattr(entry, "status_change", None)
        if change is not None:
            counts = change.effective_at <= moment or _came_up(request, change, moment)
            later = later or not counts
        else:
            counts = entry.recorded_at <= moment or not (known or later)
        if counts:
            yield entry


def _came_up(request: LocalRequest, change: Any, moment: datetime) -> bool:
    """Its words were spoken by then, however late it was logged (as in `issues.standing.as_of`)."""
    spoken = request.said_on <= timezone.localtime(moment).date()
    return change.from_status == "" and request.split_from_id is None and spoken


def _value(
    request: LocalRequest,
    name: str,
    entries: Sequence[HistoryEntry],
    counting: Sequence[HistoryEntry],
) -> Any:
    """What the last operation that counts left; before all others what the first one found."""
    for entry in reversed(counting):
        if name in entry.changes:
            return entry.changes[name][1]
    for entry in entries:
        if name in entry.changes:
            return entry.changes[name][0]
    value = plain(getattr(request, name))
    return value.isoformat() if isinstance(value, date) else value


def _detail(name: str, counting: Sequence[HistoryEntry]) -> tuple[str, ...] | None:
    for entry in reversed(counting):
        if name in entry.details:
            return tuple(entry.details[name])
    return () if name == "co_ministries" else None


def _tells(entries: Sequence[HistoryEntry]) -> bool:
    """Some operation set the ministries; otherwise the record knows nothing of them."""
    return any("co_ministries" in entry.details for entry in entries)
