"""Publishing a meeting's minutes and what was logged from them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from meetings import coverage
from meetings.actions import meetings
from meetings.models import Meeting, Passage, Suggestion
from publication.views import rehearsal


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """What becomes public, as the public will see it, what is still unread, and the button."""
    visible = Meeting.objects.visible_to(request.user).select_related("body", "current_source")
    meeting = get_object_or_404(visible, pk=pk)
    template, context = "meetings/publish.html", _around(meeting)
    return rehearsal.one(request, "meeting", meeting, template=template, context=context)


def _around(meeting: Meeting) -> dict[str, Any]:
    """How far the minutes were read, and whether there is anything new to publish."""
    new_requests, new_commitments = meetings.unpublished_records(meeting)
    edition = meetings.unpublished_edition(meeting)
    pending = Suggestion.objects.pending().filter(source=meeting.current_source_id)
    here = Passage.objects.filter(speech__source__meeting=meeting)
    return {
        "meeting": meeting,
        "coverage": coverage.of(meeting),
        "pending": pending.count(),
        "edition": edition,
        "nothing_new": meeting.is_published
        and not (edition or new_requests.exists() or new_commitments.exists()),
        "unanchored": here.live().to_check().count(),
    }
