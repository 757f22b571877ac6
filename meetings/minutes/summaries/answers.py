"""Summaries of points and answers without any names: ○ for what is raised, → for the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.minutes.document import Side
from meetings.minutes.parts.lines import Line
from meetings.minutes.summaries.pieces import Piece

RAISED = "意見（発言者の記載なし）"
ANSWERED = "回答（発言者の記載なし）"
_RAISED = re.compile(r"[○〇◯・･●◆■□•◎][\s　]*")
_ANSWER = re.compile(r"(?:[→⇒➡➔⟶⇨▶►]|[-－―]{1,2}[>＞])[\s　]*(?:[（(]?回答[）)]?[:：]?[\s　]*)?")
_HIRAGANA = re.compile(r"[ぁ-ん]")


def find_answers(lines: Sequence[Line]) -> tuple[int, list[Piece]] | None:
    """The first point raised and all from there on; None where no answer follows a point."""
    answers = [n for n, line in enumerate(lines) if _is_said(_ANSWER, line.text)]
    if not answers:
        return None
    raised = [n for n, line in enumerate(lines) if _is_said(_RAISED, line.text)]
    before = [n for n in raised if n < answers[0]]
    if not before:
        return None
    first = _first_of_run(before)
    return first, [_piece(line.text) for line in lines[first:]]


def _is_said(mark: re.Pattern[str], text: str) -> bool:
    return mark.match(text) is not None and len(_HIRAGANA.findall(text[:200])) >= 5


def _first_of_run(numbers: list[int]) -> int:
    """The first of the lines that stand together with the last one."""
    first = numbers[-1]
    for number in reversed(numbers[:-1]):
        if first - number > 3:
            break
        first = number
    return first


def _piece(text: str) -> Piece:
    for mark, label, side in (
        (_ANSWER, ANSWERED, Side.NATIONAL),
        (_RAISED, RAISED, Side.LOCAL),
    ):
        if _is_said(mark, text) and (match := mark.match(text)):
            return Piece(label, text[match.end() :], side=side, faced=True)
    return Piece(None, text)
