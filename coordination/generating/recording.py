"""One generated request while it lives: its fields, its rows, and the record that follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from heapq import heappop, heappush
from itertools import count
from random import Random
from typing import Any

from coordination.generating import wording
from coordination.generating.copying import Sheets, as_json
from coordination.generating.world import KEYS_EACH, Party, World, office_hours
from issues.due_dates import due
from issues.enums import RequestStatus
from issues.models import Joining, LocalRequest, Opinion, Reply
from issues.standing import record
from issues.standing.record import Said, both_times
from issues.transitions.follow_ups import FOLLOW_UP
from issues.transitions.joinings import JOINING
from issues.transitions.opinions import OPINION
from issues.transitions.replies import REPLY
from issues.transitions.requests import LOCAL_REQUEST
from workflow.machine import Workflow
from workflow.models import HistoryEntry, StatusChange

TABLES: Mapping[str, Workflow] = {
    "localrequest": LOCAL_REQUEST, "reply": REPLY, "opinion": OPINION, "followup": FOLLOW_UP,
    "joining": JOINING,
}  # fmt: skip
Move = Callable[[datetime], None]


@dataclass
class _Change:
    from_status: str
    to_status: str
    effective_at: datetime


@dataclass
class _Written:
    """An entry and its change of status, as `record.as_entry` reads them."""

    pk: int
    verb: str
    recorded_at: datetime
    changes: dict[str, Any]
    details: dict[str, Any]
    status_change: _Change | None


@dataclass
class Dossier:
    """A request and all that hangs on it so far. `now` are its fields; `sheets` take the rows."""

    world: World
    index: int
    sheets: Sheets
    draw: Random
    now: dict[str, Any] = field(default_factory=dict)
    updates: int = 0
    last_at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    points: tuple[str, ...] = ()
    co_ministries: tuple[Party, ...] = ()
    _written: list[_Written] = field(default_factory=list)
    _waiting: list[tuple[datetime, int, Move]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.asker = self.world.askers.draw(self.draw)
        self.lead = self.world.ministries.draw(self.draw)
        self.key = self.world.first_key + self.index
        self.number = self.world.number(self.index)
        self.said_on = self.world.said_on(self.index)
        self.about = wording.subject(self.draw)
        first = self.world.keys_after + 1 + self.index * KEYS_EACH
        self._keys = iter(range(first, first + KEYS_EACH))
        self._order = count()
        self.record = record.Record(
            key=self.key,
            number=self.number,
            forum=self.world.forum,
            said_on=self.said_on,
            published_at=None,
            present={},
            points=(),
            names=self.world.names,
        )

    # What happens when

    def plan(self, after: datetime, days: float, move: Move) -> None:
        """Let something happen about so many days later; what would be after today never does."""
        later = after.date() + timedelta(days=1 + int(self.draw.expovariate(1 / max(days, 0.1))))
        at = office_hours(later, self.draw)
        if at < self.world.until:
            heappush(self._waiting, (at, next(self._order), move))

    def live(self) -> None:
        """Let all that was planned happen, in order."""
        while self._waiting:
            at, _, move = heappop(self._waiting)
            move(max(at, self.last_at + timedelta(minutes=2)))

    def chance(self, share: float) -> bool:
        """True in so many of all cases."""
        return self.draw.random() < share

    # What is written down

    def take_key(self) -> int:
        """A key for a row of any table."""
        return next(self._keys)

    def move(
        self,
        verb: str,
        at: datetime,
        by: Party,
        *,
        to: str = "",
        effective: datetime | None = None,
        reason: str = "",
        details: dict[str, Any] | None = None,
        **fields: Any,
    ) -> None:
        """An operation on the request: its fields change, an entry is written."""
        before, new = self.now.get("status", ""), not self._written
        if to:
            fields["status"] = to
        changes = {
            name: [as_json(self.now.get(name)), as_json(value)]
            for name, value in fields.items()
            if self.now.get(name) != value
        }
        self.now |= fields
        self.updates += 1
        self.last_at = at
        change = None
        if to and to != before:
            change = _Change(before, to, effective or at)
        entry = _Written(self.take_key(), verb, at, {} if new else changes, details or {}, change)
        self._written.append(entry)
        self._write("localrequest", self.key, entry, by, reason)

    def note(
        self,
        what: str,
        key: int,
        verb: str,
        at: datetime,
        by: Party,
        *,
        change: tuple[str, str] | None = None,
        effective: datetime | None = None,
        changes: dict[str, Any] | None = None,
        details: dict[str, Any] | None = None,
        reason: str = "",
    ) -> None:
        """An operation on something that hangs on the request; `change` from one status to
        another."""
        moved = _Change(*change, effective or at) if change else None
        values = {name: [as_json(v) for v in pair] for name, pair in (changes or {}).items()}
        if change and change[0]:
            values["status"] = list(change)
        entry = _Written(self.take_key(), verb, at, values, details or {}, moved)
        self._write(what, key, entry, by, reason)

    def _write(self, what: str, key: int, entry: _Written, by: Party, reason: str) -> None:
        kind = self.world.kinds[what]
        self.sheets.add(
            HistoryEntry,
            id=entry.pk,
            content_type_id=kind,
            object_id=key,
            verb=entry.verb,
            label=TABLES[what][entry.verb].label,
            by_id=by.person,
            acting_for_id=by.key,
            role=by.role,
            recorded_at=entry.recorded_at,
            reason=reason,
            changes=entry.changes,
            details=entry.details,
        )
        if entry.status_change is not None:
            self.sheets.add(
                StatusChange,
                id=entry.pk,
                entry_id=entry.pk,
                content_type_id=kind,
                object_id=key,
                from_status=entry.status_change.from_status,
                to_status=entry.status_change.to_status,
                effective_at=entry.status_change.effective_at,
                recorded_at=entry.recorded_at,
            )

    # What follows from it

    def finish(self) -> record.Record:
        """The record as `record.read` would read it."""
        row = LocalRequest(said_on=self.said_on)
        found = self.record
        found.published_at = self.now.get("published_at")
        found.present = {name: self.now.get(name) for name in record.FIELDS}
        found.points = tuple(self.world.point(code) for code in self.points)
        found.entries = [record.as_entry(entry, row) for entry in self._written]
        record.settle_times(found)
        return found

    @property
    def status(self) -> RequestStatus:
        """Where it stands."""
        return RequestStatus(self.now["status"])


@dataclass
class Spoken:
    """A reply, an opinion or a word of another voice while it may still be published."""

    model: type[Reply | Opinion | Joining | Any]
    key: int
    values: dict[str, Any]
    recorded_at: datetime

    def said(self, at: datetime, value: str, by: int | None, **more: Any) -> Said:
        """What the record holds of it."""
        counted, known = both_times(at, self.recorded_at)
        public = self.values.get("published_at")
        return Said(self.key, value, by, counted, known, public, None, at, **more)


@lru_cache(maxsize=20_000)
def due_in(days: int, start: date) -> due.DueDate:
    """`due.in_business_days`; the same few thousand pairs come up again and again."""
    return due.in_business_days(days, start=start)
