"""Minutes that are being worked through, and what of their meetings waits to be published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from issues.models import Commitment, Forum, LocalRequest
from meetings.enums import MeetingStatus
from meetings.models import Meeting, Sentence, Suggestion
from meetings.review.coverage import Coverage
from meetings.sessions import listing


@dataclass(frozen=True)
class Review:
    """A meeting whose minutes are being worked through."""

    meeting: Meeting
    pending: int
    coverage: Coverage
    unpublished: int

    @property
    def left(self) -> bool:
        """Something of it is not decided on."""
        return bool(self.pending or self.coverage.open)

    @property
    def ready(self) -> bool:
        """Everything is read and something waits to be published."""
        unseen = self.meeting.published_at is None or self.unpublished > 0
        return not self.left and not self.is_closed and unseen

    @property
    def is_closed(self) -> bool:
        return bool(self.meeting.status == MeetingStatus.CLOSED)


def reviews(forum: Forum | None) -> list[Review]:
    """The meetings with minutes in which something is left to decide on, closed ones too, and all
    that are not closed; the newest first, in five queries."""
    pending = Suggestion.objects.pending().filter(source=OuterRef("current_source"))
    unread = Sentence.objects.filter(speech__source=OuterRef("current_source")).open()
    meetings = list(
        Meeting.objects.of_forum(forum)
        .filter(current_source__isnull=False)
        .filter(~Q(status=MeetingStatus.CLOSED) | Exists(pending) | Exists(unread))
        .select_related("body")
        .order_by("-held_on", "-pk")
    )
    hidden = _unpublished(meetings)
    return [
        Review(row.meeting, row.pending, row.coverage or Coverage(), hidden.get(row.meeting.pk, 0))
        for row in listing.left_to_do(meetings)
    ]


def _unpublished(meetings: list[Meeting]) -> dict[int, int]:
    """Live records of each meeting that are still internal."""
    found: dict[int, int] = {}
    where = "passages__speech__source__meeting"
    for records in (LocalRequest.objects.publishable(), Commitment.objects.live()):
        internal: Any = records.filter(published_at__isnull=True, **{f"{where}__in": meetings})
        counted = internal.order_by().values_list(where).annotate(n=Count("pk", distinct=True))
        for meeting, number in counted:
            if meeting is not None:
                found[meeting] = found.get(meeting, 0) + number
    return found
