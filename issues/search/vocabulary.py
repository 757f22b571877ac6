"""The vocabulary of the search: the shipped lines, and over them those of our own."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from issues.enums import TermStatus
from issues.models import SearchTerm
from issues.models.term import BETWEEN
from japan.text import normalise
from searching.query import Query, Vocabulary, parse
from workflow.models import HistoryEntry
from workflow.pointing import pointing_at

_FILE = Path(__file__).parent / "data" / "terms.csv"


@dataclass(frozen=True)
class Shown:
    """A line as the page lists it. `row` is our own, `changed` its last change."""

    term: str
    others: tuple[str, ...]
    note: str
    shipped: bool = False
    row: SearchTerm | None = None
    changed: HistoryEntry | None = None

    @property
    def used(self) -> bool:
        return self.row is None or self.row.status == TermStatus.IN_USE

    @property
    def origin(self) -> str:
        """Where the line comes from, in words."""
        if self.row is None:
            return "付属"
        if not self.used:
            return "使わない"
        return "付属を変更" if self.shipped else "追加"

    @property
    def forum(self) -> str:
        """For which 協議の場 it holds, in words."""
        return str(self.row.forum) if self.row and self.row.forum else "共通"


@lru_cache(maxsize=1)
def shipped() -> dict[str, Shown]:
    """The lines of the file by their normalised terms."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        lines = [
            Shown(row["term"], words_of(row["others"]), row["note"], shipped=True)
            for row in csv.DictReader(file)
        ]
    return {normalise(line.term): line for line in lines}


def words_of(cell: str) -> tuple[str, ...]:
    """The words of one cell: between 、 or commas, each once."""
    parts = cell.replace("，", BETWEEN).replace(",", BETWEEN).split(BETWEEN)
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def lines(forum: int | None, *, told: bool = False) -> list[Shown]:
    """The lines of a 協議の場 (key; None where there is one alone): those for all, and over them
    its own. `told`: with their last changes."""
    found = dict(shipped())
    rows = SearchTerm.objects.select_related("forum").order_by("forum__position", "term")
    own = [row for row in rows if forum is None or row.forum_id in (None, forum)]
    last = _last_changes(own) if told else {}
    for row in sorted(own, key=lambda row: row.forum_id is not None):
        key = normalise(row.term)
        found[key] = Shown(
            row.term, words_of(row.others), row.note, key in shipped(), row, last.get(row.pk)
        )
    return [found[key] for key in sorted(found)]


def line(forum: int | None, term: str) -> Shown | None:
    """The line of this term, if there is one."""
    key = normalise(term)
    return next((each for each in lines(forum) if normalise(each.term) == key), None)


def vocabulary_of(forum: int | None) -> Vocabulary:
    """Which words mean the same in this 協議の場."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for each in lines(forum):
        words = [normalise(word) for word in (each.term, *each.others)] if each.used else []
        for word in words:
            found[word].update((other, None) for other in words if other != word)
    return {word: tuple(others) for word, others in found.items()}


def query_of(typed: str, forum: int | None) -> Query:
    """What somebody typed, with the vocabulary of this 協議の場."""
    return parse(typed, vocabulary_of(forum) if typed.strip() else {})


def latest(most: int) -> list[tuple[SearchTerm, HistoryEntry]]:
    """The last changes, the newest first."""
    rows = {row.pk: row for row in SearchTerm.objects.all()}
    if not rows:
        return []
    entries = _changes(next(iter(rows.values()))).filter(object_id__in=list(rows))
    newest = entries.order_by("-recorded_at", "-pk")[:most]
    return [(rows[entry.object_id], entry) for entry in newest]


def _last_changes(rows: list[SearchTerm]) -> dict[int, HistoryEntry]:
    if not rows:
        return {}
    entries = _changes(rows[0]).filter(object_id__in=[row.pk for row in rows])
    return {entry.object_id: entry for entry in entries.order_by("recorded_at", "pk")}


def _changes(row: SearchTerm):  # type: ignore[no-untyped-def]
    kind = pointing_at(row)["content_type"]
    return HistoryEntry.objects.filter(content_type=kind).select_related("by")
