"""What the reading view shows: the minutes with every marked passage at its words.

Built from a fixed number of queries, however many speeches and passages there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Prefetch, Q

from accounts.rules import Actor, sees_everything
from issues.models import CommitmentPoint, RequestPoint
from japan.numbers import whole_number
from meetings.enums import Side
from meetings.models import (
    AgendaItem,
    Attendance,
    Document,
    Meeting,
    MinutesDecision,
    MinutesSource,
    Passage,
    Sentence,
    Speech,
    StageDirection,
)
from meetings.review import marks
from meetings.review.marks import Mark, Segment
from meetings.review.reading_values import Agenda, Note, Page, Paragraph, Piece, Turn, Yield

T = TypeVar("T")

ASK, GOV, DECISION, OPEN, DIRECTION = "ask", "gov", "decision", "unread", "direction"


def page(meeting: Meeting, *, actor: Actor) -> Page:
    """The page of a meeting for a reader, with the newest edition of the minutes that the reader
    may read."""
    source = source_for(meeting, actor=actor)
    notes = _notes(source, actor, None) if source else []
    present = Attendance.every.filter(meeting=meeting, listed=True).visible_to(actor)
    attendances = list(present)
    return Page(
        meeting=meeting,
        source=source,
        agenda=_agenda(list(AgendaItem.every.filter(meeting=meeting).visible_to(actor))),
        sides=_sides(attendances),
        people=len(attendances),
        documents=list(Document.every.filter(meeting=meeting).visible_to(actor)),
        turns=_turns(source, notes, actor) if source else (),
        gained=_gained(notes),
        team=sees_everything(actor),
    )


def source_for(meeting: Meeting, *, actor: Actor) -> MinutesSource | None:
    """The minutes as the reader reads them now: the current edition for the team, otherwise the
    newest one that was published; None where there is none."""
    if sees_everything(actor):
        return meeting.current_source
    return MinutesSource.objects.visible_to(actor).filter(meeting=meeting).newest()


def passage_of(meeting: Meeting, key: str, *, actor: Actor) -> Passage | None:
    """The passage of this meeting that an address asks for, where the reader may read it; None
    when there is none to see."""
    if (number := whole_number(key)) is None:
        return None
    found = (
        Passage.objects.visible_to(actor)
        .live()
        .filter(speech__source__meeting=meeting)
        .select_related("speech__source", "public_speech__source")
        .filter(pk=number)
        .first()
    )
    if found is None or sees_everything(actor):
        return found
    own = MinutesSource.objects.visible_to(actor).filter(pk=found.speech.source_id)
    return found if own.exists() else found.as_public()


def _notes(source: MinutesSource, actor: Actor, passage: Passage | None) -> list[Note]:
    found = (
        Passage.objects.visible_to(actor)
        .live()
        .filter(Q(speech__source=source) | Q(public_speech__source=source))
        .select_related("local_request", "commitment", "speech__source", "public_speech__source")
        .prefetch_related(
            Prefetch("local_request__request_points", RequestPoint.objects.select_related("point")),
            Prefetch(
                "commitment__commitment_points", CommitmentPoint.objects.select_related("point")
            ),
        )
    )
    here = passage.pk if passage else None
    placed = [each if each.speech.source_id == source.pk else each.as_public() for each in found]
    placed.sort(key=lambda each: (each.speech.index, each.start, each.pk))
    return [Note(each, here=each.pk == here) for each in placed]


def turns_of(
    source: MinutesSource, *, actor: Actor, passage: Passage | None = None
) -> tuple[Turn, ...]:
    """The speeches of an edition that the reader may read, as the page of the meeting shows them.
    `passage` (of `passage_of`) is the one to highlight: it has to stand in that edition."""
    return _turns(source, _notes(source, actor, passage), actor)


def _turns(source: MinutesSource, notes: list[Note], actor: Actor) -> tuple[Turn, ...]:
    by_speech = _Around(source, notes, team=sees_everything(actor))
    turns = []
    number = 0
    for speech in source.speeches.select_related("attendance").order_by("index"):
        turn = by_speech.turn(speech, number)
        number += len(turn.paragraphs)
        turns.append(turn)
    return tuple(turns)


class _Around:
    """All that stands around the words of one source, looked up speech by speech."""

    def __init__(self, source: MinutesSource, notes: list[Note], *, team: bool) -> None:
        self.notes = _grouped(notes, [note.passage.speech_id for note in notes])
        decisions = list(MinutesDecision.objects.filter(source=source))
        self.decisions = _grouped(decisions, [each.speech_id for each in decisions])
        directions = list(StageDirection.objects.filter(source=source))
        self.directions = _grouped(directions, [each.after_speech for each in directions])
        unread: list[Sentence] = []
        if team:
            unread = list(Sentence.objects.filter(speech__source=source).open())
        self.unread = _grouped(unread, [each.speech_id for each in unread])

    def turn(self, speech: Speech, number: int) -> Turn:
        """The speech, its paragraphs numbered on from `number`."""
        notes = {note.passage.pk: note for note in self.notes.get(speech.pk, [])}
        decisions = {each.pk: each for each in self.decisions.get(speech.pk, [])}
        inside, behind = _split(self.directions.get(speech.index, []))
        directions = {each.pk: f"（{each.text}）" for each in inside}
        found = [*self._marks(speech, notes.values(), decisions.values()), *_points(inside)]
        paragraphs = tuple(
            _paragraph(each, i, _Behind(notes, decisions, directions))
            for i, each in enumerate(marks.cut(speech.text, found), number + 1)
        )
        promises = {n.passage.commitment_id for n in notes.values() if n.is_commitment}
        asks = {n.passage.local_request_id for n in notes.values() if not n.is_commitment}
        return Turn(
            speech,
            paragraphs,
            tuple(f"（{each.text}）" for each in behind),
            len(asks),
            len(promises),
        )

    def _marks(
        self, speech: Speech, notes: Iterable[Note], decisions: Iterable[MinutesDecision]
    ) -> list[Mark]:
        found = [
            Mark(
                note.passage.start,
                note.passage.end,
                GOV if note.is_commitment else ASK,
                note.passage.pk,
            )
            for note in notes
        ]
        for decision in decisions:
            at = speech.text.find(decision.quote)
            if at >= 0:
                found.append(Mark(at, at + len(decision.quote), DECISION, decision.pk))
        found += [Mark(s.start, s.end, OPEN, s.pk) for s in self.unread.get(speech.pk, [])]
        return found


@dataclass(frozen=True)
class _Behind:
    """What stands behind the marks of one speech, by their `ref`."""

    notes: dict[int, Note]
    decisions: dict[int, MinutesDecision]
    directions: dict[int, str]

    def noted(self, found: Iterable[Mark]) -> tuple[Note, ...]:
        return tuple(self.notes[mark.ref] for mark in found if mark.kind in (ASK, GOV))

    def decided(self, found: Iterable[Mark]) -> tuple[MinutesDecision, ...]:
        return tuple(self.decisions[mark.ref] for mark in found if mark.kind == DECISION)

    def told(self, found: Iterable[Mark]) -> tuple[str, ...]:
        return tuple(self.directions[mark.ref] for mark in found)

    def piece(self, segment: Segment) -> Piece:
        return Piece(
            segment,
            _css(segment, self.notes),
            self.told(segment.before),
            self.noted(segment.opening),
            self.noted(segment.closing),
            self.decided(segment.closing),
        )


def _paragraph(cut: marks.Paragraph, number: int, behind: _Behind) -> Paragraph:
    pieces = tuple(behind.piece(segment) for segment in cut.segments)
    return Paragraph(
        number=number,
        start=cut.start,
        end=cut.end,
        pieces=pieces,
        notes=tuple(note for piece in pieces for note in piece.opening),
        before=behind.told(cut.before),
        after=behind.told(cut.after),
        unread=sum(mark.kind == OPEN for s in cut.segments for mark in s.opening),
    )


def _css(segment: Segment, notes: dict[int, Note]) -> str:
    kinds = dict.fromkeys(mark.kind for mark in segment.marks)
    if any(mark.kind in (ASK, GOV) and notes[mark.ref].here for mark in segment.marks):
        kinds["here"] = None
    return " ".join(kinds)


def _points(inside: list[StageDirection]) -> list[Mark]:
    return [Mark(each.position or 0, each.position or 0, DIRECTION, each.pk) for each in inside]


def _split(found: list[StageDirection]) -> tuple[list[StageDirection], list[StageDirection]]:
    inside = [each for each in found if each.inside and each.position is not None]
    return inside, [each for each in found if each not in inside]


def _grouped(items: list[T], keys: list[int]) -> dict[int, list[T]]:
    groups: dict[int, list[T]] = {}
    for item, key in zip(items, keys, strict=True):
        groups.setdefault(key, []).append(item)
    return groups


def _agenda(items: list[AgendaItem]) -> tuple[Agenda, ...]:
    def below(parent: int | None) -> tuple[Agenda, ...]:
        return tuple(Agenda(item, below(item.pk)) for item in items if item.parent_id == parent)

    return below(None)


def _sides(attendances: list[Attendance]) -> tuple[tuple[str, list[Attendance]], ...]:
    sides = ((side.label, [a for a in attendances if a.side == side]) for side in Side)
    return tuple((label, people) for label, people in sides if people)


def _gained(notes: list[Note]) -> Yield:
    records = Counter(note.is_commitment for note in {n.record: n for n in notes}.values())
    points = {each.point_id for note in notes for each in note.points}
    return Yield(requests=records[False], commitments=records[True], points=len(points))
