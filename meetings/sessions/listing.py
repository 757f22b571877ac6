"""What the list of meetings says about each, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Q

from accounts.rules import Actor, sees_everything
from issues.models import LocalRequest
from meetings.models import Meeting, Passage, Sentence, Suggestion
from meetings.review.coverage import Coverage


@dataclass(frozen=True)
class Row:
    """A meeting, the requests from it that the reader sees, and for the team what is left to do:
    the coverage and the suggestions nobody has decided on."""

    meeting: Meeting
    requests: int = 0
    coverage: Coverage | None = None
    pending: int = 0


def rows(meetings: Sequence[Meeting], *, actor: Actor) -> list[Row]:
    """One row for each meeting, in the same order."""
    requests = _requests(meetings, actor)
    if not sees_everything(actor):
        return [Row(meeting, requests.get(meeting.pk, 0)) for meeting in meetings]
    return [replace(row, requests=requests.get(row.meeting.pk, 0)) for row in left_to_do(meetings)]


def left_to_do(meetings: Sequence[Meeting]) -> list[Row]:
    """The same for the team alone, without the requests; two queries."""
    covered, pending = _coverage(meetings), _pending(meetings)
    return [
        Row(
            meeting,
            coverage=covered.get(meeting.current_source_id or 0, Coverage()),
            pending=pending.get(meeting.current_source_id or 0, 0),
        )
        for meeting in meetings
    ]


def _requests(meetings: Sequence[Meeting], actor: Actor) -> dict[int, int]:
    counted = (
        Passage.objects.visible_to(actor)
        .filter(
            local_request__in=LocalRequest.objects.live().values("pk"),
            speech__source__meeting__in=meetings,
        )
        .order_by()
        .values_list("speech__source__meeting")
        .annotate(count=Count("local_request", distinct=True))
    )
    return dict(counted)


def _coverage(meetings: Sequence[Meeting]) -> dict[int, Coverage]:
    counted = (
        Sentence.objects.filter(speech__source__in=[m.current_source_id for m in meetings])
        .with_links()
        .order_by()
        .values("speech__source")
        .annotate(
            of_linked=Count("pk", filter=Q(linked=True)),
            of_cleared=Count("pk", filter=Q(linked=False, cleared_at__isnull=False)),
            of_open=Count("pk", filter=Q(linked=False, cleared_at__isnull=True)),
        )
    )
    return {
        row["speech__source"]: Coverage(row["of_linked"], row["of_cleared"], row["of_open"])
        for row in counted
    }


def _pending(meetings: Sequence[Meeting]) -> dict[int, int]:
    counted = (
        Suggestion.objects.pending()
        .filter(source__in=[m.current_source_id for m in meetings])
        .order_by()
        .values_list("source")
        .annotate(count=Count("pk"))
    )
    return dict(counted)
