"""The 対応状況一覧 of a closed session, from what it keeps of the requests (`issues.columns.then`).

`content` is that of a `ClosedReport`; `team` tells whether the reader works on all records before
they are published. Everybody else reads what was public when it was frozen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, partial

from django.utils import timezone

from issues.columns import then
from issues.columns.rows import Row
from issues.frozen.records import Content, Held, Record, Records, is_seen
from issues.querysets import chunks
from reports.lists import status_table
from reports.lists.producing import Progress, unheard
from reports.lists.status_table import About, Overview

FIRST_ORDER = "番号の順"
SOURCE = "論点 Ronten「{session} 確定した対応状況一覧」"
FICTIONAL_SESSION = "この会合は、使い方を示すための架空の会合です。"
LATER = "確定の後に分かった訂正・追記は、この表に入っていません。会合の報告のページで見られます。"
FORMAT_1 = "この会合を確定したときは、支障事例、回答の本文などを残していませんでした。空欄です。"


def overview_of(content: Content, *, team: bool, recorded_at: datetime, digest: str) -> Overview:
    """The table of a report that is in memory: all that the reader may see."""
    table = flowing(
        content, Held(content["requests"]), team=team, recorded_at=recorded_at, digest=digest
    )
    return replace(table, rows=tuple(table.rows))


def flowing(
    frame: Content,
    held: Records,
    *,
    team: bool,
    recorded_at: datetime,
    digest: str,
    chosen: Sequence[str] | None = None,
    conditions: tuple[str, ...] = (),
    order: str = FIRST_ORDER,
    progress: Progress = unheard,
) -> Overview:
    """The table of the records beside their frame: all that the reader may see, or those of the
    `chosen` numbers under the `conditions`. Its rows are read while somebody goes through them."""
    meeting, names = frame["meeting"], then.names_of(frame)
    moment = datetime.fromisoformat(frame["moment"])
    on = timezone.localtime(moment).date()
    about = About(
        moment=moment,
        written=recorded_at,
        session=meeting["label"],
        conditions=conditions,
        order=order,
        readers=status_table.FOR_THE_TEAM if team else status_table.FOR_EVERYBODY_THEN,
        source=SOURCE.format(session=meeting["label"]),
        notes=_notes(frame),
        digest=digest,
    )
    make = partial(then.built, names=names, team=team, on=on)
    return Overview(about, FrozenRows(held, team, make, chosen, progress), inside=team)


def _notes(content: Content) -> tuple[str, ...]:
    notes = [LATER]
    if content["format"] == 1:
        notes.append(FORMAT_1)
    if content["meeting"].get("fictional"):
        notes.append(FICTIONAL_SESSION)
    return tuple(notes)


@dataclass(frozen=True)
class FrozenRows:
    """One row for each record that the reader may see, or for those of the `chosen` numbers, in
    that order; read part by part whenever somebody goes through them."""

    records: Records
    team: bool
    make: Callable[[Iterable[Record]], Iterator[Row]]
    chosen: Sequence[str] | None = None
    progress: Progress = unheard

    @cached_property
    def _places(self) -> Sequence[int]:
        seen = {
            head.number: place
            for place, head in enumerate(self.records.heads())
            if is_seen(head.public, team=self.team)
        }
        if self.chosen is None:
            return list(seen.values())
        return [seen[number] for number in self.chosen if number in seen]

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Row]:
        done = 0
        for places in chunks.parts(self._places):
            yield from self.make(self.records.at(places))
            done += len(places)
            self.progress(done, len(self._places))
