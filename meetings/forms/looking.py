"""What a person looks at before saving: doubts of the reader, and words that it left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from meetings.actions.corrected import Reading, key_of
from meetings.minutes.accounting.entries import Reason

NAME = "looked_at"
"""The field of the ticks 「確かめました」."""

_LABELS = {
    Reason.UNPLACED: "どの項目にも入らなかった文字",
    Reason.DELETED: "変更履歴で削除された文字",
    Reason.HIDDEN: "隠し文字",
    Reason.COMMENT: "コメント",
    Reason.SURROUNDINGS: "本文の外にある案内など",
    Reason.LINK: "リンク先",
    Reason.REPEATED: "ページの変わり目で重なっていた文字",
    Reason.CUE: "文字起こしの時刻や番号、繰り返す名前",
    Reason.RUNNING_HEAD: "ページの上や下に繰り返す見出し",
    Reason.PAGE_NUMBER: "ページ番号",
    Reason.RUBY: "ふりがな",
    Reason.LABEL: "つないだ発言の、発言者の表記",
    Reason.HEADING: "項目の見出し",
    Reason.MARK: "発言者や項目を区切る印",
}
_MOST = 200
_LENGTH = 300


@dataclass(frozen=True)
class Doubt:
    """A note of the reader. `asked`: saving waits for it; `done`: somebody has looked at it."""

    key: str
    message: str
    asked: bool
    done: bool
    speech: int | None = None


@dataclass(frozen=True)
class Group:
    """Words that were left out for one reason, each with how often; of marks each one counts."""

    label: str
    count: int
    words: list[tuple[str, int]]
    more: int


def doubts(read: Reading, ticked: Collection[str]) -> list[Doubt]:
    """All notes, those that are asked about first."""
    found = [
        Doubt(
            key_of(note),
            note["message"],
            bool(note.get("confirm")),
            key_of(note) in ticked,
            note.get("speech"),
        )
        for note in read.notes
    ]
    return sorted(found, key=lambda doubt: not doubt.asked)


def left_out(entries: list[dict[str, Any]]) -> list[Group]:
    """What was left out, reason by reason, what may matter most first."""
    return list(_groups(entries))


def _groups(entries: list[dict[str, Any]]) -> Iterator[Group]:
    for reason, label in _LABELS.items():
        texts = [entry["text"] for entry in entries if entry["reason"] == reason.value]
        if not texts:
            continue
        times: dict[str, int] = {}
        for text in texts:
            times[text[:_LENGTH]] = times.get(text[:_LENGTH], 0) + 1
        words = list(times.items())
        count = sum(map(len, texts)) if reason is Reason.MARK else len(texts)
        yield Group(label, count, words[:_MOST], max(0, len(words) - _MOST))
