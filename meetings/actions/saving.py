"""Turning what was read (and corrected) into a meeting, its speeches and suggestions."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.db import transaction

from accounts.models import User
from meetings.actions import reanchoring
from meetings.enums import BodyKind, Side, SuggestionType
from meetings.minutes.sentences import split_sentences
from meetings.models import (
    AgendaItem,
    Attendance,
    Body,
    Document,
    Meeting,
    MinutesDecision,
    MinutesImport,
    MinutesSource,
    Sentence,
    Speech,
    StageDirection,
    Suggestion,
)
from meetings.transitions import MEETING, MINUTES_IMPORT
from organizations.models import Organization
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import begin, step


@transaction.atomic
def save(
    minutes_import: MinutesImport, *, by: User, version: int | None = None
) -> tuple[Meeting, reanchoring.Report]:
    """Save an import as a new meeting, or as a corrected edition of `minutes_import.meeting`.

    All or nothing. Returns the meeting and what became of its passages (empty for a new one).
    Raises `Refused` when a needed fact is missing or the meeting exists already.
    """
    with step(MINUTES_IMPORT, "save", minutes_import, by=by, version=version) as under_way:
        obj = under_way.obj
        read = Reading(obj.reading, obj.corrections)
        report = reanchoring.Report()
        if obj.meeting is None:
            obj.meeting = _new_meeting(obj, read, by)
            _write_minutes(obj.meeting, obj.source, read)
        else:
            obj.meeting, report = _new_edition(obj, obj.meeting, read, by)
        under_way.details.update(report.as_details())
    return obj.meeting, report


class Reading:
    """What was read, with a person's corrections laid over it."""

    def __init__(self, reading: dict[str, Any], corrections: dict[str, Any]) -> None:
        self.meeting: dict[str, Any] = {**reading["meeting"], **corrections.get("meeting", {})}
        self.attendees: list[dict[str, Any]] = corrections.get("attendees", reading["attendees"])
        self.agenda: list[dict[str, Any]] = reading["agenda"]
        self.documents: list[dict[str, Any]] = reading["documents"]
        self.speeches: list[dict[str, Any]] = reading["speeches"]
        self.stage_directions: list[dict[str, Any]] = reading["stage_directions"]
        self.decisions: list[dict[str, Any]] = reading["decisions"]
        self.requests: list[dict[str, Any]] = reading["requests"]
        self.commitments: list[dict[str, Any]] = reading["commitments"]
        self.speakers: dict[str, str] = corrections.get("speakers", {})

    def attendee_of(self, speech: dict[str, Any]) -> str | None:
        """Full name of the attendee who speaks; a correction for the label goes first."""
        if speech["label"] in self.speakers:
            return self.speakers[speech["label"]] or None
        return speech["attendee"]


def _new_meeting(minutes_import: MinutesImport, read: Reading, by: User) -> Meeting:
    facts = read.meeting
    body_name = facts["body"] or facts["title"]
    if not body_name or not facts["date"]:
        raise Refused(
            Decision(RefusalKind.INCOMPLETE, "会議体の名称と開催日を入れてから保存してください。")
        )
    body, _ = Body.objects.get_or_create(
        name=body_name[:200],
        defaults={"short_name": short_name(body_name), "kind": kind_of(body_name)},
    )
    _refuse_second(body, facts)
    meeting = Meeting(body=body, fictional="架空" in facts["title"])
    _set_facts(meeting, facts)
    return begin(
        MEETING, "import_minutes", meeting, by=by, details={"file": str(minutes_import.source)}
    )


def _refuse_second(body: Body, facts: dict[str, Any]) -> None:
    number = facts["session_number"]
    same = Meeting.objects.filter(body=body)
    same = same.filter(session_number=number) if number else same.filter(held_on=facts["date"])
    if existing := same.first():
        raise Refused(
            Decision(
                RefusalKind.CONFLICT,
                f"「{existing}」は、すでに登録されています。訂正版として取り込むときは、"
                "その会合のページの「訂正版を取り込む」から始めてください。",
            )
        )


def _new_edition(
    minutes_import: MinutesImport, meeting: Meeting, read: Reading, by: User
) -> tuple[Meeting, reanchoring.Report]:
    with step(
        MEETING, "reimport", meeting, by=by, reason=f"訂正版「{minutes_import.source}」"
    ) as under_way:
        meeting = under_way.obj
        old = meeting.current_source
        _set_facts(meeting, read.meeting)
        minutes_import.source.edition = meeting.sources.count() + 1
        meeting.agenda_items.all().delete()
        meeting.documents.all().delete()
        _write_minutes(meeting, minutes_import.source, read)
        report = reanchoring.Report()
        if old is not None:
            report = reanchoring.carry_over(old, minutes_import.source, by=by)
        under_way.details.update(report.as_details())
    return meeting, report


