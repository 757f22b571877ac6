"""What two people wrote into one form, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """One line that differs: what stands there now, and what this person wrote."""

    label: str
    theirs: str
    mine: str


def differences(*, theirs: Mapping[str, str], mine: Mapping[str, str]) -> list[Difference]:
    """The lines that are not alike, in their order; a line that one of them lacks is empty."""
    labels = dict.fromkeys((*theirs, *mine))
    found = (Difference(each, theirs.get(each, ""), mine.get(each, "")) for each in labels)
    return [each for each in found if each.theirs != each.mine]
