"""Speeches put together from pieces, where no line opens a turn: summaries and narratives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.minutes.document import Heading, Side, Speech
from meetings.minutes.parts.brackets import inside
from meetings.minutes.parts.speeches import Draft, Spoken, directions_of, is_direction_line
from meetings.minutes.people.speakers import Speakers


@dataclass(frozen=True)
class Piece:
    """Words of whoever `label` names; nobody's where it is None. `again` when they go on with the
    speech before; `side` where the layout tells it rather than the label, `faced` where it does so
    only if both sides are in the list."""

    label: str | None
    text: str
    again: bool = False
    side: Side | None = None
    faced: bool = False
    column: str = ""


def put_together(pieces: Sequence[Piece], speakers: Speakers) -> Spoken:
    """One speech for each piece that somebody says, headings and directions between them."""
    drafts: list[Draft] = []
    sides: list[Side | None] = []
    facing = speakers.face_each_other
    headings: list[Heading] = []
    for piece in pieces:
        words = inside(piece.text) if piece.text[:1] in "（(〔［[" else ""
        if piece.label is not None and (not piece.again or not drafts):
            drafts.append(Draft(piece.label))
            sides.append(piece.side if facing or not piece.faced else None)
        if piece.label is not None:
            drafts[-1].add(piece.text)
        elif words and drafts and is_direction_line(words):
            drafts[-1].direct(words)
        elif piece.text:
            headings.append(Heading(len(drafts), piece.text, piece.column))
    numbered = list(enumerate(zip(drafts, sides, strict=True), 1))
    speeches = tuple(_speech(n, draft, side, speakers) for n, (draft, side) in numbered)
    directions = tuple(d for n, (draft, _) in numbered for d in directions_of(n, draft))
    return Spoken(speeches, directions, tuple(headings))


def _speech(index: int, draft: Draft, side: Side | None, speakers: Speakers) -> Speech:
    who = speakers.identify(draft.label)
    return Speech(
        index=index,
        label=draft.label,
        text=draft.text(),
        attendee=who.attendee,
        side=who.side or side,
        organization=who.organization,
        code=who.code,
    )
