"""The rows of a 対応状況一覧 as they stand now, as one reader may see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models.functions import TruncDate

from accounts.rules import Actor
from issues.columns import now
from issues.columns.rows import Row
from issues.columns.sources import Names
from issues.querysets import chunks
from issues.querysets.standings import StandingQuerySet, changed_by
from reports.lists.producing import Progress, unheard


@dataclass(frozen=True)
class Rows:
    """One row for each request, in their order; read anew, part by part, whenever somebody goes
    through them. `requests` are already what the actor sees; of replies, opinions and meetings a
    row takes what the actor sees. `on` decides on 未回答."""

    requests: StandingQuerySet
    actor: Actor
    on: date
    progress: Progress = unheard

    @cached_property
    def _changed(self) -> dict[int, date]:
        day = TruncDate(changed_by(self.actor))
        return dict(self.requests.values_list("local_request", day))

    def __len__(self) -> int:
        return len(self._changed)

    def __iter__(self) -> Iterator[Row]:
        names, done = Names(), 0
        for keys in chunks.parts(list(self._changed)):
            changed = {key: self._changed[key] for key in keys}
            yield from now.part(changed, self.actor, self.on, names)
            done += len(keys)
            self.progress(done, len(self._changed))