def _set_facts(meeting: Meeting, facts: dict[str, Any]) -> None:
    meeting.title = facts["title"][:250] or meeting.body.name
    meeting.session_number = facts["session_number"]
    meeting.held_on = date.fromisoformat(facts["date"])
    meeting.starts_at = time.fromisoformat(facts["start"]) if facts["start"] else None
    meeting.ends_at = time.fromisoformat(facts["end"]) if facts["end"] else None
    meeting.place = facts["place"][:200]
    if facts.get("credit"):
        meeting.credit = facts["credit"][:300]


def _write_minutes(meeting: Meeting, source: MinutesSource, read: Reading) -> None:
    source.meeting = meeting
    source.save()
    meeting.current_source = source
    meeting.save(update_fields=("current_source",))
    people = _write_attendances(meeting, read.attendees)
    _write_agenda(meeting, read.agenda)
    Document.objects.bulk_create(
        Document(
            meeting=meeting,
            position=i,
            label=d["label"][:40],
            title=d["title"][:300],
            submitter=(d["submitter"] or "")[:100],
        )
        for i, d in enumerate(read.documents, 1)
    )
    speeches = Speech.objects.bulk_create(
        Speech(
            source=source,
            index=s["index"],
            label=s["label"][:200],
            attendance=people.get(read.attendee_of(s) or ""),
            text=s["text"],
        )
        for s in read.speeches
    )
    _write_around_speeches(source, read, {speech.index: speech for speech in speeches})


def _write_attendances(meeting: Meeting, attendees: list[dict[str, Any]]) -> dict[str, Attendance]:
    """Attendances by full name. Those of an earlier edition stay where their name stays, so that
    speeches of that edition keep their speakers."""
    kept = {a.name: a for a in meeting.attendances.all()}
    codes = [a["code"] for a in attendees if a.get("code")]
    organizations = {o.code: o for o in Organization.objects.filter(code__in=codes)}
    meeting.attendances.exclude(name__in=[a["name"] for a in attendees]).delete()
    # Positions are unique; move the kept ones out of the way before numbering anew.
    for i, attendance in enumerate(kept.values(), 1):
        Attendance.objects.filter(pk=attendance.pk).update(position=10_000 + i)
    people = {}
    for i, a in enumerate(attendees, 1):
        attendance = kept.get(a["name"]) or Attendance(meeting=meeting, name=a["name"][:60])
        attendance.position = i
        attendance.printed_post = a.get("position", "")[:150]
        attendance.title = a["title"][:100]
        attendance.organization_name = a["organization"][:120]
        attendance.organization = organizations.get(a.get("code") or "")
        attendance.side = a["side"]
        attendance.note = a.get("note", "")[:100]
        attendance.save()
        people[a["name"]] = attendance
    return people


def _write_agenda(meeting: Meeting, entries: list[dict[str, Any]]) -> None:
    position = 0

    def write(items: list[dict[str, Any]], parent: AgendaItem | None) -> None:
        nonlocal position
        for item in items:
            position += 1
            row = AgendaItem.objects.create(
                meeting=meeting,
                parent=parent,
                position=position,
                number=item["number"][:20],
                title=item["title"][:250],
            )
            write(item["items"], row)

    write(entries, None)


def _write_around_speeches(
    source: MinutesSource, read: Reading, speeches: dict[int, Speech]
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
        if speech.attendance is not None and speech.attendance.side == Side.LOCAL
        for start, end in split_sentences(speech.text)
    )
    Suggestion.objects.bulk_create(
        [_request(source, speeches[s["speech"]], s) for s in read.requests]
        + [_commitment(source, speeches[s["speech"]], s) for s in read.commitments]
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


def short_name(body: str) -> str:
    """A name short enough for a table: the last known word of the body's name."""
    for word in (
        "準備会合",
        "ワーキングチーム",
        "ワーキンググループ",
        "連絡協議会",
        "部会",
        "会議",
    ):
        if word in body:
            return "WT" if word == "ワーキングチーム" else word
    return body[:12]


def kind_of(body: str) -> BodyKind:
    """What sort of body the name tells."""
    if "ワーキング" in body:
        return BodyKind.WORKING_TEAM
    if "準備会合" in body:
        return BodyKind.PREPARATORY
    if "連絡協議会" in body or "連絡会議" in body:
        return BodyKind.COUNCIL
    return BodyKind.OTHER
