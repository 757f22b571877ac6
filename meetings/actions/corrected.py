"""What was read from minutes, with a person's corrections laid over it."""

from __future__ import annotations

from typing import Any

from meetings.minutes import document
from meetings.minutes.as_json import as_json
from meetings.minutes.suggesting import suggest


def asked(notes: list[dict[str, Any]]) -> list[str]:
    """The keys of those notes for which saving waits."""
    return [str(place) for place, note in enumerate(notes) if note.get("confirm")]


class Reading:
    """The reader's output as corrected. Keys are those of `meetings.minutes.as_json`."""

    def __init__(self, reading: dict[str, Any], corrections: dict[str, Any]) -> None:
        self.meeting: dict[str, Any] = {**reading["meeting"], **corrections.get("meeting", {})}
        self.kind: str = reading.get("kind", "")
        self.attendees: list[dict[str, Any]] = corrections.get("attendees", reading["attendees"])
        self.agenda: list[dict[str, Any]] = reading["agenda"]
        self.documents: list[dict[str, Any]] = reading["documents"]
        self.speeches: list[dict[str, Any]] = reading["speeches"]
        self.stage_directions: list[dict[str, Any]] = reading["stage_directions"]
        self.decisions: list[dict[str, Any]] = reading["decisions"]
        self.requests: list[dict[str, Any]] = reading["requests"]
        self.commitments: list[dict[str, Any]] = reading["commitments"]
        self.hidden: list[dict[str, Any]] | None = reading.get("hidden")
        self.speakers: dict[str, str] = corrections.get("speakers", {})
        self.notes: list[dict[str, Any]] = reading.get("notes", [])
        self.left_out: list[dict[str, Any]] = reading.get("left_out", [])
        self.looked_at: frozenset[str] = frozenset(corrections.get("looked_at", ()))

    @property
    def to_look_at(self) -> list[str]:
        """The keys of the notes that a person still has to look at."""
        return [
            key
            for key in asked(self.notes)
            if key not in self.looked_at and not self._is_settled(self.notes[int(key)])
        ]

    def _is_settled(self, note: dict[str, Any]) -> bool:
        """Whether everybody whose speeches were missing speaks now, or is off the list."""
        missing = set(note.get("people", ()))
        there = {person["name"] for person in self.attendees}
        speaking = {self.attendee_of(speech) for speech in self.speeches}
        return bool(missing) and not (missing & there) - speaking

    def attendee_of(self, speech: dict[str, Any]) -> str | None:
        """Full name of the attendee who speaks; a correction for the label goes first."""
        if speech["label"] in self.speakers:
            return self.speakers[speech["label"]] or None
        attendee: str | None = speech["attendee"]
        return attendee

    def suggestions(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Suggested requests and commitments. Speeches whose speaker turned out to sit on another
        side than the reader took him to are looked through again."""
        changed = {speech.index: speech for speech in self._on_another_side()}
        parsed = document.ParsedMinutes(
            document.MeetingFacts(), speeches=tuple(changed.values()), kind=self._sort
        )
        fresh = as_json(parsed, suggest(parsed))
        kept_requests = [r for r in self.requests if r["speech"] not in changed]
        kept_commitments = [c for c in self.commitments if c["speech"] not in changed]
        return kept_requests + fresh["requests"], kept_commitments + fresh["commitments"]

    @property
    def _sort(self) -> document.SourceKind:
        """Which sort of record it is; a reading kept from long ago does not tell."""
        known = {kind.value: kind for kind in document.SourceKind}
        return known.get(self.kind, document.SourceKind.NONE)

    def _on_another_side(self) -> list[document.Speech]:
        people = {attendee["name"]: attendee for attendee in self.attendees}
        changed = []
        for speech in self.speeches:
            person = people.get(self.attendee_of(speech) or "")
            if person is not None and person["side"] != speech["side"]:
                changed.append(_speech(speech, person))
        return changed


def _speech(speech: dict[str, Any], person: dict[str, Any]) -> document.Speech:
    return document.Speech(
        index=speech["index"],
        label=speech["label"],
        text=speech["text"],
        attendee=person["name"],
        side=document.Side(person["side"]),
        organization=person["organization"],
        code=person.get("code"),
        pages=tuple((place, page) for place, page in speech.get("pages", ())),
    )
