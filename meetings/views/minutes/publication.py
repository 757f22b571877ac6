"""Publishing a meeting's minutes and what was logged from them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from meetings.actions import meetings, originals
from meetings.models import Meeting, Passage, Suggestion
from meetings.review import coverage
from publication.views import rehearsal
from workflow.doors import person


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """What becomes public, as the public will see it, what is still unread, and the button."""
    visible = Meeting.objects.visible_to(request.user).select_related("body", "current_source")
    meeting = get_object_or_404(visible, pk=pk)
    template, context = "meetings/publish.html", _around(meeting)
    return rehearsal.one(request, "meeting", meeting, template=template, context=context)


@login_required
@require_POST
def publish_original(request: HttpRequest, pk: int) -> HttpResponse:
    """Let everybody have the file of the minutes, as a cleaned copy."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    meetings.publish_original(meeting, by=person(request), now=timezone.now())
    messages.success(request, "原本のファイル（見えない内容を除いた写し）を公表しました。")
    return redirect(meeting)


def _around(meeting: Meeting) -> dict[str, Any]:
    """How far the minutes were read, what their file hides, and whether anything is new."""
    waiting = meetings.unpublished(meeting)
    source = meeting.current_source
    pending = Suggestion.objects.pending().filter(source=meeting.current_source_id)
    here = Passage.objects.filter(speech__source__meeting=meeting)
    return {
        "meeting": meeting,
        "coverage": coverage.coverage_of(meeting),
        "waiting": waiting,
        "pending": pending.count(),
        "nothing_new": not waiting,
        "unanchored": here.live().to_check().count(),
        "hidden": originals.hidden_in(source) if source is not None else [],
        "source": source,
    }
