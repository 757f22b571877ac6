"""版: the editions of a meeting's minutes, what differs between two, and a speech through all."""

from __future__ import annotations

from itertools import pairwise

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.rules import sees_everything
from issues.forums import chosen_forum
from meetings.editions import one_speech, readable, sides
from meetings.models import Meeting
from meetings.review import reading_view
from workflow.kept.kept_pages import kept_page


@require_safe
@kept_page
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The editions that the reader may read, each with the way to what it changed."""
    meeting = _meeting(request, pk)
    if (own := chosen_forum.elsewhere(request, meeting.body.forum_id)) is not None:
        return own
    editions = readable.editions_of(meeting, actor=request.user)
    if not editions:
        raise Http404
    context = {
        "meeting": meeting,
        "rows": [(editions[0], None), *((new, old) for old, new in pairwise(editions))][::-1],
        "first": editions[0],
        "last": editions[-1],
        "team": sees_everything(request.user),
    }
    return render(request, "meetings/editions/list.html", context)


@require_safe
@kept_page
def compare(request: HttpRequest, pk: int, old: int, new: int) -> HttpResponse:
    """Two editions side by side, the older one first."""
    meeting = _meeting(request, pk)
    if (own := chosen_forum.elsewhere(request, meeting.body.forum_id)) is not None:
        return own
    found = {each.edition: each for each in readable.editions_of(meeting, actor=request.user)}
    if old not in found or new not in found:
        raise Http404
    if old > new:
        return redirect("meetings:compare", pk=pk, old=new, new=old)
    context = {
        "meeting": meeting,
        "compared": sides.of_editions(meeting, found[old], found[new], actor=request.user),
        "editions": (found[old], found[new]),
    }
    return render(request, "meetings/editions/compare.html", context)


@require_safe
@kept_page
def speech(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One speech at its address; ?passage=12 highlights the words of a record, and leads on where
    these stand in another speech now."""
    meeting = _meeting(request, pk)
    if (own := chosen_forum.elsewhere(request, meeting.body.forum_id)) is not None:
        return own
    wanted = request.GET.get("passage", "")
    passage = reading_view.passage_of(meeting, wanted, actor=request.user) if wanted else None
    if passage is not None and passage.speech.number != number:
        return redirect(passage)
    page = one_speech.page(meeting, number, actor=request.user, passage=passage)
    if page is None:
        raise Http404
    context = {
        "meeting": meeting,
        "page": page,
        "missing": bool(wanted) and passage is None,
        "team": sees_everything(request.user),
    }
    return render(request, "meetings/editions/speech.html", context)


def _meeting(request: HttpRequest, pk: int) -> Meeting:
    visible = Meeting.objects.visible_to(request.user).select_related("body", "current_source")
    return get_object_or_404(visible, pk=pk)
