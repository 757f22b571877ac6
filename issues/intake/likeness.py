"""Requests like the ones of a sheet, pointed out before they are made."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Q

from accounts.rules import Actor
from issues.alike.wording import terms_of
from issues.enums import RowOutcome
from issues.models import IntakeRow, LocalRequest
from japan.text import normalise, pairs

SHARE = 0.7
"""So much of the pairs of letters of both must be the same."""
ASKED_FOR = 2
"""Terms of a title by which the database finds what may be like it."""
SHOWN = 3
AT_ONCE = 50
"""Rows asked about in one query."""


def point_out(rows: Sequence[IntakeRow], *, actor: Actor) -> None:
    """Note (without saving) beside each good row the requests that are like it, of those that the
    actor may see."""
    good = [row for row in rows if row.outcome == RowOutcome.GOOD]
    for start in range(0, len(good), AT_ONCE):
        _compare(good[start : start + AT_ONCE], actor)


def _compare(rows: Sequence[IntakeRow], actor: Actor) -> None:
    wanted = [(row, normalise(row.values["title"])) for row in rows]
    wanted = [(row, title) for row, title in wanted if len(title) > 2]
    if not wanted:
        return
    condition = reduce(or_, (_may_be_like(title) for _, title in wanted))
    held = LocalRequest.objects.visible_to(actor).live().filter(condition)
    there = [
        (number, title, body, frozenset(pairs(normalise(title))))
        for number, title, body in held.order_by("-pk").values_list(
            "number", "title", "organization__full_name"
        )[: AT_ONCE * 10]
    ]
    for row, title in wanted:
        own = frozenset(pairs(title))
        like = ((_share(own, each[3]), each) for each in there)
        best = sorted((each for each in like if each[0] >= SHARE), key=lambda each: -each[0])
        row.likes = [
            {"number": number, "title": words, "organization": body}
            for _, (number, words, body, _) in best[:SHOWN]
        ]


def _may_be_like(title: str) -> Q:
    """Holds the longest terms of the title; the index of alike requests finds these."""
    longest = sorted(terms_of(title), key=len, reverse=True)[:ASKED_FOR]
    return Q(key_terms__terms__contains=longest) if longest else Q(title=title)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / max(len(one) + len(other), 1)
