"""Starting a child that reads one file, and listening to it.

The child gets neither settings nor the addresses of the servers, and ends as a group with all that
it started, whatever becomes of this process.
"""

from __future__ import annotations

import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any

from confined import child
from confined.limits import Limits

logger = logging.getLogger(__name__)

MOST_ANSWER_BYTES = 64 * 1024 * 1024
"""The longest single answer."""
_ROOT = Path(__file__).resolve().parents[1]
_CRASHES = {signal.SIGSEGV, signal.SIGABRT, signal.SIGTRAP, signal.SIGILL, signal.SIGBUS}
"""How programs in C end that get no more memory."""


class Why(Enum):
    """Why a child ended before it had said all."""

    TOO_LONG = "too_long"
    TOO_LARGE = "too_large"
    FAILED = "failed"


class Stopped(Exception):
    """A child took more than its limits, or broke down."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def answers(
    module: str, order: dict[str, Any], data: bytes, limits: Limits
) -> Generator[dict[str, Any]]:
    """Each answer of `python -m module` to this order about the file `data`, as it comes. Whoever
    has heard enough closes the iterator, which ends the child. Raises `Stopped` where the child
    ends by itself without being let go of: it has said all only where the listener knows so."""
    order = {
        **order,
        "memory_bytes": limits.memory_bytes,
        "cpu_seconds": limits.cpu_seconds,
        "parent": os.getpid(),
    }
    with _started(module, order, data) as process:
        yield from _answers(process, time.monotonic() + limits.wall_seconds)
        raise Stopped(_why_it_ended(process.wait()))


@contextmanager
def _started(module: str, order: dict[str, Any], data: bytes) -> Iterator[subprocess.Popen[bytes]]:
    with tempfile.TemporaryFile() as file:
        file.write(json.dumps(order).encode() + b"\n" + data)
        file.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=_ROOT,
            # No secret of this process goes along.
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
            stdin=file,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _answers(process: subprocess.Popen[bytes], deadline: float) -> Iterator[dict[str, Any]]:
    """Each line that the child says, until it ends. Raises `Stopped` when it takes longer than
    until `deadline` (monotonic seconds)."""
    assert process.stdout is not None
    said = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            if not selector.select(max(deadline - time.monotonic(), 0)):
                raise Stopped(Why.TOO_LONG)
            piece = os.read(process.stdout.fileno(), 1 << 20)
            said += piece
            if len(said) > MOST_ANSWER_BYTES:
                raise Stopped(Why.TOO_LARGE)
            *lines, rest = said.split(b"\n") if b"\n" in piece else [said]
            said = bytearray(rest)
            yield from (json.loads(line) for line in lines)
            if not piece:
                return


def _why_it_ended(code: int) -> Why:
    logger.warning("a reader ended with code %s", code)
    if code == child.OUT_OF_MEMORY or -code in _CRASHES:
        return Why.TOO_LARGE
    if -code in {signal.SIGXCPU, signal.SIGKILL}:
        return Why.TOO_LONG
    return Why.FAILED
