"""Publishing a meeting's minutes and what was logged from them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings import coverage
from meetings.actions import meetings
from meetings.forms.meeting import PublishForm
from meetings.models import Meeting, Passage, Suggestion
from meetings.transitions import MEETING
from workflow.doors import person, refuse_unless, status_of
from workflow.machine import RefusalKind, Refused


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """What becomes public, what is still unread, and the button."""
    visible = Meeting.objects.visible_to(request.user).select_related("body", "current_source")
    meeting = get_object_or_404(visible, pk=pk)
    refuse_unless(MEETING.decide(meetings.publishing_verb(meeting), request.user, meeting))
    if request.method != "POST":
        return _page(request, meeting, PublishForm())
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _page(request, meeting, form, status=422)
    reason = form.cleaned_data["reason"]
    try:
        meetings.publish(meeting, by=person(request), now=timezone.now(), reason=reason)
    except Refused as refused:
        incomplete = refused.decision.refusal is RefusalKind.INCOMPLETE
        form.add_error("reason" if incomplete else None, refused.decision.reason)
        return _page(request, meeting, form, status=status_of(refused))
    messages.success(request, f"「{meeting}」を公表しました。")
    return redirect(meeting)


def _page(
    request: HttpRequest, meeting: Meeting, form: PublishForm, *, status: int = 200
) -> HttpResponse:
    new_requests, new_commitments = meetings.unpublished_records(meeting)
    edition = meetings.unpublished_edition(meeting)
    pending = Suggestion.objects.pending().filter(source=meeting.current_source_id)
    here = Passage.objects.filter(speech__source__meeting=meeting)
    context = {
        "meeting": meeting,
        "form": form,
        "coverage": coverage.of(meeting),
        "requests": new_requests.for_list(),
        "commitments": new_commitments.for_list(),
        "pending": pending.count(),
        "edition": edition,
        "nothing_new": meeting.is_published
        and not (edition or new_requests.exists() or new_commitments.exists()),
        "unanchored": here.live().to_check().count(),
    }
    return render(request, "meetings/publish.html", context, status=status)
