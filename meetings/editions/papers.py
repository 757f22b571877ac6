"""What two editions state differently beside the speeches: facts, people, agenda, documents.

Taken from what was read of either file, as corrected before saving. The session's own papers are
other rows, which somebody may have changed since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from japan.eras import format_era
from meetings.actions.corrected import Reading
from meetings.editions.readable import Ink
from meetings.editions.values import Difference
from meetings.models import MinutesImport, MinutesSource

FACTS = (
    ("title", "会合の名称"), ("date", "開催日"), ("start", "開始時刻"), ("end", "終了時刻"),
    ("place", "場所"),
)  # fmt: skip


def reading_of(minutes_import: MinutesImport | None) -> Reading | None:
    """What was read and corrected; None where nothing is kept of it."""
    if minutes_import is None or not minutes_import.reading:
        return None
    return Reading(minutes_import.reading, minutes_import.corrections)


def readings_of(*sources: MinutesSource) -> list[Reading | None]:
    """The same for saved editions; one query."""
    found = MinutesImport.objects.filter(source__in=sources)
    by_source = {each.source_id: each for each in found}
    return [reading_of(by_source.get(source.pk)) for source in sources]


def differences(
    old: Reading | None, new: Reading | None, *, ink: Ink
) -> tuple[Difference, ...] | None:
    """Thing by thing what went and what came; None where one of the two is not known."""
    if old is None or new is None:
        return None
    return tuple(_differences(old, new, ink))


def _differences(old: Reading, new: Reading, ink: Ink) -> Iterator[Difference]:
    for name, label in FACTS:
        before, after = _fact(old.meeting, name), _fact(new.meeting, name)
        yield from _difference(label, (before,), (after,), ink)
    for label, lines in (("出席者", _people), ("議事", _agenda), ("資料", _documents)):
        yield from _difference(label, tuple(lines(old)), tuple(lines(new)), ink)


def _difference(
    label: str, before: tuple[str, ...], after: tuple[str, ...], ink: Ink
) -> Iterator[Difference]:
    removed = tuple(ink.over(line) for line in before if line and line not in after)
    added = tuple(ink.over(line) for line in after if line and line not in before)
    if removed or added:
        yield Difference(label, removed, added)


def _fact(stated: dict[str, Any], name: str) -> str:
    value = str(stated.get(name) or "")
    return format_era(date.fromisoformat(value)) if value and name == "date" else value


def _people(reading: Reading) -> Iterator[str]:
    for each in reading.attendees:
        post = each.get("position") or f"{each['organization']}{each['title']}"
        yield f"{each['name']}（{post}）" if post else str(each["name"])


def _agenda(reading: Reading) -> Iterator[str]:
    def below(items: Iterable[dict[str, Any]]) -> Iterator[str]:
        for item in items:
            yield f"{item['number']} {item['title']}".strip()
            yield from below(item["items"])

    return below(reading.agenda)


def _documents(reading: Reading) -> Iterator[str]:
    for each in reading.documents:
        submitter = f"（{each['submitter']}）" if each["submitter"] else ""
        yield f"{each['label']} {each['title']}{submitter}".strip()
