"""Whether a process of ours still lives, and ending it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import psutil


def recorded_pid(pid_file: Path) -> int | None:
    """The number on the first line of a pid file, None when there is none."""
    try:
        return int(pid_file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def living(pid: int | None, *, mark: str) -> psutil.Process | None:
    """The process when it lives and its command line holds the mark. After a power cut the number
    in a pid file may belong to anybody, and a container gives the same small numbers again."""
    if pid is None:
        return None
    try:
        process = psutil.Process(pid)
        if process.status() != psutil.STATUS_ZOMBIE and mark in " ".join(process.cmdline()):
            return process
    except psutil.Error:
        return None
    return None


def end(process: psutil.Process, *, patience_seconds: float) -> None:
    """End a process: kindly first, then at once."""
    try:
        process.terminate()
        if not wait_until(lambda: _has_ended(process), seconds=patience_seconds):
            process.kill()
            wait_until(lambda: _has_ended(process), seconds=patience_seconds)
    except psutil.NoSuchProcess:
        return


def _has_ended(process: psutil.Process) -> bool:
    # One that waits to be reaped has ended: in a container nobody may ever come to reap it.
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def wait_until(holds: Callable[[], bool], *, seconds: float) -> bool:
    """Ask again and again until it holds or the time is over."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
