"""Turning what was read (and corrected) into a meeting, its speeches and suggestions."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from issues.forums import chosen_forum
from issues.models import Forum
from meetings.actions import facts, papers, reanchoring, taking_back
from meetings.actions.corrected import Reading
from meetings.editions import speech_numbers
from meetings.enums import MeetingStatus, SuggestionType
from meetings.minutes.quotes.anchors import SpeechText
from meetings.minutes.sentences import split_sentences
from meetings.models import (
    Attendance,
    Body,
    Meeting,
    MinutesDecision,
    MinutesImport,
    MinutesSource,
    Sentence,
    Speech,
    StageDirection,
    Suggestion,
)
from meetings.sessions import receiving
from meetings.sessions.body_names import kind_of, short_name
from meetings.transitions import MEETING, MINUTES_IMPORT
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import begin, step


@transaction.atomic
def save(
    minutes_import: MinutesImport,
    *,
    by: User,
    version: int | None = None,
    corrections: dict[str, Any] | None = None,
    edition_of: Meeting | None = None,
    forum: Forum | None = None,
) -> tuple[Meeting, reanchoring.Report]:
    """Save an import as a new meeting, or as the minutes of `edition_of` (or of the meeting it
    was handed in for): its first ones, or a corrected edition.

    A body that is not known yet is registered for `forum` (None: the first 協議の場).
    `corrections` replace those kept so far. All or nothing. Returns the meeting and what became of
    its passages (empty for a new one). Raises `Refused` when a needed fact is missing, the meeting
    exists already, or a doubt of the reader is neither settled nor in `looked_at`.
    """
    with step(MINUTES_IMPORT, "save", minutes_import, by=by, version=version) as under_way:
        obj = under_way.obj
        if corrections is not None:
            obj.corrections = corrections
        if edition_of is not None:
            obj.meeting = edition_of
        read = Reading(obj.reading, obj.corrections)
        _refuse_incomplete(obj, read.meeting)
        _refuse_without_side(read.attendees)
        _refuse_unseen(read)
        report = reanchoring.Report()
        if obj.meeting is None:
            obj.meeting = _new_meeting(obj, read, by, forum)
            _write_minutes(obj.meeting, obj.source, read)
        else:
            obj.meeting, report = _minutes_of(obj, obj.meeting, read, by)
        obj.before["saved_by"] = by.pk
        under_way.details.update(report.as_details())
    return obj.meeting, report


def _refuse_incomplete(minutes_import: MinutesImport, stated: dict[str, Any]) -> None:
    meeting = minutes_import.meeting
    if meeting is not None and (stated["date"] or receiving.is_first(meeting)):
        return
    if meeting is None and stated["date"] and receiving.body_name(stated):
        return
    raise Refused(
        Decision(RefusalKind.INCOMPLETE, "会議体の名称と開催日を入れてから保存してください。")
    )


def _refuse_without_side(attendees: list[dict[str, Any]]) -> None:
    undecided = next((each["name"] for each in attendees if not each["side"]), None)
    if undecided is not None:
        raise Refused(
            Decision(
                RefusalKind.INCOMPLETE,
                f"{undecided}さんの立場を選んでから保存してください。議事要旨からは分かりません。",
            )
        )


def _refuse_unseen(read: Reading) -> None:
    if left := len(read.to_look_at):
        raise Refused(
            Decision(
                RefusalKind.INCOMPLETE,
                f"「確かめてほしいところ」に、まだ確かめていないものが{left}件あります。"
                "本文を見て、「確かめました」に印を付けてから保存してください。",
            )
        )


def _new_meeting(
    minutes_import: MinutesImport, read: Reading, by: User, forum: Forum | None
) -> Meeting:
    stated = read.meeting
    name = receiving.body_name(stated)
    body, fresh = Body.objects.get_or_create(
        name=name,
        defaults={
            "forum": forum or chosen_forum.first(),
            "short_name": short_name(name),
            "kind": kind_of(name),
        },
    )
    # Two people saving the same meeting at once wait for each other here.
    Body.objects.select_for_update().get(pk=body.pk)
    _refuse_second(stated)
    meeting = Meeting(body=body, fictional="架空" in stated["title"])
    facts.put(meeting, stated)
    minutes_import.before = {"new": True, "new_body": fresh}
    return begin(
        MEETING, "import_minutes", meeting, by=by, details={"file": str(minutes_import.source)}
    )


def _refuse_second(stated: dict[str, Any]) -> None:
    if existing := receiving.existing_meeting(stated):
        name = "議事要旨" if receiving.is_first(existing) else "訂正版"
        raise Refused(
            Decision(
                RefusalKind.CONFLICT,
                f"「{existing}」は、すでに登録されています。その会合の{name}なら、"
                f"「「{existing}」の{name}として取り込む」を選んでください。",
            )
        )


def _minutes_of(
    minutes_import: MinutesImport, meeting: Meeting, read: Reading, by: User
) -> tuple[Meeting, reanchoring.Report]:
    """The first minutes of a meeting that was planned, or a corrected edition. What a closed
    session was stays as it is closed: only the minutes' words are replaced."""
    # Locked: somebody else may save minutes of it at this moment.
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    verb = receiving.verb_for(meeting)
    name = "議事要旨" if meeting.current_source_id is None else "訂正版"
    with step(
        MEETING, verb, meeting, by=by, reason=f"{name}「{minutes_import.source}」"
    ) as under_way:
        meeting = under_way.obj
        old = meeting.current_source
        minutes_import.source.edition = meeting.sources.count() + 1
        minutes_import.before = taking_back.snapshot(meeting, old)
        _write_minutes(meeting, minutes_import.source, read)
        if meeting.status != MeetingStatus.CLOSED:
            _take_facts(meeting, minutes_import.source, read.meeting, first=old is None)
        report = reanchoring.Report()
        if old is not None:
            report = reanchoring.carry_over(old, minutes_import.source, by=by)
        under_way.details.update(report.as_details())
    return meeting, report


