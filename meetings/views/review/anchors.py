"""引用箇所の確認: where quoted words are after corrected minutes arrived, decided by a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from japan.numbers import whole_number
from meetings.actions import passages
from meetings.enums import AnchorStatus
from meetings.models import Meeting, Passage, Speech
from meetings.rules import WORKING_TEAM
from workflow.doors import person, refuse_unless
from workflow.machine import Decision, RefusalKind, Refused

AROUND = 60
"""Characters shown before and after a place."""
NOWHERE = "none"


@dataclass(frozen=True)
class Place:
    """A candidate in its surroundings. `key` is its number in the passage's list."""

    key: int
    label: str
    speech_index: int
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Open:
    """A passage to decide on, its old surroundings, and where its words may be now."""

    passage: Passage
    before: str
    after: str
    places: list[Place]


@login_required
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """All passages of the meeting that wait for a decision, and how the others came through."""
    meeting = _meeting(request, pk)
    here = Passage.objects.filter(speech__source__meeting=meeting).live()
    counted = dict(here.order_by().values_list("anchor_status").annotate(Count("pk")))
    waiting = here.to_check().select_related(
        "speech__source", "speech__attendance", "local_request__organization", "commitment"
    )
    speeches = {s.index: s for s in Speech.objects.filter(source=meeting.current_source_id)}
    context = {
        "meeting": meeting,
        "counts": [(status.label, counted.get(status.value, 0)) for status in AnchorStatus],
        "waiting": [_open(passage, speeches) for passage in waiting],
    }
    return render(request, "meetings/anchors/list.html", context)


@login_required
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the chosen place, or none."""
    meeting = _meeting(request, pk)
    here = Passage.objects.filter(speech__source__meeting=meeting)
    key = whole_number(request.POST.get("passage"))
    passage = get_object_or_404(here, pk=key or 0)
    passages.refuse_settled(passage)
    chosen = request.POST.get("place", "")
    if chosen == NOWHERE:
        passages.settle_anchor(passage, by=person(request), speech=None)
        messages.success(request, "訂正版にはないことを記録しました。引用は元の版に残ります。")
    else:
        speech, start, end = _place(passage, meeting, chosen)
        passages.settle_anchor(passage, by=person(request), speech=speech, start=start, end=end)
        messages.success(request, "選んだ箇所に引用し直しました。")
    return redirect("meetings:anchors", pk=meeting.pk)


def _meeting(request: HttpRequest, pk: int) -> Meeting:
    visible = Meeting.objects.visible_to(request.user).select_related("body", "current_source")
    meeting = get_object_or_404(visible, pk=pk)
    if not WORKING_TEAM.allows(request.user, meeting):
        reason = f"引用箇所を確かめられるのは、{WORKING_TEAM.label}です。"
        refuse_unless(Decision(RefusalKind.FORBIDDEN, reason))
    return meeting


def _open(passage: Passage, speeches: dict[int, Speech]) -> Open:
    text = passage.speech.text
    places = [
        place
        for key, candidate in enumerate(passage.candidates)
        if (place := _shown(key, candidate, speeches)) is not None
    ]
    before, after = _around(text, passage.start, passage.end)
    return Open(passage, before, after, places)


def _shown(key: int, candidate: dict[str, Any], speeches: dict[int, Speech]) -> Place | None:
    speech = speeches.get(candidate["speech_index"])
    if speech is None or not _stands_there(candidate, speech):
        return None
    start, end = candidate["start"], candidate["end"]
    before, after = _around(speech.text, start, end)
    return Place(key, speech.label, speech.index, before, speech.text[start:end], after)


def _stands_there(candidate: dict[str, Any], speech: Speech) -> bool:
    return bool(speech.text[candidate["start"] : candidate["end"]] == candidate["quote"])


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    before = text[max(0, start - AROUND) : start]
    after = text[end : end + AROUND]
    return ("…" if start > AROUND else "") + before, after + (
        "…" if end + AROUND < len(text) else ""
    )


def _place(passage: Passage, meeting: Meeting, chosen: str) -> tuple[Speech, int, int]:
    """The place of the passage's list that was chosen. Raises `Refused` where none was, or where
    newer minutes have come since the page was drawn."""
    number = whole_number(chosen)
    if number is None or number >= len(passage.candidates):
        reason = "引用し直す箇所を選んでください。"
        raise Refused(Decision(RefusalKind.INCOMPLETE, reason))
    candidate = passage.candidates[number]
    speeches = Speech.objects.filter(source=meeting.current_source_id).select_related("source")
    speech = speeches.filter(index=candidate["speech_index"]).first()
    if speech is None or not _stands_there(candidate, speech):
        reason = "その箇所は、今の議事要旨にはありません。画面を読み込み直してください。"
        raise Refused(Decision(RefusalKind.CONFLICT, reason))
    return speech, candidate["start"], candidate["end"]
