"""What kinds of background work there are: declared by the apps that know them.

The settings name the modules (`JOB_MODULES`), each with its `KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from jobs.claiming import Claim


class Again(Exception):
    """This try came to nothing, a later one may. `seconds`: not before then."""

    def __init__(self, problem: str, *, seconds: float) -> None:
        super().__init__(problem)
        self.problem, self.seconds = problem, seconds


def nothing_lost(now: datetime) -> Iterable[str]:
    """For kinds whose work is always a row from the beginning."""
    return ()


def nothing_to_reopen(subject: str) -> None:
    """For kinds whose subject says nothing of having been given up."""


@dataclass(frozen=True)
class Kind:
    """One kind of work.

    - `run(subject, claim)`: does it. What it writes in the end it writes within
      `claim.finishing()`. Raises `Again`, or anything else for a fault of ours.
    - `give_up(subject, reason)`: says on the subject's page why there will be nothing.
    - `reopen(subject)`: takes back what `give_up` said; the work is asked for once more.
    - `lost(now)`: subjects that wait for work which is no row (from an earlier version, say).
    """

    key: str
    label: str
    run: Callable[[str, Claim], None]
    give_up: Callable[[str, str], None]
    title: Callable[[str], str]
    url: Callable[[str], str]
    unexpected: str
    attempts: int = 3
    pause_seconds: float = 30.0
    lost: Callable[[datetime], Iterable[str]] = nothing_lost
    reopen: Callable[[str], None] = nothing_to_reopen


@cache
def all_kinds() -> dict[str, Kind]:
    """The kinds by their key."""
    modules = [import_module(name) for name in settings.JOB_MODULES]
    return {kind.key: kind for module in modules for kind in module.KINDS}


def kind_of(key: str) -> Kind:
    """The kind of this key. Raises KeyError."""
    return all_kinds()[key]