def _take_facts(
    meeting: Meeting, source: MinutesSource, stated: dict[str, Any], *, first: bool
) -> None:
    """The facts as the minutes state them. Those of a public meeting wait for its next
    publication."""
    stated = facts.with_plan(meeting, stated) if first else stated
    if meeting.published_at is None:
        facts.put(meeting, stated)
        return
    source.facts = {name: stated.get(name) for name in facts.NAMES}
    source.save(update_fields=("facts",))


def _write_minutes(meeting: Meeting, source: MinutesSource, read: Reading) -> None:
    numbers = speech_numbers.numbers_for(
        meeting, [SpeechText(s["index"], s["label"], s["text"]) for s in read.speeches]
    )
    source.meeting = meeting
    source.hidden = read.hidden
    source.save()
    meeting.current_source = source
    meeting.save(update_fields=("current_source",))
    people = _write_papers(meeting, source, read)
    speeches = Speech.objects.bulk_create(
        _speech(source, s, number, people.get(read.attendee_of(s) or ""))
        for s, number in zip(read.speeches, numbers, strict=True)
    )
    by_index = {speech.index: speech for speech in speeches}
    _write_around_speeches(source, read, by_index, forum=meeting.body.forum_id)


def _write_papers(meeting: Meeting, source: MinutesSource, read: Reading) -> dict[str, Attendance]:
    """The papers that the minutes print; returns the speakers by name. Those of a closed session
    stay as they are: only its speakers are looked up."""
    if meeting.status == MeetingStatus.CLOSED:
        speaking = {read.attendee_of(speech) for speech in read.speeches}
        named = [a for a in read.attendees if a["name"] in speaking]
        return papers.write_speakers(meeting, named, source=source)
    now = timezone.now()
    papers.write_documents(meeting, read.documents, source=source, now=now)
    papers.replace_agenda(meeting, read.agenda, source=source, now=now)
    return papers.write_attendances(meeting, read.attendees, source=source, now=now)


def _speech(
    source: MinutesSource, s: dict[str, Any], number: int, attendance: Attendance | None
) -> Speech:
    return Speech(
        source=source,
        index=s["index"],
        number=number,
        label=s["label"][:200],
        attendance=attendance,
        side=attendance.side if attendance else s.get("side") or "",
        text=s["text"],
    )


def _write_around_speeches(
    source: MinutesSource, read: Reading, speeches: dict[int, Speech], *, forum: int
) -> None:
    StageDirection.objects.bulk_create(
        StageDirection(
            source=source,
            after_speech=d["after_speech"],
            inside=d["inside"],
            position=d.get("position"),
            text=d["text"][:300],
            kind=d["kind"],
        )
        for d in read.stage_directions
    )
    MinutesDecision.objects.bulk_create(
        MinutesDecision(
            source=source,
            speech=speeches[d["speech"]],
            quote=d["quote"],
            confirmed_by=(d["confirmed_by"] or "")[:300],
        )
        for d in read.decisions
    )
    Sentence.objects.bulk_create(
        Sentence(speech=speech, start=start, end=end)
        for speech in speeches.values()
        if speech.is_local
        for start, end in split_sentences(speech.text)
    )
    requests, commitments = read.suggestions(forum)
    Suggestion.objects.bulk_create(
        [_request(source, speeches[s["speech"]], s) for s in requests]
        + [_commitment(source, speeches[s["speech"]], s) for s in commitments]
    )


def _request(source: MinutesSource, speech: Speech, s: dict[str, Any]) -> Suggestion:
    suggestion = _suggestion(source, speech, s, SuggestionType.REQUEST)
    suggestion.kind, suggestion.strength = s["kind"], s["strength"]
    return suggestion


def _commitment(source: MinutesSource, speech: Speech, s: dict[str, Any]) -> Suggestion:
    suggestion = _suggestion(source, speech, s, SuggestionType.COMMITMENT)
    suggestion.strength = s.get("grade", "")
    return suggestion


def _suggestion(
    source: MinutesSource, speech: Speech, s: dict[str, Any], kind: SuggestionType
) -> Suggestion:
    return Suggestion(
        source=source,
        speech=speech,
        type=kind,
        start=s["start"],
        end=s["end"],
        quote=s["quote"],
        summary=s["summary"][:100],
        points=s.get("points", []),
        triggers=s.get("triggers", []),
        confidence=s.get("confidence", 0),
    )
