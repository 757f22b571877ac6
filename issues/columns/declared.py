"""Every column of a list of requests, in the order of files. A new one is an entry here."""

from __future__ import annotations

from issues.columns.answered import ANSWER, PUT_TO, STATUS
from issues.columns.asked import ASKED, ASKER, POINT, SENT
from issues.columns.column import Column
from issues.columns.heard import OPINIONS, OUTCOME, SOURCE

COLUMNS: tuple[Column, ...] = (
    *ASKER,
    *ASKED,
    *POINT,
    *PUT_TO,
    *STATUS,
    *ANSWER,
    *OPINIONS,
    *OUTCOME,
    *SOURCE,
    *SENT,
)


def of_files(*, inside: bool) -> tuple[Column, ...]:
    """Those of files; `inside` for a file that may hold what is not public."""
    return tuple(each for each in _seen(inside) if each.files)


def of_machines(*, inside: bool) -> tuple[Column, ...]:
    """The same for machines, with codes beside words."""
    return tuple(each for each in _seen(inside) if each.machines)


def of_list(*, inside: bool) -> tuple[Column, ...]:
    """Those that the list on the screen may show, in its order."""
    found = [each for each in _seen(inside) if each.listed is not None]
    return tuple(sorted(found, key=lambda each: each.listed.place if each.listed else 0))


def _seen(inside: bool) -> list[Column]:
    return [each for each in COLUMNS if inside or not each.inside]
