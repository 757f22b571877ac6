"""A change of one line of words, as somebody wants it, and why it cannot be."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

from meetings.minutes.proposing.vocabulary import EFFECTS, HEAVIEST, SIGNS, OwnLine, problem_of
from meetings.minutes.proposing.wordlists import THEME

MOST = 1_000
"""Changes that are tried together."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets take for the beginning of a formula."""


@dataclass(frozen=True)
class Change:
    """The line as it shall be; one that is not `used` shall not count. `old` is the weight that it
    has now (None: there is no such line, or it does not count)."""

    subject: str
    expression: str
    weight: float
    note: str = ""
    used: bool = True
    old: float | None = None

    def as_data(self) -> dict[str, Any]:
        """Ready for JSON."""
        return asdict(self)

    @property
    def line(self) -> OwnLine:
        """What it lays over a vocabulary."""
        return OwnLine(self.subject, self.expression, self.weight, self.used)


def of(data: Collection[dict[str, Any]]) -> list[Change]:
    """The changes of `as_data`."""
    return [Change(**each) for each in data]


def problems(
    subject: str, expression: str, weight: float | None, *, known: Collection[str]
) -> dict[str, str]:
    """Why a line cannot be used, in Japanese, by the field that is wrong; `known` are the subjects
    that words can speak for."""
    found: dict[str, str] = {}
    if subject not in known:
        found["subject"] = f"「{subject}」という論点は、ありません。"
    if words := expression_problem(expression):
        found["expression"] = words
    if subject not in EFFECTS and (words := _weight_problem(subject, weight)):
        found["weight"] = words
    return found


def expression_problem(expression: str) -> str:
    """Why an expression cannot be used; "" for a good one."""
    if expression.startswith(_FORMULA):
        return "語は「=」「+」「-」「@」で始められません。"
    return problem_of(expression)


def _weight_problem(subject: str, weight: float | None) -> str:
    if weight is None or not math.isfinite(weight):
        return "重みは数で書いてください（例：2.5）。"
    if subject not in SIGNS and not 0 <= weight <= HEAVIEST:
        return f"重みは0から{HEAVIEST:g}までです。"
    if subject == THEME and not -1 <= weight <= 1:
        return "主題の重みは-1から1までです。"
    if not -HEAVIEST <= weight <= HEAVIEST:
        return f"重みは-{HEAVIEST:g}から{HEAVIEST:g}までです。"
    return ""
