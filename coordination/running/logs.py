"""Logs that never grow without end, and never end what they report on.

A full disk is no reason to stop: what cannot be written is lost, and that is said once.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

LIMIT_BYTES = 5 * 1024 * 1024
KEPT = 4
"""How many older files stand beside the present one: web.log.1 (the newest) to web.log.4."""


@dataclass
class Log:
    """One file that only this process writes. The owner alone reads it."""

    path: Path
    limit_bytes: int = LIMIT_BYTES
    _file: IO[bytes] | None = field(default=None, repr=False)
    _size: int = 0

    def write(self, text: bytes) -> bool:
        """Append; False when it could not be written (a full disk, say)."""
        try:
            if self._file is None or self._size + len(text) > self.limit_bytes:
                self._open_next()
            assert self._file is not None
            written = self._file.write(text)
        except OSError:
            return False
        self._size += written
        return written == len(text)

    def tail(self, lines: int = 12) -> str:
        """The last lines."""
        try:
            with self.path.open("rb") as file:
                file.seek(max(0, self.path.stat().st_size - 64 * 1024))
                text = file.read().decode(errors="replace")
        except OSError:
            return ""
        return "\n".join(text.splitlines()[-lines:])

    def close(self) -> None:
        """Let the file go."""
        file, self._file = self._file, None
        if file is not None:
            file.close()

    def _open_next(self) -> None:
        self.close()
        if self.path.exists() and self.path.stat().st_size >= self.limit_bytes // 2:
            _shift(self.path)
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._file = os.fdopen(handle, "ab", buffering=0)
        self._size = self.path.stat().st_size


def shorten(path: Path, *, limit_bytes: int = LIMIT_BYTES) -> None:
    """Set the present text of a log aside when it is long. For files that another program keeps
    open (to append): the text is copied away, and the file emptied. A full disk is borne."""
    try:
        if path.stat().st_size <= limit_bytes:
            return
        _shift(path, keep_open=True)
        os.truncate(path, 0)
    except OSError:
        return


def _shift(path: Path, *, keep_open: bool = False) -> None:
    def older(number: int) -> Path:
        return path.with_name(f"{path.name}.{number}")

    for number in range(KEPT, 1, -1):
        if older(number - 1).exists():
            older(number - 1).replace(older(number))
    if keep_open:
        shutil.copy2(path, older(1))
    else:
        path.replace(older(1))
