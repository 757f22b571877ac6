"""What stands beside a label, neither the speaker nor said: （登壇）, （オンライン）, 10:05."""

from __future__ import annotations

import re

_MOST_REMARKS = 3
_CLOCK = re.compile(
    r"[\[(（［〔]?([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]{1,3})?|[0-9０-９]{1,2}時[0-9０-９]{1,2}分)[\])）］〕]?"
    r"[\s　]+"
)
_REMARK = (
    r"[（(〔［\[][\s　]*((?:登壇|降壇|自席(?:から|より|にて)?|起立|着席|挙手|代読|続き?|答弁|"
    r"(?:オンライン|[Ww][Ee][Bb]|ウェブ|リモート|会場|電話|対面|途中)"
    r"(?:会議)?(?:で|にて|による|から)?"
    r"(?:御?参加|御?出席|御?発言|入室|退席|接続)?))[\s　]*[）)〕］\]]"
)
_REMARK_BEFORE = re.compile(_REMARK + r"[\s　]*[:：]?[\s　]*")
_REMARK_AT_END = re.compile(_REMARK + r"$")


def after_clock(text: str) -> tuple[tuple[str, ...], str]:
    """The time of day at the start of a line, and the line without it."""
    clock = _CLOCK.match(text[:24])
    return ((clock.group(1),), text[clock.end() :]) if clock else ((), text)


def is_clock(remark: str) -> bool:
    """Whether a remark is the time at which somebody began."""
    return _CLOCK.match(f"{remark} ") is not None


def without_remarks(label: str, rest: str) -> tuple[str, str, tuple[str, ...]]:
    """Label and what is said without the remarks in brackets between them; these."""
    remarks: list[str] = []
    for _ in range(_MOST_REMARKS):
        at_end = _REMARK_AT_END.search(label)
        if at_end and at_end.start() > 0:
            remarks.insert(0, at_end.group(1))
            label = label[: at_end.start()].rstrip(" \u3000")
    for _ in range(_MOST_REMARKS):
        if before := _REMARK_BEFORE.match(rest[:40]):
            remarks.append(before.group(1))
            rest = rest[before.end() :]
    return label, rest, tuple(remarks)
