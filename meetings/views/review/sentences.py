"""Marking sentences of local speakers as no request, and taking the mark back."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from japan.numbers import whole_number
from meetings.actions import sentences
from meetings.models import Speech
from meetings.review import unread
from meetings.views.review.review import go_on, place_in
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
    place = place_in(request)
    if place.sentence is not None and meeting.current_source is not None:
        following = unread.after(meeting.current_source, place.sentence)
        place = replace(place, sentence=following or place.sentence)
    return go_on(request, meeting, place, f"{count}文を「要望なし」にしました。")


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
    key = whole_number(request.POST.get("speech"))
    return get_object_or_404(Speech, source=source, pk=key or 0)


def _span(request: HttpRequest) -> tuple[int, int | None]:
    """`span` is 120-168; the whole speech without one."""
    first, _, last = request.POST.get("span", "").partition("-")
    start, end = whole_number(first), whole_number(last)
    if start is None or end is None:
        return 0, None
    return start, end
