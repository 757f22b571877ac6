"""Reading a file of unknown origin as sheets: in a child process with little memory and time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

from confined.limits import Limits, limits_for
from confined.running import Stopped, Why, answers
from sheets import child
from sheets.values import Outline, Row, UnreadableSheet, outline_from_json, row_from_json

_WORDS = {
    Why.TOO_LONG: "読取りに時間がかかりすぎたため、止めました。"
    "表の部分だけを新しいブックに写し、要らない行・列・シートを消して、保存し直してください。",
    Why.TOO_LARGE: "読取りに必要な記憶領域が大きすぎるため、止めました。ファイルが壊れているか、"
    "作りが複雑すぎます。表の部分だけを新しいブックに値として写し、保存し直してください。",
    Why.FAILED: "読取りの途中で、ファイルを開くプログラムが止まりました。ファイルが壊れている"
    "おそれがあります。元のファイルを開いて保存し直してください。",
}


def outlines(data: bytes, *, limits: Limits | None = None) -> list[Outline]:
    """The sheets of a file that hold something. Raises UnreadableSheet."""
    asked = {"sheet": None, "first": 1}
    return [outline_from_json(each["outline"]) for each in _answers(asked, data, limits)]


def rows(
    data: bytes, sheet: str, *, first: int = 1, limits: Limits | None = None
) -> Iterator[list[Row]]:
    """The rows of the sheet of this name, from the row of number `first` on, some at a time; never
    all of them are held. Raises UnreadableSheet."""
    for each in _answers({"sheet": sheet, "first": first}, data, limits):
        yield [row_from_json(row) for row in each["rows"]]


def _answers(asked: dict[str, Any], data: bytes, limits: Limits | None) -> Iterator[dict[str, Any]]:
    try:
        with closing(
            answers(child.__name__, asked, data, limits or limits_for(len(data)))
        ) as heard:
            for answer in heard:
                if "done" in answer:
                    return
                if "refused" in answer:
                    raise UnreadableSheet(answer["refused"])
                yield answer
    except Stopped as stopped:
        raise UnreadableSheet(_WORDS[stopped.why]) from stopped
