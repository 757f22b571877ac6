"""The 対応状況一覧 of a closed session as a file, made from the frozen report and from it alone."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from meetings.models import ClosedReport
from reports.lists import frozen, producers
from reports.lists.producing import Producer, unheard
from reports.lists.selection import filename_then
from reports.lists.status_table import Overview

PUBLIC, TEAM = AUDIENCES = ("public", "team")


@dataclass(frozen=True)
class Made:
    """One file. The same report gives the same bytes."""

    producer: Producer
    filename: str
    table: Overview

    def write_to(self, out: BinaryIO) -> None:
        """The file, written as its rows are read."""
        producers.write_overview(self.producer.key, out, self.table, unheard)

    @property
    def data(self) -> bytes:
        """All of it at once."""
        out = io.BytesIO()
        self.write_to(out)
        return out.getvalue()

    def on_disk(self) -> BinaryIO:
        """The same as a file without a name, which is gone once it is closed."""
        file = cast(BinaryIO, TemporaryFile())  # noqa: SIM115 - who asked for it closes it
        self.write_to(file)
        file.seek(0)
        return file

    def sha256(self) -> str:
        """Its digest."""
        with self.on_disk() as file:
            return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]


def overview_of(report: ClosedReport, *, team: bool) -> Overview:
    """The table: for the team all of it, for everybody what was public when it was frozen."""
    return frozen.flowing(
        report.frame,
        report.records,
        team=team,
        recorded_at=report.recorded_at,
        digest=report.sha256,
    )


def offered() -> list[tuple[str, str]]:
    """The sorts that a report has: word on the button and key."""
    return [(p.label, p.key) for p in producers.PRODUCERS if p.key in producers.OVERVIEWS]


def made(report: ClosedReport, key: str, *, team: bool) -> Made | None:
    """The file of that sort (`overview.xlsx`), None for a sort that a report has not."""
    producer = producers.find(key)
    if producer is None or key not in producers.OVERVIEWS:
        return None
    filename = filename_then(producer, str(report.meeting), inside=team)
    return Made(producer, filename, overview_of(report, team=team))
