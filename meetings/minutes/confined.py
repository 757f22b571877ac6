"""Reading a file that may be made to do harm: in a child process with little memory and time.

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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from meetings.minutes import child
from meetings.minutes.document import UnreadableMinutes
from meetings.minutes.limits import Limits, limits_for

logger = logging.getLogger(__name__)

Want = Literal["import", "json", "text", "speeches"]
"""import: as JSON, refused without speeches. json, text: whatever is there. speeches: as JSON,
without suggestions."""

MOST_ANSWER_BYTES = 64 * 1024 * 1024
TOO_LONG = (
    "読取りに時間がかかりすぎたため、止めました。"
    "会合ごとにファイルを分けるか、本文だけをコピーし、文章として貼り付けてください。"
)
TOO_LARGE = (
    "読取りに必要な記憶領域が大きすぎるため、止めました。ファイルが壊れているか、"
    "作りが複雑すぎます。本文だけをコピーし、文章として貼り付けてください。"
)
FAILED = (
    "読取りの途中で、ファイルを開くプログラムが止まりました。ファイルが壊れているおそれがあります。"
    "元のファイルを開いて保存し直すか、本文だけをコピーし、文章として貼り付けてください。"
)
_ROOT = Path(__file__).resolve().parents[2]
_CRASHES = {signal.SIGSEGV, signal.SIGABRT, signal.SIGTRAP, signal.SIGILL, signal.SIGBUS}
"""How programs in C end that get no more memory."""


def read(
    data: bytes,
    filename: str,
    *,
    pasted: bool = False,
    want: Want = "import",
    words: dict[str, Any] | None = None,
    told: Callable[[int], None] = lambda speeches: None,
    limits: Limits | None = None,
) -> Any:
    """What is understood of a file, as `want` says; `told` gets the number of speeches as soon as
    they are found. `words` is a forum's vocabulary (`Vocabulary.as_data`; None: the shipped one),
    by which suggestions are made. Raises UnreadableMinutes, with the reason in Japanese, also where
    the file takes more than its limits (by default those for its size)."""
    limits = limits or limits_for(len(data))
    order = {
        "filename": filename,
        "pasted": pasted,
        "want": want,
        "words": words,
        "memory_bytes": limits.memory_bytes,
        "cpu_seconds": limits.cpu_seconds,
        "parent": os.getpid(),
    }
    with _started(order, data) as process:
        for answer in _answers(process, time.monotonic() + limits.wall_seconds):
            if "done" in answer:
                return answer["done"]
            if "refused" in answer:
                raise UnreadableMinutes(answer["refused"])
            told(answer["speeches"])
        raise UnreadableMinutes(_why_it_ended(process.wait()))


@contextmanager
def _started(order: dict[str, Any], data: bytes) -> Iterator[subprocess.Popen[bytes]]:
    with tempfile.TemporaryFile() as file:
        file.write(json.dumps(order).encode() + b"\n" + data)
        file.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-m", child.__name__],
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
    """Each line that the child says, until it ends. Raises UnreadableMinutes when it takes longer
    than until `deadline` (monotonic seconds)."""
    assert process.stdout is not None
    said = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            if not selector.select(max(deadline - time.monotonic(), 0)):
                raise UnreadableMinutes(TOO_LONG)
            piece = os.read(process.stdout.fileno(), 1 << 20)
            said += piece
            if len(said) > MOST_ANSWER_BYTES:
                raise UnreadableMinutes(TOO_LARGE)
            *lines, rest = said.split(b"\n") if b"\n" in piece else [said]
            said = bytearray(rest)
            yield from (json.loads(line) for line in lines)
            if not piece:
                return


def _why_it_ended(code: int) -> str:
    logger.warning("a reader ended with code %s", code)
    if code == child.OUT_OF_MEMORY or -code in _CRASHES:
        return TOO_LARGE
    if -code in {signal.SIGXCPU, signal.SIGKILL}:
        return TOO_LONG
    return FAILED
