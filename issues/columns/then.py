"""Rows of requests as a closed session keeps them: formats 1 and 2 (`issues.frozen.freezing`).

`team` tells whether the reader works on all records before they are published. Everybody else
reads what was public when it was frozen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from issues.columns import declared, rows
from issues.columns.column import Column
from issues.columns.rows import Row
from issues.columns.sources import Then
from issues.frozen.records import Content, Record, opinions, passage, reply
from issues.querysets import chunks

AT_ONCE = 200
"""How many records, which are long, are held together."""


def built(
    records: Iterable[Record],
    names: Mapping[str, str],
    *,
    team: bool,
    on: date,
    columns: Sequence[Column] | None = None,
) -> Iterator[Row]:
    """The rows of these records, in their order: all `columns`, or some. `names` as `names_of`
    gives them; `on` is the day of the session."""
    shown = declared.COLUMNS if columns is None else columns
    for some in chunks.some(records, AT_ONCE):
        yield from rows.read(shown, "then", [_source(each, names, team, on) for each in some])


def names_of(frame: Content) -> dict[str, str]:
    """Points as cells name them, by their codes."""
    return {
        point["code"]: f"{point['position']} {point.get('short_name') or point['name']}"
        for point in frame["points"]
    }


def _source(record: Record, names: Mapping[str, str], team: bool, on: date) -> Then:
    views = opinions(record, team=team)
    return Then(
        record,
        reply(record, team=team) or {},
        views,
        next((each for each in views if each["own"]), {}),
        passage(record, team=team) or {},
        names,
        team,
        on,
    )
