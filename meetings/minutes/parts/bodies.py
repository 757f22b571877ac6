"""The minutes proper: which sort of record a file is, where its words begin, whose they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from meetings.minutes.document import SourceKind
from meetings.minutes.parts.layouts import Turn, find_turns
from meetings.minutes.parts.lines import Line
from meetings.minutes.parts.side_blocks import Block, find_blocks, gather_blocks
from meetings.minutes.parts.speeches import Spoken, gather
from meetings.minutes.people.labels import is_question
from meetings.minutes.people.remarks import is_clock
from meetings.minutes.people.speakers import Speakers
from meetings.minutes.summaries.answers import find_answers
from meetings.minutes.summaries.attributed import find_attributed
from meetings.minutes.summaries.narrative import find_narrative
from meetings.minutes.summaries.pieces import Piece, put_together
from meetings.minutes.summaries.proposals import find_proposals


@dataclass(frozen=True)
class Body:
    """Where the words begin, and what holds them: turns, blocks below headings, or pieces."""

    kind: SourceKind
    first: int
    turns: tuple[Turn, ...] = ()
    blocks: tuple[Block, ...] = ()
    pieces: tuple[Piece, ...] = ()

    @property
    def names_nobody(self) -> bool:
        """Whether labels are headings or marks, so that nobody can be found by them."""
        return self.kind in (SourceKind.SIDES, SourceKind.ANSWERS)

    def gather(self, lines: Sequence[Line], speakers: Speakers) -> Spoken:
        """The speeches, with what stands among them."""
        if self.turns:
            return gather(lines, self.turns, speakers)
        return (
            gather_blocks(lines, self.blocks)
            if self.blocks
            else put_together(self.pieces, speakers)
        )


class Bodies:
    """Looks for the minutes proper in the lines of one file."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._blocks = find_blocks(lines)

    def find(self, knows: Callable[[str], bool]) -> Body:
        """The body; `knows` tells whether a label fits somebody in the list of people. What names
        people comes before what names sides, and this before what names nobody."""
        if proposals := find_proposals(self._lines):
            return Body(SourceKind.PROPOSALS, proposals[0], pieces=tuple(proposals[1]))
        turns = self._turns(knows)
        attributed = find_attributed(self._lines, knows)
        if attributed and _said(attributed[1]) > 2 * len(turns):
            return Body(SourceKind.ATTRIBUTED, attributed[0], pieces=tuple(attributed[1]))
        if turns:
            return Body(_kind_of(turns), turns[0].line, turns=tuple(turns))
        if self._blocks:
            return Body(SourceKind.SIDES, self._blocks[0].line, blocks=tuple(self._blocks))
        if told := find_narrative(self._lines, knows):
            return Body(SourceKind.NARRATIVE, told[0], pieces=tuple(told[1]))
        if answers := find_answers(self._lines):
            return Body(SourceKind.ANSWERS, answers[0], pieces=tuple(answers[1]))
        return Body(SourceKind.NONE, len(self._lines))

    def _turns(self, knows: Callable[[str], bool]) -> list[Turn]:
        """The turns; those that are mostly the headings of sides give way to these."""
        turns = find_turns(self._lines, knows)
        headings = {block.line for block in self._blocks}
        beyond = sum(turn.line not in headings for turn in turns)
        return turns if beyond * 2 > len(turns) else []


def _said(pieces: Sequence[Piece]) -> int:
    return sum(piece.label is not None for piece in pieces)


def _kind_of(turns: Sequence[Turn]) -> SourceKind:
    timed = sum(bool(turn.remarks) and is_clock(turn.remarks[0]) for turn in turns)
    if timed > len(turns) / 2:
        return SourceKind.TRANSCRIPT
    asked = sum(is_question(turn.label) is not None for turn in turns)
    return SourceKind.QUESTIONS if asked > len(turns) / 2 else SourceKind.SPEAKERS
