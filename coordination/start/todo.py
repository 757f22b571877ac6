"""A thing that waits: what it is, how urgent, and the one button that leads to where it is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices


class Urgency(TextChoices):
    """In the order in which the page tells them."""

    OVERDUE = "overdue", "期限を過ぎています"
    SOON = "soon", "期限が近づいています"
    WAITING = "waiting", "待っています"


Line = tuple[str, str, str, bool, str]
"""Address, number, title, whether it is invented, and a word beside it ("" for none)."""


@dataclass(frozen=True)
class Todo:
    """`done` of `total` tells how far it is, where it has steps; `lines` are some of what it is
    about, `left_out` how many more there are. Without a button somebody else does it."""

    title: str
    words: str
    url: str = ""
    button: str = ""
    urgency: Urgency = Urgency.WAITING
    done: int = 0
    total: int = 0
    lines: tuple[Line, ...] = ()
    left_out: int = 0
    place: str = ""
    """Where the page has it, for links that lead there."""


def by_urgency(todos: Iterable[Todo]) -> list[tuple[Urgency, list[Todo]]]:
    """The things in their groups, the most urgent first; groups without any are left out."""
    found = list(todos)
    groups = ((each, [todo for todo in found if todo.urgency == each]) for each in Urgency)
    return [(urgency, these) for urgency, these in groups if these]
