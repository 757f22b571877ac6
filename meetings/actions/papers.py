"""The papers of a meeting as its minutes print them: the agenda, the documents, the people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from meetings.actions import texts
from meetings.models import (
    AgendaItem,
    Attendance,
    Document,
    Handling,
    Meeting,
    MinutesSource,
)
from organizations.directory.names import resolve
from organizations.models import Organization


def write_documents(
    meeting: Meeting, documents: list[dict[str, Any]], *, source: MinutesSource, now: datetime
) -> None:
    """The documents as the minutes list them; those that are listed alike already stay."""
    wanted = [
        {
            "label": d["label"][:40],
            "title": d["title"][:300],
            "submitter": (d["submitter"] or "")[:100],
        }
        for d in documents
    ]
    texts.rewrite(meeting, Document, meeting.documents.all(), wanted, source=source, now=now)


def replace_agenda(
    meeting: Meeting, entries: list[dict[str, Any]], *, source: MinutesSource, now: datetime
) -> None:
    """The agenda as the minutes print it; without any there, the planned one stays. Matters and
    durations go on under the item of the same title."""
    old = list(meeting.agenda_items.select_related("parent"))
    if not entries or _flat(entries) == [_as_entry(item) for item in old]:
        return
    for item in old:
        texts.drop(item, now=now, source=source)
    write_agenda(meeting, entries, source=source)
    items = {item.title: item for item in meeting.agenda_items.all()}
    for item in old:
        new = items.get(item.title)
        Handling.objects.filter(agenda_item=item).update(agenda_item=new)
        if new is not None and item.minutes:
            AgendaItem.objects.filter(pk=new.pk).update(minutes=item.minutes)


def write_agenda(meeting: Meeting, entries: list[dict[str, Any]], *, source: MinutesSource) -> None:
    """New lines for all entries, those below others under them."""
    position = 0

    def write(items: list[dict[str, Any]], parent: AgendaItem | None) -> None:
        nonlocal position
        for item in items:
            position += 1
            row = AgendaItem.objects.create(
                meeting=meeting,
                parent=parent,
                position=position,
                number=item["number"][:20],
                title=item["title"][:250],
                brought_by=source,
            )
            write(item["items"], row)

    write(entries, None)


def write_attendances(
    meeting: Meeting, attendees: list[dict[str, Any]], *, source: MinutesSource, now: datetime
) -> dict[str, Attendance]:
    """Attendances by full name. Who is named alike already stays; whoever was replaced stays the
    speaker of the editions that name them so."""
    standing = meeting.attendances.all()
    wanted = _people(attendees)
    rows = texts.rewrite(meeting, Attendance, standing, wanted, source=source, now=now)
    return {a["name"]: row for a, row in zip(attendees, rows, strict=True)}


def write_speakers(
    meeting: Meeting, speaking: list[dict[str, Any]], *, source: MinutesSource
) -> dict[str, Attendance]:
    """Whom the speeches of a closed session's minutes belong to, by full name. The list of those
    present stays as it was closed: it is only looked up, and who is not on it speaks unlisted."""
    there = {_bare(each.name): each for each in meeting.attendances.order_by("listed")}
    position = max((each.position for each in there.values()), default=0)
    people = {}
    for fields, named in zip(_people(speaking), speaking, strict=True):
        row = there.get(_bare(fields["name"]))
        if row is None:
            position += 1
            row = Attendance(
                meeting=meeting, position=position, listed=False, brought_by=source, **fields
            )
            texts.save_clean(row)
        people[named["name"]] = row
    return people


def _people(attendees: list[dict[str, Any]]) -> list[dict[str, Any]]:
    codes = [a.get("code") or resolve(a["organization"]).code for a in attendees]
    known = Organization.objects.in_bulk(set(codes) - {None}, field_name="code")
    return [
        {
            "name": a["name"][:60],
            "printed_post": a.get("position", "")[:150],
            "title": a["title"][:100],
            "organization_name": a["organization"][:120],
            "organization": known.get(code or ""),
            "side": a["side"],
            "note": a.get("note", "")[:100],
        }
        for a, code in zip(attendees, codes, strict=True)
    ]


def _bare(name: str) -> str:
    """佐藤一郎 and 佐藤　一郎 are one person."""
    return "".join(name.split())


def _flat(entries: list[dict[str, Any]], below: str | None = None) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for entry in entries:
        title = entry["title"][:250]
        found.append((entry["number"][:20], title, below))
        found += _flat(entry["items"], title)
    return found


def _as_entry(item: AgendaItem) -> tuple[Any, ...]:
    return (item.number, item.title, item.parent.title if item.parent else None)
