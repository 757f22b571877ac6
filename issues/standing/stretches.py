"""Stretches of time in which a request stood still, in both times, from its record.

Whenever something became known the line of what counted is drawn anew from the first moment that
it touches. What a live move ends, it ends in that line; what a belated one contradicts was known
until then, and is known otherwise since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from issues.standing import state
from issues.standing.record import Record, Said
from issues.standing.state import State, open_side


@dataclass(frozen=True)
class Stretch:
    """The times of a `Standing`, and its state. None: still."""

    counted_from: datetime
    counted_to: datetime | None
    known_from: datetime
    known_to: datetime | None
    open_changed_at: datetime
    state: State


@dataclass(frozen=True)
class _News:
    """Something became known that counts from a moment on."""

    known: datetime
    counted: datetime


def stretches_of(record: Record) -> list[Stretch]:
    """All stretches of a request, those that are known otherwise by now among them."""
    news = sorted(set(_news(record)), key=lambda each: (each.known, each.counted))
    steps: dict[datetime, datetime] = {}
    for each in news:
        steps[each.counted] = min(each.known, steps.get(each.counted, each.known))
    done: list[Stretch] = []
    line: list[Stretch] = []
    for index, each in enumerate(news):
        if index and news[index - 1].known == each.known:
            continue  # the first of one moment reaches back furthest
        line = _drawn_anew(record, line, each, steps, done)
    return [*done, *line]


def _news(record: Record) -> Iterator[_News]:
    entries = record.entries
    for entry in entries:
        yield _News(entry.known_from, entry.counted_from)
    for said in (*record.replies, *record.opinions, *record.progress, *record.judgements):
        yield from _news_of(said)
    for joined in record.joined:
        yield _News(joined.known_from, joined.counted_from)
        if joined.ended is not None:
            yield _News(joined.ended, joined.ended)
    for task in record.tasks:
        yield _News(task.known_from, task.counted_from)
    begun = entries[0].counted_from if entries else None
    for slip in record.slips:
        yield _News(slip.known_from, begun or slip.known_from)
    if record.published_at is not None:
        yield _News(record.published_at, begun or record.published_at)


def _news_of(said: Said) -> Iterator[_News]:
    yield _News(said.known_from, said.counted_from)
    if said.public_from is not None:
        yield _News(max(said.public_from, said.known_from), said.counted_from)
    if said.ended is not None:
        yield _News(said.ended, said.ended)


def _drawn_anew(
    record: Record,
    line: Sequence[Stretch],
    news: _News,
    steps: Mapping[datetime, datetime],
    done: list[Stretch],
) -> list[Stretch]:
    """The line that is known from now on; what was known otherwise goes to `done`."""
    start, known = news.counted, news.known
    kept = [each for each in line if each.counted_to is not None and each.counted_to <= start]
    touched = line[len(kept) :]
    drawn = list(_drawn(record, start, known, steps))
    if not touched:
        return [*kept, *drawn]
    first = touched[0]
    if first.counted_from < start:
        drawn = _joined(replace(first, counted_to=start), drawn)
    same = [each for each in drawn if any(_same(each, old) for old in touched)]
    if start >= known and first.counted_from < start and not _contains(drawn, first):
        # Live: until now nobody could ask for later, so that the stretch simply ends here.
        kept.append(replace(first, counted_to=start))
        touched, drawn = touched[1:], drawn[1:]
    olds = [each for each in touched if not any(_same(each, new) for new in same)]
    done += [replace(each, known_to=known) for each in olds if each.known_from < known]
    return [*kept, *(_unchanged(each, touched) or _known(each, line, known) for each in drawn)]


def _known(stretch: Stretch, line: Sequence[Stretch], known: datetime) -> Stretch:
    """The stretch as it is known from now on. Where everybody reads the same as in the line before,
    nothing happened for them: the time would tell of what only some may know."""
    old = [each for each in line if each.counted_from <= stretch.counted_from][-1:]
    same = [each for each in old if open_side(each.state) == open_side(stretch.state)]
    return replace(
        stretch, known_from=known, open_changed_at=same[0].open_changed_at if same else known
    )


def _drawn(
    record: Record, start: datetime, known: datetime, steps: Mapping[datetime, datetime]
) -> Iterator[Stretch]:
    """The line from `start` on, by what is known then; neighbours differ. `steps` are the times
    from when something counts, each with the time since when that is known."""
    later = (step for step, since in steps.items() if step > start and since <= known)
    times = [start, *sorted(later)]
    begun, now = start, state.at(record, start, known)
    for time in times[1:]:
        then = state.at(record, time, known)
        if then == now:
            continue
        if now is not None:
            yield Stretch(begun, time, known, None, known, now)
        begun, now = time, then
    if now is not None:
        yield Stretch(begun, None, known, None, known, now)


def _joined(before: Stretch, drawn: list[Stretch]) -> list[Stretch]:
    """The line with what came before it; one stretch where nothing changed between them."""
    if drawn and drawn[0].state == before.state and drawn[0].counted_from == before.counted_to:
        return [replace(before, counted_to=drawn[0].counted_to), *drawn[1:]]
    return [before, *drawn]


def _same(one: Stretch, other: Stretch) -> bool:
    return (one.counted_from, one.counted_to, one.state) == (
        other.counted_from, other.counted_to, other.state,
    )  # fmt: skip


def _contains(drawn: Sequence[Stretch], stretch: Stretch) -> bool:
    return any(_same(each, stretch) for each in drawn)


def _unchanged(stretch: Stretch, touched: Sequence[Stretch]) -> Stretch | None:
    return next((old for old in touched if _same(stretch, old)), None)
