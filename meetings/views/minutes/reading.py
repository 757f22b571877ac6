"""The reading view: the minutes of a meeting, with the records that rest on them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from issues.forums import chosen_forum
from meetings.actions import meetings, taking_back
from meetings.editions import readable
from meetings.models import Meeting, MinutesImport
from meetings.publishing import public_history
from meetings.review import coverage, reading_view
from meetings.review.reading_values import Page
from meetings.transitions import MEETING, MINUTES_IMPORT
from workflow.kept.kept_pages import kept_page


@require_safe
@kept_page
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole meeting on one page. ?passage=12, where the words of a record were highlighted
    before speeches had addresses, leads there for good."""
    visible = Meeting.objects.visible_to(request.user).select_related("body", "current_source")
    meeting = get_object_or_404(visible, pk=pk)
    if (own := chosen_forum.elsewhere(request, meeting.body.forum_id)) is not None:
        return own
    wanted = request.GET.get("passage", "")
    passage = reading_view.passage_of(meeting, wanted, actor=request.user) if wanted else None
    if passage is not None:
        return HttpResponsePermanentRedirect(passage.get_absolute_url())
    page = reading_view.page(meeting, actor=request.user)
    context = {
        "page": page,
        "meeting": meeting,
        "missing": bool(wanted),
        "editions": _editions(request, page),
        "moves": {offer.transition.verb for offer in MEETING.offered(request.user, meeting)},
        "coverage": coverage.coverage_of(meeting) if page.team else None,
        "told": public_history.history_of(meeting),
        "waits": page.team and meeting.is_published and bool(meetings.unpublished(meeting)),
        "undo": _undoable(request, meeting) if page.team else None,
    }
    return render(request, "meetings/detail.html", context)


def _editions(request: HttpRequest, page: Page) -> int:
    """How many the reader may read; of the first one nothing is asked."""
    if page.source is None or page.source.edition == 1:
        return 1
    return len(readable.editions_of(page.meeting, actor=request.user))


def _undoable(request: HttpRequest, meeting: Meeting) -> MinutesImport | None:
    """The import of the current minutes, where the reader may take it back now."""
    found = MinutesImport.objects.filter(source=meeting.current_source_id).first()
    if found is None or not MINUTES_IMPORT.decide("take_back", request.user, found):
        return None
    return found if taking_back.is_open(found) else None
