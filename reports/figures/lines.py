"""Counts over a group of requests, each with the conditions of the list that is behind it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from issues.enums import FROM_TRIAGE_ON, ReplyClass
from issues.standing import outcomes
from issues.standing.outcomes import ANY
from issues.standing.state import IN_TIME, LATE, NONE, OTHER
from reports.figures.scope import Scope
from reports.figures.tallies import FEW, Days, Tally

_FROM_TRIAGE_ON = urlencode([("status", status.value) for status in FROM_TRIAGE_ON])

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


def line(label: str, key: str, tally: Tally, scope: Scope, **conditions: str | list[str]) -> Line:
    """The counts of a group; `conditions` name it in the address of a list."""
    here = scope.query(**conditions)
    first = tally.first
    asked = sum(first.values())

    def number(count: int, more: str = "", label: str = "") -> Number:
        return Number(count, f"{here}&{more}" if here and more else here or more, label)

    return Line(
        label=label,
        key=key,
        total=number(tally.total),
        asked=number(asked, _FROM_TRIAGE_ON),
        answered=number(asked - first.get(NONE, 0), f"first_reply={ANY}"),
        in_time=number(first.get(IN_TIME, 0), f"first_reply={IN_TIME}"),
        late=number(first.get(LATE, 0), f"first_reply={LATE}"),
        other=number(first.get(OTHER, 0), f"first_reply={OTHER}"),
        none=number(first.get(NONE, 0), f"first_reply={NONE}"),
        overdue=number(tally.overdue, "unanswered=yes"),
        replied=number(
            sum(tally.outcomes.get(code, 0) for code in ReplyClass.values),
            f"reply_class={outcomes.ANY}",
        ),
        dated=number(tally.dated, f"reply_class={outcomes.DATED}"),
        outcomes=tuple(
            number(tally.outcomes.get(code, 0), f"reply_class={code}", words)
            for code, words in OUTCOMES.items()
        ),
        days=tally.days,
        days_of_lead=tally.days_of_lead,
    )


def _share(part: Number, whole: Number) -> int | None:
    return part.count * 100 // whole.count if whole.count else None
