"""Nothing unread: how far the local side's sentences of a meeting have been decided on."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from meetings.models import Meeting, Sentence


@dataclass(frozen=True)
class Coverage:
    """Numbers of sentences of local speakers: linked to a record, marked as no request, open."""

    linked: int = 0
    cleared: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.linked + self.cleared + self.open

    @property
    def percent(self) -> int:
        """Read sentences in percent, rounded down: 100 only when none is open."""
        return 100 if not self.open else (self.linked + self.cleared) * 100 // self.total

    @property
    def complete(self) -> bool:
        """No sentence is open."""
        return self.open == 0


def coverage_of(meeting: Meeting) -> Coverage:
    """The coverage of a meeting's current minutes, in one query."""
    if meeting.current_source_id is None:
        return Coverage()
    counts = (
        Sentence.objects.filter(speech__source=meeting.current_source_id)
        .with_links()
        .aggregate(
            # Names of their own: an aggregate named `linked` would hide the annotation.
            of_linked=Count("pk", filter=Q(linked=True)),
            of_cleared=Count("pk", filter=Q(linked=False, cleared_at__isnull=False)),
            of_open=Count("pk", filter=Q(linked=False, cleared_at__isnull=True)),
        )
    )
    return Coverage(
        linked=counts["of_linked"], cleared=counts["of_cleared"], open=counts["of_open"]
    )
