"""公表と訂正の記録: what everybody may know of when a meeting was published and corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from meetings.actions.facts import LABELS
from meetings.models import Meeting
from workflow import history
from workflow.models import HistoryEntry

VERBS = ("publish", "publish_more", "correct")


@dataclass(frozen=True)
class Told:
    """One line; it holds no words that were corrected, and no reason."""

    at: datetime
    words: str


def history_of(meeting: Meeting) -> tuple[Told, ...]:
    """The lines of a public meeting, oldest first; one query."""
    if meeting.published_at is None:
        return ()
    entries = list(history.entries_of(meeting).filter(verb__in=VERBS))
    return tuple(_lines(entries))


def _lines(entries: list[HistoryEntry]) -> Iterator[Told]:
    first = True
    for entry in entries:
        if entry.verb == "correct":
            named = [label for name, label in LABELS.items() if name in entry.changes]
            if named:
                yield Told(entry.recorded_at, f"訂正（{'、'.join(named)}）")
            continue
        yield Told(entry.recorded_at, _published(entry, first=first))
        first = False


def _published(entry: HistoryEntry, *, first: bool) -> str:
    edition = entry.details.get("edition")
    with_minutes = f"議事要旨 第{edition}版" if edition else ""
    if first:
        return f"公表（{with_minutes or '議事要旨は後日'}）"
    correction = bool(edition and edition > 1) or bool(entry.details.get("replaces"))
    kind = "訂正・追加の公表" if correction else "追加の公表"
    return f"{kind}（{with_minutes}）" if with_minutes else kind
