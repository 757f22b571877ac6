"""The words that suggestions are made by: the shipped files, and over them a forum's own lines.

The general part (how one asks, worries, promises) serves every forum. Which words speak for a point
or for the theme is a forum's own: those of the shipped files belong to the first one. A vocabulary
is a value: it is made once of its lines and goes along, as data, to the process that reads a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from meetings.minutes.proposing import wordlists
from meetings.minutes.proposing.notation import NotationError, compile_expression, translate
from meetings.minutes.proposing.wordlists import (
    CONCERN,
    INFORMATION,
    KINDS,
    REQUEST,
    THEME,
    Cue,
    Exclusion,
    WordLine,
)

CUES = {REQUEST: "明示", CONCERN: "暗示", INFORMATION: "明示"}
"""The subjects of a forum's own cues, with the manner in which they speak."""
EFFECTS = ("無視", "除外", "文除外")
"""The subjects of a forum's own exclusions."""
SIGNS = (THEME, *CUES, *EFFECTS)
"""Subjects that are no code of a point."""
LONGEST = 400
MOST_MARKS = 4
"""Signs that stand for many letters, in one expression: more of them are searched without end."""
HEAVIEST = 10.0
_MARKS = "…＃＠"


@dataclass(frozen=True)
class OwnLine:
    """A forum's own line. It goes over the shipped one of the same subject and expression; one that
    is not `used` takes that one out."""

    subject: str
    expression: str
    weight: float
    used: bool = True


@dataclass(frozen=True)
class PointTerms:
    """The words of one discussion point with their weights; `any_of` finds whether there is one."""

    code: str
    weights: tuple[tuple[re.Pattern[str], float], ...]
    any_of: re.Pattern[str]


@dataclass(frozen=True)
class Term:
    """A word of the theme with its weight: 0 hides what it holds, less is another theme."""

    pattern: re.Pattern[str]
    weight: float


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All that suggestions are made by. Two are the same when they are one: `made_of` gives the
    same for the same lines, so that what was counted with it can be kept by it."""

    lines: tuple[OwnLine, ...]
    shipped: bool
    """Whether the points and the theme of the shipped files belong to it."""

    @cached_property
    def points(self) -> tuple[PointTerms, ...]:
        """The points that have words, in the order in which the lines first name them."""
        by_code: dict[str, list[tuple[str, float]]] = {}
        for line in self.standing():
            if line.subject not in SIGNS:
                by_code.setdefault(line.subject, []).append((line.expression, line.weight))
        return tuple(_terms_of(code, terms) for code, terms in by_code.items())

    @cached_property
    def theme(self) -> tuple[Term, ...]:
        """The words of the theme and of others. None of its own: every meeting is on theme."""
        return tuple(
            Term(compile_expression(line.expression), line.weight)
            for line in self.standing()
            if line.subject == THEME
        )

    @cached_property
    def request_cues(self) -> tuple[Cue, ...]:
        """The ways of asking, worrying and telling of a practice."""
        own = tuple(
            Cue(
                line.expression,
                line.subject,
                CUES[line.subject],
                line.weight,
                compile_expression(line.expression),
            )
            for line in self.standing()
            if line.subject in CUES
        )
        return wordlists.request_cues() + own

    @cached_property
    def exclusions(self) -> tuple[Exclusion, ...]:
        """What is not suggested; those of a forum speak against every kind."""
        own = tuple(
            Exclusion(line.expression, line.subject, KINDS, compile_expression(line.expression))
            for line in self.standing()
            if line.subject in EFFECTS
        )
        return wordlists.exclusions() + own

    def standing(self) -> tuple[WordLine, ...]:
        """The lines in force: the shipped ones in their places, then those that were added."""
        base = wordlists.point_lines() + wordlists.theme_lines() if self.shipped else ()
        found = {(line.subject, line.expression): line for line in base}
        for own in self.lines:
            key = (own.subject, own.expression)
            if own.used:
                found[key] = WordLine(own.subject, own.expression, own.weight)
            else:
                found.pop(key, None)
        return tuple(found.values())

    def with_lines(self, changed: Iterable[OwnLine]) -> Vocabulary:
        """The same with these lines laid over it."""
        own = {(line.subject, line.expression): line for line in (*self.lines, *changed)}
        return made_of(tuple(own.values()), shipped=self.shipped)

    def as_data(self) -> dict[str, Any]:
        """What `from_data` makes it of, in another process; ready for JSON."""
        lines = [[each.subject, each.expression, each.weight, each.used] for each in self.lines]
        return {"shipped": self.shipped, "lines": lines}


@lru_cache(maxsize=16)
def made_of(lines: tuple[OwnLine, ...], *, shipped: bool) -> Vocabulary:
    """The vocabulary of these lines. Its expressions are made when they are first asked for; one
    that is not well-formed raises NotationError then (`problem_of` tells before)."""
    return Vocabulary(lines, shipped)


def shipped_words() -> Vocabulary:
    """What the files alone say: the words of the first forum as long as it has none of its own."""
    return made_of((), shipped=True)


def from_data(data: dict[str, Any]) -> Vocabulary:
    """The vocabulary of `as_data`."""
    lines = tuple(OwnLine(*each) for each in data["lines"])
    return made_of(lines, shipped=data["shipped"])


def problem_of(expression: str) -> str:
    """Why an expression cannot be used, in Japanese; "" for a good one."""
    if len(expression) > LONGEST:
        return f"語が長すぎます（{len(expression)}字）。{LONGEST}字以内で書いてください。"
    if "\n" in expression or "\x00" in expression:
        return "語は1行で書いてください。"
    if sum(expression.count(mark) for mark in _MARKS) > MOST_MARKS:
        return f"「…」「＃」「＠」は、合わせて{MOST_MARKS}つまでです。"
    return _problem_in(lambda: compile_expression(expression))


def _problem_in(make: Callable[[], re.Pattern[str]]) -> str:
    try:
        pattern = make()
    except NotationError as error:
        return str(error)
    except (re.error, RecursionError, OverflowError):
        return "この書き方は読み取れません。［ ］と｜の使い方を確かめてください。"
    if pattern.search("") or pattern.search("\n\n"):
        return "何も書いていないところにも当てはまります。必ずある言葉を書いてください。"
    return ""


def _terms_of(code: str, terms: list[tuple[str, float]]) -> PointTerms:
    sources = [(translate(expression), weight) for expression, weight in terms]
    weights = tuple((re.compile(source), weight) for source, weight in sources)
    return PointTerms(code, weights, re.compile("|".join(f"(?:{source})" for source, _ in sources)))
