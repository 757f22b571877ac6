"""``python -m meetings.minutes.child``: reads one file, under limits that the kernel keeps.

Started by `meetings.minutes.confined` alone. The first line of standard input is the order, the
rest is the file. Each line of standard output is one JSON object: how far it is, what was
understood, or why the file cannot be read.
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

from meetings.minutes.as_json import as_json
from meetings.minutes.as_text import as_text
from meetings.minutes.document import Suggestions, UnreadableMinutes
from meetings.minutes.proposing.vocabulary import from_data
from meetings.minutes.reading import read_minutes, read_text
from meetings.minutes.suggesting import suggest
from meetings.minutes.unseen import looking

OUT_OF_MEMORY = 77
"""The exit code of a child that got no more memory and could still say so."""
NO_SPEECHES = (
    "発言が見つかりませんでした。発言者ごとの記録がある議事録・議事要旨を選んでください。"
    "発言者の前に「○」などの印がない資料は、読み取れないことがあります。"
)
_PR_SET_PDEATHSIG = 1

Answer = Callable[..., None]


def main() -> int:
    """Carry out one order. Returns the exit code."""
    order = json.loads(sys.stdin.buffer.readline())
    _confine(order)
    answer = _answering_on(_own_output())
    wanted = {name: order[name] for name in ("filename", "pasted", "want", "words")}
    try:
        understood = understand(
            sys.stdin.buffer.read(), told=lambda speeches: answer(speeches=speeches), **wanted
        )
        answer(done=understood)
    except UnreadableMinutes as problem:
        answer(refused=str(problem))
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


def understand(
    data: bytes,
    filename: str,
    *,
    pasted: bool = False,
    want: str = "import",
    words: dict[str, Any] | None = None,
    told: Callable[[int], None] = lambda speeches: None,
) -> Any:
    """What `meetings.minutes.confined.read` promises, here and now and without limits."""
    parsed = read_text(data.decode()) if pasted else read_minutes(data, filename)
    if want == "speeches":
        return as_json(parsed, Suggestions())
    if want == "import" and not parsed.speeches:
        raise UnreadableMinutes(NO_SPEECHES)
    told(len(parsed.speeches))
    suggestions = suggest(parsed, from_data(words) if words else None)
    if want == "text":
        return as_text(parsed, suggestions)
    unseen = [] if pasted or want != "import" else looking.look(data, filename)
    more = {"hidden": [each.as_json() for each in unseen]} if want == "import" else {}
    return {**as_json(parsed, suggestions), **more}


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


if __name__ == "__main__":
    # Without tidying up, for which there may be no memory left.
    os._exit(main())
