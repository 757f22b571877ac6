"""Reading a file that may be made to do harm: in a child process with little memory and time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import Any, Literal

from confined.limits import Limits, limits_for
from confined.running import Stopped, Why, answers
from meetings.minutes import child
from meetings.minutes.document import UnreadableMinutes

Want = Literal["import", "json", "text", "speeches"]
"""import: as JSON, refused without speeches. json, text: whatever is there. speeches: as JSON,
without suggestions."""

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
_WORDS = {Why.TOO_LONG: TOO_LONG, Why.TOO_LARGE: TOO_LARGE, Why.FAILED: FAILED}


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
    order = {"filename": filename, "pasted": pasted, "want": want, "words": words}
    try:
        with closing(answers(child.__name__, order, data, limits)) as heard:
            for answer in heard:
                if "done" in answer:
                    return answer["done"]
                if "refused" in answer:
                    raise UnreadableMinutes(answer["refused"])
                told(answer["speeches"])
    except Stopped as stopped:
        raise UnreadableMinutes(_WORDS[stopped.why]) from stopped
    raise AssertionError("a child that has not said all was stopped")
