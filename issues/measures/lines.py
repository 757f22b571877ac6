"""Counts over a group of requests, each with the conditions of the list that is behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from issues import outcomes
from issues.enums import FROM_TRIAGE_ON, ReplyClass
from issues.measures.facts import Fact
from issues.measures.scope import Scope
from issues.standings.state import IN_TIME, LATE, NONE, OTHER

FEW = 5
"""With fewer replies than this, a median or a share says nothing about a group."""

OUTCOMES = outcomes.LABELS | {ReplyClass.ADOPTED.value: "提案の趣旨を踏まえ対応（対応する）"}
"""How the newest reply counts, in the order of the page. 現行規定で対応可能 stands apart: it is
never added to what is newly done."""


@dataclass(frozen=True)
class Number:
    """A count, and the part of the list's address after the `?`."""

    count: int
    query: str
    label: str = ""


@dataclass(frozen=True)
class Days:
    """How long replies took: the median of `n` of them; None without any."""

    n: int
    median: float | None

    @property
    def few(self) -> bool:
        """Too few to be read."""
        return 0 < self.n < FEW

    @property
    def words(self) -> str:
        """12日, 12.5日."""
        return "" if self.median is None else f"{self.median:g}日"


def days(values: Iterable[int | None]) -> Days:
    """The median of those that are known."""
    known = [value for value in values if value is not None]
    return Days(len(known), float(median(known)) if known else None)


@dataclass(frozen=True)
class Line:
    """One group of requests: a ministry, a prefecture, a size class, or all of them.

    `asked` = `in_time` + `late` + `other` + `none`, by the first reply; `answered` is all of them
    but `none`. `overdue` counts any round. `dated` is a part of `replied`, by the newest reply.
    """

    label: str
    key: str
    total: Number
    asked: Number
    answered: Number
    in_time: Number
    late: Number
    other: Number
    none: Number
    overdue: Number
    replied: Number
    dated: Number
    outcomes: tuple[Number, ...]
    days: Days
    days_of_lead: Days

    @property
    def answer_rate(self) -> int | None:
        """Percent of those asked for, rounded down; None when none was."""
        return _share(self.answered, self.asked)

    @property
    def dated_share(self) -> int | None:
        """Percent of the newest replies that say by when, rounded down; None without any."""
        return _share(self.dated, self.replied)

    @property
    def few(self) -> bool:
        """Too few to read a rate or a median."""
        return 0 < self.asked.count < FEW or self.days.few


def line(
    label: str, key: str, facts: Sequence[Fact], scope: Scope, **conditions: str | list[str]
) -> Line:
    """The counts of these facts; `conditions` name the group in the address of a list."""
    first = Counter(fact.first for fact in facts)
    answered = [fact for fact in facts if fact.answered]
    replied = sum(fact.replied for fact in facts)

    def number(count: int, **more: str | list[str]) -> Number:
        return Number(count, scope.query(**conditions, **more))

    return Line(
        label=label,
        key=key,
        total=number(len(facts)),
        asked=number(sum(fact.asked for fact in facts), status=list(FROM_TRIAGE_ON)),
        answered=number(len(answered), first_reply="any"),
        in_time=number(first[IN_TIME], first_reply=IN_TIME),
        late=number(first[LATE], first_reply=LATE),
        other=number(first[OTHER], first_reply=OTHER),
        none=number(first[NONE], first_reply=NONE),
        overdue=number(sum(fact.overdue for fact in facts), unanswered="yes"),
        replied=number(replied, reply_class=outcomes.ANY),
        dated=number(sum(fact.dated for fact in facts), reply_class=outcomes.DATED),
        outcomes=_outcomes(facts, scope, conditions),
        days=days(fact.days for fact in answered),
        days_of_lead=days(fact.days_of_lead for fact in answered if fact.first != OTHER),
    )


def _outcomes(
    facts: Sequence[Fact], scope: Scope, conditions: dict[str, str | list[str]]
) -> tuple[Number, ...]:
    counts = Counter(fact.outcome for fact in facts)
    return tuple(
        Number(counts[code], scope.query(**conditions, reply_class=code), label)
        for code, label in OUTCOMES.items()
    )


def _share(part: Number, whole: Number) -> int | None:
    return part.count * 100 // whole.count if whole.count else None
