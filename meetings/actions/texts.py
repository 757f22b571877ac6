"""Rewriting the lines of a session's papers without touching what the public reads.

A public line stays as it is; another one takes its place in the work until the meeting is
published again (`meetings.models.session_text`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import F, Model

from meetings.models import AgendaItem, Handling, Meeting, MinutesSource
from meetings.models.session_text import SessionText
from workflow.machine import Decision, RefusalKind, Refused

T = TypeVar("T", bound=SessionText)
AWAY = 10_000
"""Positions are unique among the lines that stand; this far off they are out of the way."""


def rewrite(
    meeting: Meeting,
    model: type[T],
    standing: Iterable[T],
    wanted: Sequence[dict[str, Any]],
    *,
    now: datetime,
    source: MinutesSource | None = None,
    start: int = 1,
) -> list[T]:
    """Let the lines `standing` give way to those `wanted`, from position `start` on. A line that
    says the same stays. `source` is the edition of the minutes that rewrites them, so that this can
    be taken back. Raises `Refused` with what a line lacks."""
    free = list(standing)
    chosen = [(fields, _take_same(free, fields)) for fields in wanted]
    for line in free:
        drop(line, now=now, source=source)
    kept = [line.pk for _, line in chosen if line is not None]
    model._default_manager.filter(pk__in=kept).update(position=F("position") + AWAY)
    lines = []
    for position, (fields, same) in enumerate(chosen, start):
        line = same or model(meeting=meeting, brought_by=source, **fields)
        line.position = position
        save_clean(line)
        lines.append(line)
    return lines


def drop(line: SessionText, *, now: datetime, source: MinutesSource | None = None) -> None:
    """Take a line out of the work. One that is public, or that minutes may bring back when they
    are taken back, stays in store."""
    if line.published_at is None and source is None:
        line.delete()
        return
    type(line).every.filter(pk=line.pk).update(
        replaced_at=now,
        replaced_by=source,
        position=line.position,
    )


def replace_item(item: AgendaItem, new: AgendaItem | None, *, now: datetime) -> None:
    """Take a public line of the agenda out of the work; its matters go under `new`."""
    Handling.objects.filter(agenda_item=item).update(agenda_item=new)
    drop(item, now=now)


def save_clean(row: Model) -> None:
    """Save a row of a session's papers. Raises `Refused` with what its fields lack."""
    try:
        row.full_clean()
    except ValidationError as error:
        words = [
            f"「{row._meta.get_field(name).verbose_name}」{message}"  # type: ignore[union-attr]
            for name, messages in error.message_dict.items()
            for message in messages
        ]
        raise Refused(Decision(RefusalKind.INCOMPLETE, "　".join(words))) from error
    row.save()


def _take_same(free: list[T], fields: dict[str, Any]) -> T | None:
    for line in free:
        if all(getattr(line, name) == value for name, value in fields.items()):
            free.remove(line)
            return line
    return None
