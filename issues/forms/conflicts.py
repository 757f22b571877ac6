"""Two people changed one record at once: what each wrote, field by field, and neither is lost.

A form carries the version and the words it was opened with (`was-…`). When somebody was faster,
each field that now differs is shown with both texts; the person chooses (`keep-…`) and saves
again over the newer version.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

OPENED = "was-"
KEEP = "keep-"
THEIRS = "theirs"
MINE = "mine"


@dataclass(frozen=True)
class Clash:
    """One field that differs: as opened, as it stands now, as typed."""

    name: str
    label: str
    opened: str
    theirs: str
    mine: str

    @property
    def both(self) -> bool:
        """Both changed it; else only one did, and that change is chosen beforehand."""
        return self.opened not in (self.theirs, self.mine)

    @property
    def only_theirs(self) -> bool:
        return self.mine == self.opened != self.theirs


def opened_with(data: QueryDict, written: Mapping[str, str]) -> dict[str, str]:
    """The words that the form was opened with; those of `written` where it did not say."""
    return {
        name: data.get(OPENED + name, text).replace("\r\n", "\n") for name, text in written.items()
    }


def clashes(
    labels: Mapping[str, str],
    *,
    opened: Mapping[str, str],
    theirs: Mapping[str, str],
    mine: Mapping[str, str],
) -> list[Clash]:
    """The fields in which what was typed differs from what stands there now."""
    return [
        Clash(name, label, opened[name], theirs[name], mine[name])
        for name, label in labels.items()
        if theirs[name] != mine[name]
    ]


def chosen(
    data: QueryDict, *, theirs: Mapping[str, str], mine: Mapping[str, str]
) -> dict[str, str]:
    """Each field as the person chose on the page of the conflict."""
    return {
        name: theirs[name] if data.get(KEEP + name) == THEIRS else text
        for name, text in mine.items()
    }
