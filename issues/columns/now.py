"""Rows of requests as they stand now, as one reader may see them.

They are read and built part by part, from plain values: what a row shows is a dozen columns of
six tables, and objects for them would take several times as long as the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from accounts.rules import Actor
from issues.columns import declared, rows
from issues.columns import kept as keeping
from issues.columns.column import Column
from issues.columns.kept import Heard, Kept, View
from issues.columns.rows import Row
from issues.columns.sources import NO_POINT, Names, Now, Point
from issues.querysets import chunks
from issues.querysets.bodies import Bodies, Body

AT_ONCE = 100
"""How many rows are built together: of more, what they are built from is gone through again and
again by whoever looks for what is not needed any more."""


def part(
    changed: Mapping[int, date],
    actor: Actor,
    on: date,
    names: Names,
    columns: Sequence[Column] | None = None,
) -> Iterator[Row]:
    """The rows of these requests (keys, each with the day on which what the reader sees of it last
    changed), in their order: all `columns`, or some. A fixed number of queries."""
    kept = keeping.kept_of(list(changed), actor)
    names.bodies.learn(kept.organizations)
    yield from built(changed, kept, names, on, columns)


def built(
    changed: Mapping[int, date],
    kept: Kept,
    names: Names,
    on: date,
    columns: Sequence[Column] | None = None,
) -> Iterator[Row]:
    """The same from what is kept of them."""
    shown = declared.COLUMNS if columns is None else columns
    there = ((key, day) for key, day in changed.items() if key in kept.requests)
    for some in chunks.some(there, AT_ONCE):
        sources = [_source(key, day, kept, names, on) for key, day in some]
        yield from rows.read(shown, "now", sources)


def _source(key: int, changed: date, kept: Kept, names: Names, on: date) -> Now:
    request, bodies = kept.requests[key], names.bodies
    primary, others = _named(kept.points.get(key, ()), names.points)
    views, own = _standing(kept.views.get(key, ()), request)
    joined = kept.joined.get(key)
    return Now(
        request,
        bodies[request.organization],
        bodies[request.lead] if request.lead else None,
        primary,
        others,
        _ministries(kept.shared.get(key, ()), bodies),
        [bodies[each] for each in joined] if joined else (),
        kept.answers.get(key),
        views,
        own,
        kept.places.get(key),
        changed,
        names,
        on,
    )


def _named(
    belongs: Sequence[tuple[int, bool]], points: Mapping[int, Point]
) -> tuple[Point, Sequence[Point]]:
    """The primary point, and the others in their order."""
    if len(belongs) == 1 and belongs[0][1]:
        return points[belongs[0][0]], ()
    primary = next((points[key] for key, first in belongs if first), NO_POINT)
    return primary, sorted(points[key] for key, first in belongs if not first)


def _standing(views: Sequence[View], request: Heard) -> tuple[Sequence[View], View | None]:
    """The opinions of the present round, and the requester's among them."""
    if not views:
        return (), None
    here = [view for view in views if view.round == request.round]
    return here, next((view for view in here if view.organization == request.organization), None)


def _ministries(keys: Sequence[int], bodies: Bodies) -> Sequence[Body]:
    if not keys:
        return ()
    return sorted((bodies[key] for key in keys), key=lambda each: (each.position, each.code))
