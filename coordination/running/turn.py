"""One `make run` at a time over one data directory: whose turn it is, where that one can be
reached, and what a killed one left running."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from coordination.embedded import processes

ENDING_SECONDS = 45
"""A run that is ending gets so long before the next one gives up waiting for it."""


class Taken(Exception):
    """Another run has the turn. The message is Japanese and says which and where."""


@dataclass
class Turn:
    """The turn of this process, held until it ends, however it ends."""

    path: Path
    address: str
    _handle: int

    @classmethod
    def take(cls, locks: Path, address: str, say: Callable[[str], None]) -> Turn:
        """Take the turn; wait for a run that is ending, and end what a killed one left. Raises
        Taken when another one goes on."""
        handle = os.open(locks / "run", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        path = locks / "run.json"
        try:
            _wait_for(handle, path, say)
        except Taken:
            os.close(handle)
            raise
        _end_leftovers(_noted(path))
        turn = cls(path, address, handle)
        turn.note([], False)
        return turn

    def note(self, programs: list[int], ending: bool) -> None:
        """Write down what runs here. A disk that is full does not matter for that."""
        content = {
            "pid": os.getpid(),
            "address": self.address,
            "ending": ending,
            "programs": [[pid, _born(pid)] for pid in programs],
        }
        new = self.path.with_suffix(".new")
        with contextlib.suppress(OSError):
            new.write_text(json.dumps(content))
            new.chmod(0o600)
            new.replace(self.path)

    def give_up(self) -> None:
        """Let the next one run."""
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)
        os.close(self._handle)


def _wait_for(handle: int, path: Path, say: Callable[[str], None]) -> None:
    deadline = time.monotonic() + ENDING_SECONDS
    told = False
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            noted = _noted(path)
            if not noted.get("ending") or time.monotonic() > deadline:
                raise Taken(_words(noted)) from None
            if not told:
                say("前の論点（Ronten）が終了するのを待っています…")
                told = True
            time.sleep(0.2)
        else:
            return


def _words(noted: dict[str, Any]) -> str:
    where = f"（{noted['address']}、プロセス番号 {noted['pid']}）" if noted else ""
    return (
        f"論点（Ronten）は、このデータですでに動いています{where}。\n"
        "そちらをそのまま使うか、その画面で Ctrl-C を押して終了してから始めてください。\n"
        "別のデータでもう一つ動かすときは、RONTEN_DATA_DIR と RONTEN_PORT を指定してください。"
    )


def _noted(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _born(pid: int) -> float | None:
    try:
        return float(psutil.Process(pid).create_time())
    except psutil.Error:
        return None


def _end_leftovers(noted: dict[str, Any]) -> None:
    """End the programs of a run that was killed. A number that belongs to another program by now
    is recognised by the time it was born."""
    left = [pid for pid, born in noted.get("programs", []) if born and _born(pid) == born]
    for number in (signal.SIGTERM, signal.SIGKILL):
        for pid in left:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, number)
        if processes.wait_until(lambda: not any(map(_lives, left)), seconds=8):
            return


def _lives(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False
