"""What of a meeting the public does not read yet: exactly what publishing it would show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from issues.models import Commitment, LocalRequest
from meetings.actions import facts
from meetings.models import (
    AgendaItem,
    Attendance,
    Document,
    Handling,
    Meeting,
    MinutesSource,
    ReportAddition,
)
from meetings.models.session_text import SessionText
from publication.models import Removal


@dataclass(frozen=True)
class Unpublished:
    """`first`: the meeting's own page is not public yet. `edition`: the current minutes, where they
    are internal. `facts`: label, before and after. `dropped`: lines that the public page loses."""

    meeting: Meeting
    first: bool
    edition: MinutesSource | None
    facts: tuple[tuple[str, str, str], ...]
    agenda: tuple[AgendaItem, ...]
    documents: tuple[Document, ...]
    people: tuple[Attendance, ...]
    dropped: tuple[SessionText, ...]
    handlings: tuple[Handling, ...]
    additions: tuple[ReportAddition, ...]
    requests: Any
    commitments: Any

    def __bool__(self) -> bool:
        return self.without_records or any(chain(self.requests, self.commitments))

    @property
    def without_records(self) -> bool:
        """There is something besides requests and commitments."""
        lines = (self.facts, self.agenda, self.documents, self.people, self.dropped)
        acts = (self.handlings, self.additions)
        return self.first or self.edition is not None or any((*lines, *acts))

    @property
    def replaces(self) -> bool:
        """Something that the public reads now gives way."""
        return bool(self.facts or self.dropped)

    def counts(self) -> dict[str, int]:
        """How many of each, for the record."""
        named = {
            "facts": self.facts,
            "agenda": self.agenda,
            "documents": self.documents,
            "people": self.people,
            "dropped": self.dropped,
            "handlings": self.handlings,
            "additions": self.additions,
        }
        return {name: len(rows) for name, rows in named.items() if rows}

    def lines(self) -> Iterator[tuple[str, str]]:
        """Label and words of all that is not minutes and no record with a number."""
        for label, _, after in self.facts:
            yield label, after
        for label, rows in (
            ("議事", self.agenda),
            ("資料", self.documents),
            ("出席者", self.people),
            ("訂正・追記", self.additions),
        ):
            for row in rows:
                yield label, getattr(row, "text", str(row))
        for handling in self.handlings:
            yield "取扱い", f"{handling}：{handling.get_status_display()}"


def _up(rows: Any) -> Any:
    """Without what was taken down: that does not come back with the next publication."""
    return rows.exclude(pk__in=Removal.objects.taken_down(rows.model))


def unpublished(meeting: Meeting) -> Unpublished:
    """What waits on this meeting. `requests` and `commitments` are querysets of the live ones."""
    source = meeting.current_source
    here = {"passages__speech__source__meeting": meeting, "published_at__isnull": True}
    gone: list[SessionText] = []
    for model in (AgendaItem, Document, Attendance):
        gone += model.every.filter(
            meeting=meeting, published_at__isnull=False, replaced_at__isnull=False
        )
    additions = ReportAddition.objects.all()
    handlings = _up(meeting.handlings.select_related("local_request", "point"))
    return Unpublished(
        meeting=meeting,
        first=meeting.published_at is None,
        edition=source if source is not None and source.published_at is None else None,
        facts=facts.changes(meeting, source.facts) if source is not None else (),
        agenda=tuple(_up(meeting.agenda_items.filter(published_at=None))),
        documents=tuple(_up(meeting.documents.filter(published_at=None))),
        people=tuple(_up(meeting.attendances.filter(published_at=None, listed=True))),
        dropped=tuple(gone),
        handlings=tuple(each for each in handlings if each.is_unpublished),
        additions=tuple(_up(additions.filter(report__meeting=meeting, published_at=None))),
        requests=LocalRequest.objects.publishable().filter(**here).distinct(),
        commitments=Commitment.objects.live().filter(**here).distinct(),
    )
