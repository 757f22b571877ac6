"""`ParsedMinutes` and `Suggestions` as the JSON structure of ``parse_minutes --json``."""

from __future__ import annotations

from datetime import time
from typing import Any

from meetings.minutes.document import (
    AgendaEntry,
    Heading,
    MeetingFacts,
    MinistryScore,
    ParsedMinutes,
    PointScore,
    ReadingNote,
    Speech,
    StageDirection,
    SuggestedCommitment,
    SuggestedRequest,
    Suggestions,
)

Json = dict[str, Any]


def as_json(parsed: ParsedMinutes, suggestions: Suggestions) -> Json:
    """Everything understood of one file, ready for `json.dumps`."""
    return {
        "meeting": _meeting(parsed.meeting),
        "kind": parsed.kind.value,
        "attendees": [
            {
                "name": attendee.name,
                "title": attendee.title,
                "organization": attendee.organization,
                "code": attendee.code,
                "side": attendee.side.value if attendee.side else None,
                "position": attendee.position,
                "note": attendee.note,
            }
            for attendee in parsed.attendees
        ],
        "agenda": [_agenda(entry) for entry in parsed.agenda],
        "documents": [
            {"label": paper.label, "title": paper.title, "submitter": paper.submitter}
            for paper in parsed.documents
        ],
        "speeches": [_speech(speech) for speech in parsed.speeches],
        "stage_directions": [_direction(each) for each in parsed.stage_directions],
        "decisions": [
            {"speech": each.speech, "quote": each.quote, "confirmed_by": each.confirmed_by}
            for each in parsed.decisions
        ],
        "requests": [_request(each) for each in suggestions.requests],
        "commitments": [_commitment(each) for each in suggestions.commitments],
        "headings": [_heading(each) for each in parsed.headings],
        "page_break_joins": [
            {"before": join.before, "after": join.after, "overlap": join.overlap}
            for join in parsed.joins
        ],
        "notes": [note_as_json(note) for note in parsed.notes],
        "heading_lines": [{"part": each.part, "text": each.text} for each in parsed.heading_lines],
        "left_out": [{"reason": each.reason.value, "text": each.text} for each in parsed.left_out],
    }


def _heading(heading: Heading) -> Json:
    column = {"column": heading.column} if heading.column else {}
    return {"after_speech": heading.after_speech, "text": heading.text, **column}


def note_as_json(note: ReadingNote) -> Json:
    """One note of the reader."""
    more: Json = {"confirm": True} if note.confirm else {}
    if note.speech is not None:
        more["speech"] = note.speech
    if note.people:
        more["people"] = list(note.people)
    return {"code": note.code, "message": note.message, **more}


def _meeting(meeting: MeetingFacts) -> Json:
    return {
        "title": meeting.title,
        "body": meeting.body,
        "session_number": meeting.session_number,
        "date": meeting.date.isoformat() if meeting.date else None,
        "start": _clock(meeting.start),
        "end": _clock(meeting.end),
        "place": meeting.place,
    }


def _clock(moment: time | None) -> str | None:
    return moment.strftime("%H:%M") if moment else None


def _agenda(entry: AgendaEntry) -> Json:
    return {
        "number": entry.number,
        "title": entry.title,
        "items": [_agenda(item) for item in entry.items],
    }


def _speech(speech: Speech) -> Json:
    return {
        "index": speech.index,
        "label": speech.label,
        "attendee": speech.attendee,
        "side": speech.side.value if speech.side else None,
        "organization": speech.organization,
        "code": speech.code,
        "text": speech.text,
        **({"pages": [list(each) for each in speech.pages]} if speech.pages else {}),
    }


def _direction(direction: StageDirection) -> Json:
    return {
        "after_speech": direction.after_speech,
        "inside": direction.inside,
        "text": direction.text,
        "kind": direction.kind.value,
        "position": direction.position,
    }


def _points(points: tuple[PointScore, ...]) -> list[Json]:
    return [
        {"code": point.code, "score": round(point.score, 3), "terms": list(point.terms)}
        for point in points
    ]


def _ministries(ministries: tuple[MinistryScore, ...]) -> list[Json]:
    return [
        {"code": each.code, "score": each.score, "terms": list(each.terms)} for each in ministries
    ]


def _request(request: SuggestedRequest) -> Json:
    return {
        "speech": request.speech,
        "start": request.start,
        "end": request.end,
        "quote": request.quote,
        "summary": request.summary,
        "organization": request.organization,
        "kind": request.kind.value,
        "strength": request.strength.value,
        "points": _points(request.points),
        "ministries": _ministries(request.ministries),
        "triggers": list(request.triggers),
        "confidence": round(request.confidence, 3),
        **({"page": request.page} if request.page is not None else {}),
    }


def _commitment(commitment: SuggestedCommitment) -> Json:
    return {
        "speech": commitment.speech,
        "start": commitment.start,
        "end": commitment.end,
        "quote": commitment.quote,
        "summary": commitment.summary,
        "grade": commitment.grade,
        "points": _points(commitment.points),
        "ministries": _ministries(commitment.ministries),
        "triggers": list(commitment.triggers),
        "confidence": round(commitment.confidence, 3),
    }
