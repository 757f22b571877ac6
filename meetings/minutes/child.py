"""``python -m meetings.minutes.child``: reads one file, under limits that the kernel keeps.

Started by `meetings.minutes.confined` alone: how far it is, what was understood, or why the file
cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from confined import child
from meetings.minutes.as_json import as_json
from meetings.minutes.as_text import as_text
from meetings.minutes.document import Suggestions, UnreadableMinutes
from meetings.minutes.proposing.vocabulary import from_data
from meetings.minutes.reading import read_minutes, read_text
from meetings.minutes.suggesting import suggest
from meetings.minutes.unseen import looking

NO_SPEECHES = (
    "発言が見つかりませんでした。発言者ごとの記録がある議事録・議事要旨を選んでください。"
    "発言者の前に「○」などの印がない資料は、読み取れないことがあります。"
)


def carry_out(order: dict[str, Any], data: bytes, answer: child.Answer) -> None:
    """Read one file as ordered."""
    wanted = {name: order[name] for name in ("filename", "pasted", "want", "words")}
    try:
        answer(done=understand(data, told=lambda speeches: answer(speeches=speeches), **wanted))
    except UnreadableMinutes as problem:
        answer(refused=str(problem))


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


if __name__ == "__main__":
    child.run(carry_out)
