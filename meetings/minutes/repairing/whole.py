"""A reading with a person's repairs carried out on it, and all that follows from them worked out
anew: decisions, doubts, what stands in no part."""

from __future__ import annotations

from typing import Any

from meetings.minutes import doubts
from meetings.minutes.as_json import note_as_json
from meetings.minutes.parts.decisions import find_decisions
from meetings.minutes.people.attendee_entries import Person
from meetings.minutes.people.speakers import Speakers
from meetings.minutes.repairing.from_json import attendee_of, parsed_of
from meetings.minutes.repairing.moves import CannotBeRepaired, Workpiece

Json = dict[str, Any]


def repaired(reading: Json, repairs: list[Json], attendees: list[Json]) -> Json:
    """The reading after the repairs, in their order. Each is a dict: `do` is split (`speech`,
    `at`), join (`speech`, `again`), speaker (`speech`, `name`) or speakers (all of a label, which
    changes no speech). `attendees` are the people as corrected.

    Besides the keys of the reading the answer holds `touched`: the numbers of the speeches whose
    suggestions are to be worked out anew.

    Raises CannotBeRepaired where a repair does not fit the reading.
    """
    piece = Workpiece(reading)
    people = {person["name"]: person for person in attendees}
    speakers = Speakers([Person(attendee_of(person)) for person in attendees])
    for repair in repairs:
        _carry_out(piece, repair, speakers)
    for speech in piece.speeches:
        _know(speech, people)
    return _with_what_follows(reading, piece, attendees)


def _carry_out(piece: Workpiece, repair: Json, speakers: Speakers) -> None:
    match repair["do"]:
        case "split":
            second = piece.split(repair["speech"], repair["at"])
            if second["in_gap"]:
                found = speakers.identify(second["label"])
                second.update(
                    attendee=found.attendee,
                    side=found.side.value if found.side else None,
                    organization=found.organization,
                    code=found.code,
                )
        case "join":
            piece.join(repair["speech"], again=repair.get("again"))
        case "speaker":
            piece.assign(repair["speech"], repair["name"])
        case "speakers":
            pass
        case other:
            raise CannotBeRepaired(f"「{other}」という直し方はありません。")


def _know(speech: Json, people: dict[str, Json]) -> None:
    """Side and organization of whoever was chosen; somebody who was taken off the list since then
    is chosen no more."""
    if not speech.get("chosen"):
        return
    person = people.get(speech["attendee"])
    if person is None:
        speech.update(attendee=None, chosen=False)
        return
    speech.update({key: person.get(key) for key in ("side", "organization", "code")})


def _with_what_follows(reading: Json, piece: Workpiece, attendees: list[Json]) -> Json:
    now = {each["was"]: each["index"] for each in piece.speeches if each["was"] is not None}
    left_out = [*reading.get("left_out", []), *piece.left_out()]
    fixed = {
        **reading,
        "speeches": piece.speeches,
        "stage_directions": piece.directions,
        "headings": piece.headings,
        "left_out": left_out,
        "touched": [each["index"] for each in piece.speeches if each["was"] is None],
    }
    for name in ("requests", "commitments"):
        fixed[name] = [
            {**each, "speech": now[each["speech"]]}
            for each in reading[name]
            if each["speech"] in now
        ]
    parsed = parsed_of(fixed, attendees)
    fixed["decisions"] = [
        {"speech": each.speech, "quote": each.quote, "confirmed_by": each.confirmed_by}
        for each in find_decisions(parsed.speeches, parsed.stage_directions)
    ]
    kept = [n for n in reading.get("notes", []) if n["code"] not in doubts.CODES]
    fixed["notes"] = [*kept, *map(note_as_json, doubts.doubts(parsed))]
    return fixed
