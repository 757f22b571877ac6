"""Marking sentences of local speakers as no request, and taking the mark back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from meetings.actions import sentences
from meetings.models import Speech
from meetings.views.review import go_on, place_in
from meetings.views.team import meeting_for_team, signed_in
from workflow.doors import person

WHAT = "文の確認"


@signed_in
@require_POST
def clear(request: HttpRequest, pk: int) -> HttpResponse:
    """The open sentences of a span hold no request."""
    meeting = meeting_for_team(request, pk, WHAT)
    speech = _speech(request, meeting.current_source_id)
    start, end = _span(request)
    count = sentences.clear(speech, by=person(request), start=start, end=end)
    return go_on(request, meeting, place_in(request), f"{count}文を「要望なし」にしました。")


@signed_in
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """The sentences of a span are open again."""
    meeting = meeting_for_team(request, pk, WHAT)
    speech = _speech(request, meeting.current_source_id)
    start, end = _span(request)
    count = sentences.reopen(speech, by=person(request), start=start, end=end)
    return go_on(request, meeting, place_in(request), f"{count}文を未確認に戻しました。")


def _speech(request: HttpRequest, source: int | None) -> Speech:
    key = request.POST.get("speech", "")
    if not (key.isascii() and key.isdigit() and len(key) < 18):
        raise Http404
    return get_object_or_404(Speech, source=source, pk=int(key))


def _span(request: HttpRequest) -> tuple[int, int | None]:
    """`span` is 120-168; the whole speech without one."""
    start, _, end = request.POST.get("span", "").partition("-")
    if start.isascii() and start.isdigit() and end.isascii() and end.isdigit():
        return int(start[:9]), int(end[:9])
    return 0, None
