"""The facts of a meeting as minutes state them: title, number, day, times, place, origin."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from japan.eras import format_era
from meetings.models import Meeting

NAMES = ("title", "session_number", "date", "start", "end", "place", "credit")
LABELS = {
    "title": "会合の名称",
    "session_number": "回",
    "held_on": "開催日",
    "starts_at": "開始時刻",
    "ends_at": "終了時刻",
    "place": "場所",
    "credit": "出典",
}


def put(meeting: Meeting, facts: dict[str, Any]) -> None:
    """Give the meeting (unsaved) the facts, with the keys of `meetings.minutes.as_json`."""
    meeting.title = facts["title"][:250] or meeting.body.name
    meeting.session_number = facts["session_number"]
    meeting.held_on = date.fromisoformat(facts["date"])
    meeting.starts_at = time.fromisoformat(facts["start"]) if facts["start"] else None
    meeting.ends_at = time.fromisoformat(facts["end"]) if facts["end"] else None
    meeting.place = facts["place"][:200]
    if facts.get("credit"):
        meeting.credit = facts["credit"][:300]


def with_plan(meeting: Meeting, facts: dict[str, Any]) -> dict[str, Any]:
    """The facts of the minutes, and what was planned where they are silent."""
    planned = {
        "session_number": meeting.session_number,
        "date": meeting.held_on.isoformat(),
        "start": meeting.starts_at.isoformat() if meeting.starts_at else None,
        "end": meeting.ends_at.isoformat() if meeting.ends_at else None,
        "place": meeting.place,
    }
    return {**facts, **{name: facts[name] or value for name, value in planned.items()}}


def of_session(meeting: Meeting, facts: dict[str, Any]) -> dict[str, Any]:
    """The facts of a session that waits for its minutes: number and day are the session's own, the
    rest as the minutes state it."""
    own = {
        "session_number": meeting.session_number or facts["session_number"],
        "date": meeting.held_on.isoformat(),
    }
    return {**with_plan(meeting, facts), **own}


def facts_of(meeting: Meeting) -> dict[str, Any]:
    """The meeting's fields as plain values."""
    return {name: getattr(meeting, name) for name in LABELS}


def changes(meeting: Meeting, facts: dict[str, Any]) -> tuple[tuple[str, str, str], ...]:
    """What `put` would change: label, before and after in words."""
    if not facts:
        return ()
    before = facts_of(meeting)
    after = Meeting(body=meeting.body, credit=meeting.credit)
    put(after, facts)
    return tuple(
        (LABELS[name], in_words(value), in_words(getattr(after, name)))
        for name, value in before.items()
        if value != getattr(after, name)
    )


def in_words(value: Any) -> str:
    """A fact as the screen shows it."""
    if isinstance(value, date):
        return format_era(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)
