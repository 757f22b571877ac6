"""What the columns of a page of requests say of each, beyond what the page knows of it already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from accounts.rules import Actor, sees_everything
from issues.columns import now, then
from issues.columns.column import Column
from issues.columns.rows import Row
from issues.columns.sources import Names
from issues.frozen import freezing
from issues.frozen.records import Record, is_seen
from issues.standing.moments import Moment


def rows_of(
    requests: Sequence[Any],
    shown: Sequence[Column],
    *,
    actor: Actor,
    on: date,
    moment: Moment | None = None,
) -> dict[str, Row]:
    """By number, the rows of these requests (each with its `standing` as its reader sees it), with
    those of the columns that have to be read; {} where none has. A fixed number of queries.

    As of a session they say what it keeps; a request that it does not keep (one that was withdrawn
    by then) has no row."""
    read = [each for each in shown if each.listed and each.listed.read]
    if not read or not requests:
        return {}
    columns = [*(each for each in shown if each.name == "number"), *read]
    if moment is None:
        changed = {each.pk: localdate(each.standing.changed_shown) for each in requests}
        rows = now.part(changed, actor, on, Names(), columns)
    else:
        rows = _rows_then([each.number for each in requests], columns, actor, moment)
    return {row.number: row for row in rows}


def _rows_then(
    numbers: Sequence[str], columns: Sequence[Column], actor: Actor, moment: Moment
) -> Iterator[Row]:
    team = sees_everything(actor)
    report = moment.meeting.closed_report.as_seen_by(actor)
    kept: Any = report.records if moment.known is not None else freezing.Then(moment)
    places = {
        head.number: place
        for place, head in enumerate(kept.heads())
        if is_seen(head.public, team=team)
    }
    records: Iterator[Record] = iter(
        kept.at([places[number] for number in numbers if number in places])
    )
    names = then.names_of(report.frame)
    return then.built(records, names, team=team, on=moment.on, columns=columns)
