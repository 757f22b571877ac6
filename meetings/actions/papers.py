"""The papers of a meeting as its minutes print them: the agenda and the documents."""

from __future__ import annotations

from typing import Any

from meetings.models import AgendaItem, Document, Handling, Meeting


def write_documents(meeting: Meeting, documents: list[dict[str, Any]]) -> None:
    Document.objects.bulk_create(
        Document(
            meeting=meeting,
            position=i,
            label=d["label"][:40],
            title=d["title"][:300],
            submitter=(d["submitter"] or "")[:100],
        )
        for i, d in enumerate(documents, 1)
    )


def replace_agenda(meeting: Meeting, entries: list[dict[str, Any]]) -> None:
    """The agenda as the minutes print it; without any there, the planned one stays. Matters and
    durations go on under the item of the same title."""
    if not entries:
        return
    minutes = {item.title: item.minutes for item in meeting.agenda_items.all()}
    placed = [
        (handling, handling.agenda_item.title)
        for handling in meeting.handlings.exclude(agenda_item=None).select_related("agenda_item")
        if handling.agenda_item
    ]
    meeting.agenda_items.all().delete()
    write_agenda(meeting, entries)
    items = {item.title: item for item in meeting.agenda_items.all()}
    for title in minutes.keys() & items.keys():
        AgendaItem.objects.filter(pk=items[title].pk).update(minutes=minutes[title])
    for handling, title in placed:
        Handling.objects.filter(pk=handling.pk).update(agenda_item=items.get(title))


def write_agenda(meeting: Meeting, entries: list[dict[str, Any]]) -> None:
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
            )
            write(item["items"], row)

    write(entries, None)
