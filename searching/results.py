"""Results as a page shows them: name, page, and the words around the hits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from searching import marking
from searching.finding import Hit
from searching.groups import Line, all_groups
from searching.marking import Piece, Snippet
from searching.query import Query


@dataclass(frozen=True)
class Result:
    """One result with its hits marked."""

    line: Line
    title: tuple[Piece, ...]
    snippet: Snippet | None


def shown(hits: Sequence[Hit], query: Query, actor: Any) -> list[Result]:
    """These hits, all of one group, in their order. Texts are read anew and shown to those alone
    who may see them now; a fixed number of questions."""
    return list(_results(hits, query, actor)) if hits else []


def _results(hits: Sequence[Hit], query: Query, actor: Any) -> Iterator[Result]:
    group = all_groups()[hits[0].group]
    owners = [hit.owner for hit in hits]
    lines = group.lines(owners, actor)
    wanted = {(hit.noun, hit.key) for hit in hits}
    entries = {
        place: entry
        for entry in group.entries(owners)
        if (place := (entry.noun, entry.key)) in wanted
    }
    for hit in hits:
        line, entry = lines.get(hit.owner), entries.get((hit.noun, hit.key))
        if line is not None and entry is not None:
            title = marking.pieces(line.title, query)
            yield Result(line, title, marking.snippet(entry, query))
