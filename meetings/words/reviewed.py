"""Saved minutes as the reader gave them, and what people decided on them as marks of a reader."""

from __future__ import annotations

from collections.abc import Sequence

from issues.models import Forum, RequestPoint
from meetings.actions.suggestions import NO_POINT
from meetings.enums import SuggestionStatus, SuggestionType
from meetings.minutes import document
from meetings.minutes.measuring import Annotations, Marked
from meetings.models import Meeting, Speech, Suggestion
from workflow.models import HistoryEntry
from workflow.pointing import pointing_at

MOST_LETTERS = 2_000_000
"""So many letters of minutes are looked at, the newest first."""


def meetings_of(forum: Forum) -> list[Meeting]:
    """The meetings of the forum that have minutes, the newest first, with their current minutes."""
    rows = Meeting.objects.filter(body__forum=forum, current_source__isnull=False)
    return list(rows.select_related("body", "current_source").order_by("-held_on", "-pk"))


def parsed(meeting: Meeting) -> document.ParsedMinutes:
    """The current minutes as `meetings.minutes.suggesting` takes them."""
    assert meeting.current_source is not None
    rows = meeting.current_source.speeches.select_related("attendance__organization")
    facts = document.MeetingFacts(title=meeting.title, body=meeting.body.name)
    return document.ParsedMinutes(
        facts, speeches=tuple(_speech(row) for row in rows.order_by("index"))
    )


def _speech(row: Speech) -> document.Speech:
    who = row.attendance
    organization = who.organization if who else None
    return document.Speech(
        index=row.index,
        label=row.label,
        text=row.text,
        attendee=who.name if who else None,
        side=document.Side(row.side) if row.side else None,
        organization=who.organization_name if who else "",
        code=organization.code if organization else None,
    )


def suggestions_of(meeting: Meeting) -> list[Suggestion]:
    """What was suggested in the current minutes, decided or not."""
    rows = Suggestion.objects.filter(source=meeting.current_source_id)
    return list(rows.select_related("speech", "local_request", "commitment"))


def marks_of(suggestions: Sequence[Suggestion]) -> Annotations:
    """The decisions as marks: what was accepted, with the point it has now; what was found to
    concern no point; what was dismissed."""
    primary = _primary_points(suggestions)
    pointless = _pointless(suggestions)
    requests, promises, neither = [], [], []
    for each in suggestions:
        if each.type == SuggestionType.COMMITMENT:
            if each.status == SuggestionStatus.ACCEPTED:
                promises.append(_mark(each, "strong"))
        elif each.status == SuggestionStatus.ACCEPTED:
            code = primary.get(each.local_request_id or 0, "")
            requests.append(_mark(each, "core", code))
        elif each.status == SuggestionStatus.DISMISSED and each.pk in pointless:
            requests.append(_mark(each, "core"))
        elif each.status == SuggestionStatus.DISMISSED:
            neither.append(_mark(each, ""))
    return Annotations(tuple(requests), tuple(promises), tuple(neither))


def _mark(each: Suggestion, weight: str, primary: str = "") -> Marked:
    return Marked(each.speech.index, each.start, each.end, each.quote, weight, primary)


def _primary_points(suggestions: Sequence[Suggestion]) -> dict[int, str]:
    requests = [each.local_request_id for each in suggestions if each.local_request_id]
    rows = RequestPoint.objects.filter(local_request__in=requests).select_related("point")
    found: dict[int, str] = {}
    for row in rows:
        found.setdefault(row.local_request_id, row.point.code)
    return found


def _pointless(suggestions: Sequence[Suggestion]) -> set[int]:
    """Those whose last dismissal says that no point fits."""
    if not suggestions:
        return set()
    kind = pointing_at(suggestions[0])["content_type"]
    rows = HistoryEntry.objects.filter(
        content_type=kind, object_id__in=[each.pk for each in suggestions], verb="dismiss"
    )
    last = {row.object_id: row.details for row in rows.order_by("recorded_at", "pk")}
    return {key for key, details in last.items() if details.get("reason") == NO_POINT}
