"""What it takes to make a file from a list of requests, whoever asks and however long it takes.

A module that makes files builds a `Producer` and is named in `reports.lists.producers`. The list
of requests then offers it; few requests are written while the reader waits, many by a worker
(`reports.actions.exports`), and both get the same bytes:

    CARDS = Producer(
        key="cards.pdf", label="個票（PDF）", stem="個票", content_type="application/pdf",
        write=write, direct_rows=20,
    )

`write(out, order, progress)` writes the file's bytes. It takes the table from `order.flowing()` (or
`order.overview()`, where all rows are needed at once), or the requests themselves from
`order.requests()` (what the reader sees, under the conditions, in order). `out` may be a file on a
disk: what is written as it comes takes no more memory for many rows than for a few.
It calls `progress(done, total)` as it goes, as often as it likes: the worker writes it down
sparingly. It raises `Refused` for what cannot be made, with the reason in Japanese.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from reports.lists.selection import Order

Progress = Callable[[int, int], None]


def unheard(done: int, total: int) -> None:
    """Progress that nobody waits for."""


@dataclass(frozen=True)
class Producer:
    """One sort of file. `key` names it in addresses and ends as the file does (`overview.xlsx`),
    `label` is the word for it on a button, `stem` begins the file's name. Up to `direct_rows`
    requests it is made while the reader waits; None stands for the setting `EXPORT_DIRECT_ROWS`.
    More than `most` requests (None: any number) it does not take."""

    key: str
    label: str
    stem: str
    content_type: str
    write: Callable[[BinaryIO, Order, Progress], None]
    direct_rows: int | None = None
    most: int | None = None

    def make(self, order: Order, progress: Progress = unheard) -> bytes:
        """The file at once, for a reader who waits for it."""
        out = io.BytesIO()
        self.write(out, order, progress)
        return out.getvalue()

    @property
    def suffix(self) -> str:
        """How the file's name ends: xlsx."""
        return self.key.rpartition(".")[2]
