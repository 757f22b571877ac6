"""`ParsedMinutes` from the JSON structure that `meetings.minutes.as_json` made of it: what the
rules for decisions, doubts and suggestions look at."""

from __future__ import annotations

from typing import Any

from meetings.minutes.accounting.entries import HeadingLine, LeftOut, Reason
from meetings.minutes.document import (
    Attendee,
    DirectionKind,
    Heading,
    MeetingFacts,
    ParsedMinutes,
    Side,
    SourceKind,
    Speech,
    StageDirection,
)

Json = dict[str, Any]


def parsed_of(reading: Json, attendees: list[Json]) -> ParsedMinutes:
    """The reading with these people, without its agenda, documents, joins and notes."""
    facts = reading["meeting"]
    return ParsedMinutes(
        meeting=MeetingFacts(title=facts["title"], body=facts["body"]),
        attendees=tuple(map(attendee_of, attendees)),
        speeches=tuple(map(speech_of, reading["speeches"])),
        stage_directions=tuple(map(_direction, reading["stage_directions"])),
        headings=tuple(
            Heading(each["after_speech"], each["text"], each.get("column", ""))
            for each in reading.get("headings", [])
        ),
        kind=SourceKind(reading["kind"]) if reading.get("kind") else SourceKind.SPEAKERS,
        heading_lines=tuple(
            HeadingLine(each["part"], each["text"]) for each in reading.get("heading_lines", [])
        ),
        left_out=tuple(
            LeftOut(Reason(each["reason"]), each["text"]) for each in reading.get("left_out", [])
        ),
    )


def speech_of(speech: Json) -> Speech:
    """One speech."""
    return Speech(
        index=speech["index"],
        label=speech["label"],
        text=speech["text"],
        attendee=speech["attendee"],
        side=Side(speech["side"]) if speech["side"] else None,
        organization=speech["organization"] or "",
        code=speech["code"],
        pages=tuple((place, page) for place, page in speech.get("pages", ())),
    )


def attendee_of(person: Json) -> Attendee:
    """One person of the list."""
    return Attendee(
        name=person["name"],
        title=person["title"],
        organization=person["organization"],
        side=Side(person["side"]) if person["side"] else None,
        code=person.get("code"),
        position=person["position"],
        note=person["note"],
    )


def _direction(direction: Json) -> StageDirection:
    return StageDirection(
        after_speech=direction["after_speech"],
        inside=direction["inside"],
        text=direction["text"],
        kind=DirectionKind(direction["kind"]),
        position=direction.get("position"),
    )
