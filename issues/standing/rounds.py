"""The rounds of a request from its record: which ministry was asked when, by when, and when it
answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from issues.standing import asked, state
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
    leads: bool = True


def rounds_of(record: Record) -> list[Asked]:
    """All rounds that were not taken back, in order, of each the ministry in charge and those that
    are asked beside it. Dates that were slips of the pen are the ones that were meant; a date stays
    as it was when its round ended."""
    now: dict[str, Any] = {}
    rows: list[Asked] = []
    others: dict[int, asked.Part] = {}
    for entry in record.entries:
        _take_in(now, entry)
        others = asked.parts_in(entry, others)
        number, lead, due = now.get("round") or 1, now.get("lead_ministry_id"), now.get("due_on")
        rows = [row for row in rows if row.number <= number]
        if lead is None or not due:
            continue
        rows = _asked(rows, record, entry, number, lead, now)
        rows = _asked_beside(rows, entry, number, others)
        rows = _answered(rows, entry, number)
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
    last = next((row for row in _open(rows, number) if row.leads), None)
    if last is not None and last.ministry_id == lead:
        same = replace(last, first_due_on=first, due_on=due, due_basis=now.get("due_basis"))
        return _put(rows, last, same)
    if last is not None:
        rows = _put(rows, last, replace(last, handed_on_at=entry.counted_from))
    new = Asked(number, lead, entry.counted_from, first, due, now.get("due_basis"))
    beside = next((row for row in _open(rows, number) if row.ministry_id == lead), None)
    if beside is None:
        return [*rows, new]
    # Asked beside the one in charge so far: what it answered already stays answered.
    at, by_when = beside.answered_at, beside.answered_due_on
    return _put(rows, beside, replace(new, answered_at=at, answered_due_on=by_when))


def _asked_beside(
    rows: list[Asked], entry: Entry, number: int, others: dict[int, asked.Part]
) -> list[Asked]:
    """What is asked beside the ministry in charge; what is not asked any more was handed on."""
    there = {row.ministry_id: row for row in _open(rows, number) if not row.leads}
    for ministry, row in there.items():
        if ministry not in others:
            rows = _put(rows, row, replace(row, handed_on_at=entry.counted_from))
    for ministry, part in others.items():
        if (held := there.get(ministry)) is None:
            asked_at = entry.counted_from
            new = Asked(number, ministry, asked_at, part.first, part.due, None, leads=False)
            rows = [*rows, new]
        else:
            rows = _put(rows, held, replace(held, first_due_on=part.first, due_on=part.due))
    return rows


def _answered(rows: list[Asked], entry: Entry, number: int) -> list[Asked]:
    """A reply answers what is open of its ministry; one that is taken back leaves it open again."""
    named = asked.who_answered(entry)
    if entry.verb not in asked.ANSWERING and entry.verb not in asked.TAKING_BACK:
        return rows
    for row in _open(rows, number):
        if row.leads if named is None else row.ministry_id in named:
            at, due = (entry.counted_from, row.due_on)
            if entry.verb in asked.TAKING_BACK:
                rows = _put(rows, row, replace(row, answered_at=None, answered_due_on=None))
            else:
                rows = _put(rows, row, replace(row, answered_at=at, answered_due_on=due))
    return rows


def _open(rows: list[Asked], number: int) -> list[Asked]:
    return [row for row in rows if row.number == number and row.handed_on_at is None]


def _put(rows: list[Asked], old: Asked, new: Asked) -> list[Asked]:
    return [new if row is old else row for row in rows]


FOR_GOOD = datetime.max.replace(tzinfo=UTC)
"""Rounds are those of now: every slip that was ever marked counts."""
