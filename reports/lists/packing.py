"""The archive that an Excel file is: each part with one time, long ones written as they come."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import BinaryIO, Self

VAST = 200_000
"""From so many pieces on a part may not fit into what an archive says of it by itself (2 GB)."""


class Archive:
    """Writes parts into `out`, which can be sought in. `plain` leaves them uncompressed: what comes
    out of a compressor is another thing on another machine, and a frozen file must not be."""

    def __init__(self, out: BinaryIO, *, at: datetime, plain: bool) -> None:
        self._archive = zipfile.ZipFile(out, "w")
        self._time = _clock(at)
        self._compress = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._archive.close()

    def put(self, name: str, pieces: Iterable[bytes], *, count: int = 1) -> None:
        """A part from pieces (about so many) that are asked for one by one."""
        entry = zipfile.ZipInfo(name, date_time=self._time)
        entry.create_system, entry.external_attr = 0, 0
        entry.compress_type = self._compress
        with self._archive.open(entry, "w", force_zip64=count > VAST) as part:
            for piece in pieces:
                part.write(piece)


def parts_of(raw: bytes) -> dict[str, bytes]:
    """The parts of an archive, in their order."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _clock(at: datetime) -> tuple[int, int, int, int, int, int]:
    """As a zip archive writes a time: without a zone, not before 1980, in steps of two seconds."""
    utc = max(in_utc(at), datetime(1980, 1, 1))
    return (utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second - utc.second % 2)


def in_utc(at: datetime) -> datetime:
    """The time in UTC without saying so, as the properties of a document are read."""
    return at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
