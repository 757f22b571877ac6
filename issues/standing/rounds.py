"""The rounds of a request from its record: which ministry was asked when, by when, and when it
answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from issues.standing import state
from issues.standing.record import Entry, Record


@dataclass(frozen=True)
class Asked:
    """The columns of a `Round`."""

    number: int
    ministry_id: int
    asked_at: datetime
    first_due_on: date
    due_on: date
    due_basis: Any
    answered_at: datetime | None = None
    answered_due_on: date | None = None
    handed_on_at: datetime | None = None


def rounds_of(record: Record) -> list[Asked]:
    """All rounds that were not taken back, in order. Dates that were slips of the pen are the
    ones that were meant; a date stays as it was when its round ended."""
    now: dict[str, Any] = {}
    rows: list[Asked] = []
    for entry in record.entries:
        _take_in(now, entry)
        number, lead, due = now.get("round") or 1, now.get("lead_ministry_id"), now.get("due_on")
        rows = [row for row in rows if row.number <= number]
        if lead is None or not due:
            continue
        rows = _asked(rows, record, entry, number, lead, now)
        rows = _answered(rows, entry)
    return rows


def _take_in(now: dict[str, Any], entry: Entry) -> None:
    for name in ("round", "lead_ministry_id", "due_on", "first_due_on", "due_basis"):
        if name in entry.changes:
            now[name] = entry.changes[name][1]


def _asked(
    rows: list[Asked], record: Record, entry: Entry, number: int, lead: int, now: dict[str, Any]
) -> list[Asked]:
    first, due = (
        state.meant(record, date.fromisoformat(now[name] or now["due_on"]), FOR_GOOD)
        for name in ("first_due_on", "due_on")
    )
    last = rows[-1] if rows and rows[-1].number == number else None
    if last is not None and last.ministry_id == lead:
        same = replace(last, first_due_on=first, due_on=due, due_basis=now.get("due_basis"))
        return [*rows[:-1], same]
    if last is not None:
        rows = [*rows[:-1], replace(last, handed_on_at=entry.counted_from)]
    return [*rows, Asked(number, lead, entry.counted_from, first, due, now.get("due_basis"))]


def _answered(rows: list[Asked], entry: Entry) -> list[Asked]:
    """A reply answers the round that is open; one that is taken back leaves it open again."""
    last = rows[-1]
    if entry.verb == "reply":
        last = replace(last, answered_at=entry.counted_from, answered_due_on=last.due_on)
    elif entry.verb == "take_back_reply":
        last = replace(last, answered_at=None, answered_due_on=None)
    return [*rows[:-1], last]


FOR_GOOD = datetime.max.replace(tzinfo=UTC)
"""Rounds are those of now: every slip that was ever marked counts."""
