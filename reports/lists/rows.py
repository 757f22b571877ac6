"""What one row of a 対応状況一覧 is, and rows by the thousand: gone through, not held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from issues.enums import RequestStatus


@dataclass(frozen=True)
class Row:
    """One request. Words, not codes, but for `status_code` (for marks) and `organization_code`.

    `reply_*` are those of the newest reply that the reader sees; `reply_pending` marks one that is
    handed in and not yet public. `stance` and `opinion` are the requester's newest word on it,
    `other_stances` those of everybody else (「町村会：納得」). `passage` is the address, on this
    site, of the words in the minutes. `public` is False for what only some may see.
    """

    number: str
    kind: str
    organization_code: str
    organization: str
    size: str
    prefecture: str
    joined: tuple[str, ...]
    speaker: str
    said_on: date
    title: str
    ask: str
    trouble: str
    primary_point: str
    other_points: tuple[str, ...]
    lead_ministry: str
    co_ministries: tuple[str, ...]
    due_on: date | None
    first_due_on: date | None
    status_code: str
    status: str
    unanswered: bool
    round: int | None
    reply_class: str
    reply_timing: date | None
    reply_means: tuple[str, ...]
    reply_text: str
    replied_on: date | None
    reply_pending: bool
    stance: str
    opinion: str
    other_stances: tuple[str, ...]
    progress: str
    judgement: str
    reflected_in: str
    meeting: str
    passage: str
    public: bool
    fictional: bool

    @classmethod
    def made(cls, **fields: Any) -> Row:
        """The same as `Row(…)` for rows by the thousand: a frozen class sets each of its fields by
        a call of its own, which takes longer than all else about the row."""
        row = object.__new__(cls)
        object.__setattr__(row, "__dict__", fields)
        return row


class Rows(Protocol):
    """Rows in order. Those of a long list are not held: whoever goes through them reads them."""

    def __iter__(self) -> Iterator[Row]: ...

    def __len__(self) -> int: ...


@dataclass
class Tally:
    """What is said of all rows, counted while somebody goes through them."""

    total: int = 0
    fictional: int = 0
    statuses: Counter[str] = field(default_factory=Counter)

    def counting(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows, counted as they go by."""
        for row in rows:
            self.total += 1
            self.fictional += row.fictional
            self.statuses[row.status_code] += 1
            yield row

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many rows stand at each status, in the order of the statuses; those without a row
        are left out."""
        found = self.statuses
        return tuple((str(each.label), found[each]) for each in RequestStatus if found[each])
