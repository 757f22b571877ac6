"""What a child process that reads does before and around its reading.

A module that is run as such a child ends with ``run(carry_out)``. The first line of its standard
input is the order, the rest is the file. Each line of its standard output is one JSON object.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from typing import IO, Any

OUT_OF_MEMORY = 77
"""The exit code of a child that got no more memory and could still say so."""
_PR_SET_PDEATHSIG = 1

Answer = Callable[..., None]


def run(carry_out: Callable[[dict[str, Any], bytes, Answer], None]) -> None:
    """Carry out one order, under limits that the kernel keeps, and end this process."""
    order = json.loads(sys.stdin.buffer.readline())
    _confine(order)
    answer = _answering_on(_own_output())
    try:
        carry_out(order, sys.stdin.buffer.read(), answer)
    except MemoryError:
        _leave(OUT_OF_MEMORY)
    _leave(0)


def _leave(code: int) -> None:
    """Without tidying up, for which there may be no memory left."""
    os._exit(code)


def _confine(order: dict[str, Any]) -> None:
    memory, seconds = order["memory_bytes"], order["cpu_seconds"]
    for kind in (resource.RLIMIT_AS, resource.RLIMIT_DATA):
        resource.setrlimit(kind, (memory, memory))
    # The kernel asks at the first number and kills at the second.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
    # A dump of its memory would hold what nobody is to read.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _end_with(order["parent"])


def _end_with(parent: int) -> None:
    """Nobody waits for the answer of a reader whose worker was killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before the kernel was told
            os._exit(1)


def _own_output() -> IO[str]:
    """The pipe to the parent; what a library prints goes elsewhere."""
    pipe = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(pipe, "w", encoding="utf-8")


def _answering_on(pipe: IO[str]) -> Answer:
    def answer(**words: Any) -> None:
        pipe.write(json.dumps(words) + "\n")
        pipe.flush()

    return answer
