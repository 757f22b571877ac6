"""What was read from minutes, with a person's corrections laid over it."""

from __future__ import annotations

from typing import Any

from issues.forums import chosen_forum
from meetings.minutes import document
from meetings.minutes.as_json import as_json
from meetings.minutes.suggesting import suggest
from meetings.words import forum_words


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
        self.headings: list[dict[str, Any]] = reading.get("headings", [])
        self.forum: int | None = reading.get("forum")
        """The key of the 協議の場 by whose words it was read; None: by those that ship."""
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

    def suggestions(
        self, forum: int | None = None
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Suggested requests and commitments, by the words of this 協議の場 (its key). Speeches
        whose speaker turned out to sit on another side than the reader took him to are looked
        through again, and all of them where the file was read for another 協議の場."""
        forum = forum or self.forum or chosen_forum.first().pk
        if forum != (self.forum or chosen_forum.first().pk):
            again, facts = self._all(), self._facts()
        else:
            again, facts = self._on_another_side(), document.MeetingFacts()
        changed = {speech.index: speech for speech in again}
        parsed = document.ParsedMinutes(
            facts, speeches=tuple(changed.values()), kind=self._sort, headings=self._headings()
        )
        fresh = as_json(parsed, suggest(parsed, forum_words.vocabulary_of(forum)))
        kept_requests = [r for r in self.requests if r["speech"] not in changed]
        kept_commitments = [c for c in self.commitments if c["speech"] not in changed]
        return kept_requests + fresh["requests"], kept_commitments + fresh["commitments"]

    @property
    def _sort(self) -> document.SourceKind:
        """Which sort of record it is; a reading kept from long ago does not tell."""
        known = {kind.value: kind for kind in document.SourceKind}
        return known.get(self.kind, document.SourceKind.NONE)

    def _headings(self) -> tuple[document.Heading, ...]:
        return tuple(document.Heading(h["after_speech"], h["text"]) for h in self.headings)

    def _facts(self) -> document.MeetingFacts:
        return document.MeetingFacts(
            title=self.meeting["title"] or "", body=self.meeting["body"] or ""
        )

    def _all(self) -> list[document.Speech]:
        people = {attendee["name"]: attendee for attendee in self.attendees}
        return [
            _speech(speech, people.get(self.attendee_of(speech) or "", speech))
            for speech in self.speeches
        ]

    def _on_another_side(self) -> list[document.Speech]:
        people = {attendee["name"]: attendee for attendee in self.attendees}
        changed = []
        for speech in self.speeches:
            person = people.get(self.attendee_of(speech) or "")
            if person is not None and person["side"] != speech["side"]:
                changed.append(_speech(speech, person))
        return changed


def _speech(speech: dict[str, Any], person: dict[str, Any]) -> document.Speech:
    """The speech of this person; of nobody known, where `person` is the speech itself."""
    return document.Speech(
        index=speech["index"],
        label=speech["label"],
        text=speech["text"],
        attendee=person.get("name"),
        side=document.Side(person["side"]) if person["side"] else None,
        organization=person["organization"],
        code=person.get("code"),
        pages=tuple((place, page) for place, page in speech.get("pages", ())),
    )
