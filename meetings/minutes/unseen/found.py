"""What a file holds beside the words that its page shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

MOST = 20
"""Words told of one sort."""
LENGTH = 120
"""Characters told of one of them."""


@dataclass(frozen=True)
class Found:
    """One sort of thing, how often it is there, and what it says (cut short)."""

    label: str
    count: int
    words: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {"label": self.label, "count": self.count, "words": list(self.words)}


def told(label: str, words: Iterable[str]) -> list[Found]:
    """One finding out of all these words; none for none. Blank ones count, but are not told."""
    every = [" ".join(each.split()) for each in words]
    if not every:
        return []
    shown = dict.fromkeys(each[:LENGTH] for each in every if each)
    return [Found(label, len(every), tuple(shown)[:MOST])]
