"""What was read from minutes, with a person's corrections laid over it."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

from issues.forums import chosen_forum
from meetings.minutes.as_json import as_json
from meetings.minutes.repairing.from_json import parsed_of
from meetings.minutes.repairing.moves import CannotBeRepaired, says_again
from meetings.minutes.repairing.whole import repaired
from meetings.minutes.suggesting import suggest
from meetings.words import forum_words


def key_of(note: dict[str, Any]) -> str:
    """Names a note by what it says, so that a tick stays with it when others come or go."""
    return f"{note['code']}-{hashlib.sha256(note['message'].encode()).hexdigest()[:12]}"


def asked(notes: list[dict[str, Any]]) -> list[str]:
    """The keys of those notes for which saving waits."""
    return [key_of(note) for note in notes if note.get("confirm")]


class Reading:
    """The reader's output as corrected. Keys are those of `meetings.minutes.as_json`."""

    def __init__(self, reading: dict[str, Any], corrections: dict[str, Any]) -> None:
        self.attendees: list[dict[str, Any]] = corrections.get("attendees", reading["attendees"])
        self.stored_repairs: list[dict[str, Any]] = corrections.get("repairs", [])
        reading, self.repairs = _as_far_as_they_fit(reading, self.stored_repairs, self.attendees)
        self._reading = reading
        self._touched = set(reading.get("touched", ()))
        self.meeting: dict[str, Any] = {**reading["meeting"], **corrections.get("meeting", {})}
        self.kind: str = reading.get("kind", "")
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
            key_of(note)
            for note in self.notes
            if note.get("confirm")
            and key_of(note) not in self.looked_at
            and not self._is_settled(note)
        ]

    def _is_settled(self, note: dict[str, Any]) -> bool:
        """Whether everybody whose speeches were missing speaks now, or is off the list."""
        missing = set(note.get("people", ()))
        there = {person["name"] for person in self.attendees}
        speaking = {self.attendee_of(speech) for speech in self.speeches}
        return bool(missing) and not (missing & there) - speaking

    def attendee_of(self, speech: dict[str, Any]) -> str | None:
        """Full name of the attendee who speaks; a choice for this very speech goes first, then one
        for its label."""
        if not speech.get("chosen") and speech["label"] in self.speakers:
            return self.speakers[speech["label"]] or None
        attendee: str | None = speech["attendee"]
        return attendee

    def suggestions(
        self, forum: int | None = None
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Suggested requests and commitments, by the words of this 協議の場 (its key). Speeches
        that were repaired, or whose speaker turned out to sit on another side than the reader took
        him to, are looked through again, and all of them where the file was read for another
        協議の場."""
        again = self._to_look_through(everything=self._is_another(forum))
        if not again:
            return self.requests, self.commitments
        speeches = [again.get(speech["index"], speech) for speech in self.speeches]
        parsed = parsed_of({**self._reading, "speeches": speeches}, self.attendees)
        words = forum_words.vocabulary_of(forum or self.forum or chosen_forum.first().pk)
        fresh = as_json(parsed, suggest(parsed, words, among=again))
        kept_requests = [r for r in self.requests if r["speech"] not in again]
        kept_commitments = [c for c in self.commitments if c["speech"] not in again]
        return kept_requests + fresh["requests"], kept_commitments + fresh["commitments"]

    def _is_another(self, forum: int | None) -> bool:
        """Whether the file was read for another 協議の場 than this one."""
        return forum is not None and forum != (self.forum or chosen_forum.first().pk)

    def pair(self, number: int) -> tuple[dict[str, Any], dict[str, Any]]:
        """The speech before the one with this number, and that one. Raises CannotBeRepaired."""
        if not 1 < number <= len(self.speeches):
            raise CannotBeRepaired(f"発言{number}はありません。")
        return self.speeches[number - 2], self.speeches[number - 1]

    def label_of(self, number: int) -> str:
        """The label of the speech with this number; "" where there is none."""
        there = 1 <= number <= len(self.speeches)
        return str(self.speeches[number - 1]["label"]) if there else ""

    def people(self) -> set[str]:
        """The full names on the list of people."""
        return {attendee["name"] for attendee in self.attendees}

    def differing_suggestions(self, other: Reading) -> int:
        """How many suggestions only one of the two readings has."""
        mine, theirs = self._suggested(), other._suggested()
        return ((mine - theirs) + (theirs - mine)).total()

    def _suggested(self) -> Counter[tuple[str, ...]]:
        requests, commitments = self.suggestions()
        found = Counter(("request", r["kind"], r["quote"], r["organization"]) for r in requests)
        return found + Counter(("commitment", c["quote"]) for c in commitments)

    def _to_look_through(self, *, everything: bool) -> dict[int, dict[str, Any]]:
        """The speeches by number, with side and organization of who speaks now."""
        people = {attendee["name"]: attendee for attendee in self.attendees}
        touched = {s["index"] for s in self.speeches} if everything else self._touched
        found = {}
        for speech in self.speeches:
            person = people.get(self.attendee_of(speech) or "")
            if person is not None and (
                speech["index"] in touched or _sits_elsewhere(person, speech)
            ):
                theirs = {key: person.get(key) for key in ("side", "organization", "code")}
                found[speech["index"]] = {**speech, "attendee": person["name"], **theirs}
            elif speech["index"] in touched:
                found[speech["index"]] = speech
        return found


def _as_far_as_they_fit(
    reading: dict[str, Any], repairs: list[dict[str, Any]], attendees: list[dict[str, Any]]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The reading after the repairs, and these. Those that fit no more (the rules of reading have
    changed since then) are left, and a person is asked to look."""
    for kept in range(len(repairs), 0, -1):
        try:
            fixed = repaired(reading, repairs[:kept], attendees)
        except CannotBeRepaired:
            continue
        return _telling_of_loss(fixed, len(repairs) - kept), repairs[:kept]
    return _telling_of_loss(reading, len(repairs)), []


def _telling_of_loss(reading: dict[str, Any], lost: int) -> dict[str, Any]:
    if not lost:
        return reading
    message = f"前に直したところのうち{lost}件は、今の発言に合わないため、外しました。"
    note = {"code": "repairs_lost", "message": message, "confirm": True}
    return {**reading, "notes": [*reading.get("notes", []), note]}


def _sits_elsewhere(person: dict[str, Any], speech: dict[str, Any]) -> bool:
    return bool(person["side"] != speech["side"])


def with_repair(
    reading: dict[str, Any],
    corrections: dict[str, Any],
    move: dict[str, Any],
    *,
    person: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The corrections with one more repair (see `meetings.minutes.repairing.whole`), which says in
    `words` what it did and in `changes` how many suggestions differ. `person` is put on the list
    of people with it. Raises CannotBeRepaired."""
    before = Reading(reading, corrections)
    if person is not None:
        move = {**move, "person": person}
        corrections = {**corrections, "attendees": [*before.attendees, person]}
    if "name" in move and move["name"] not in Reading(reading, corrections).people():
        raise CannotBeRepaired("発言者は、出席者の一覧から選んでください。")
    if move["do"] == "speakers":
        move = {**move, "was": before.speakers.get(move["label"])}
        speakers = {**before.speakers, move["label"]: move["name"]}
        corrections = {**corrections, "speakers": speakers}
    if move["do"] == "join" and move["speech"] > 1:
        move = {**move, "again": says_again(*before.pair(move["speech"]))}
    repairs = [*before.repairs, move]
    repaired(reading, repairs, Reading(reading, corrections).attendees)
    after = Reading(reading, {**corrections, "repairs": repairs})
    told = {"words": _told(move, before, after), "changes": after.differing_suggestions(before)}
    return {**corrections, "repairs": [*before.repairs, {**move, **told}]}


def without_last_repair(corrections: dict[str, Any]) -> dict[str, Any]:
    """The corrections as they were before the last repair; raises CannotBeRepaired without one."""
    *repairs, last = corrections.get("repairs") or [None]
    if last is None:
        raise CannotBeRepaired("元に戻せる直しは、もうありません。")
    undone = {**corrections, "repairs": repairs}
    if last["do"] == "speakers":
        speakers = dict(corrections["speakers"])
        speakers.pop(last["label"], None)
        if last["was"] is not None:
            speakers[last["label"]] = last["was"]
        undone["speakers"] = speakers
    if person := last.get("person"):
        undone["attendees"] = [
            each
            for each in corrections["attendees"]
            if any(each.get(key) != person[key] for key in ("name", "side", "organization"))
        ]
    return undone


def _told(move: dict[str, Any], before: Reading, after: Reading) -> str:
    """What a repair did, in words."""
    number = move.get("speech", 0)
    match move["do"]:
        case "split":
            second = after.speeches[number]
            start = second["text"][:20] + ("…" if len(second["text"]) > 20 else "")
            label = f"発言者は「{second['label']}」です。" if second["in_gap"] else ""
            return f"発言{number}を2つに分けました：「{start}」から発言{number + 1}です。{label}"
        case "join":
            return f"発言{number}を、前の発言{number - 1}につなげました。"
        case "speaker":
            return f"発言{number}の発言者を「{move['name']}」にしました。"
    count = sum(s["label"] == move["label"] and not s.get("chosen") for s in before.speeches)
    return f"表記「{move['label']}」の発言{count}件の発言者を「{move['name']}」にしました。"
