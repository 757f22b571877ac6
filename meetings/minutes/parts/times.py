"""Times of day as minutes print them: 16:00～17:00, 午後７時～午後８時50分, 午後零時三十分."""

from __future__ import annotations

import re
import unicodedata
from datetime import time

_KANJI = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_KANJI_NUMBER = re.compile(r"[〇零一二三四五六七八九十]{1,4}(?=\s*[時分])")
_TIME = re.compile(
    r"(?:(?P<half>午前|午後|AM|PM|am|pm)\s*)?(?<![0-9])(?P<hour>[0-9]{1,2})\s*"
    r"(?:[::]\s*(?P<minute>[0-5][0-9])(?![0-9])|時(?!間)\s*(?:(?P<minute_kanji>[0-9]{1,2})\s*分|(?P<thirty>半))?)"
    r"\s*(?P<noon>正午)?"
)
_NOON = re.compile(r"正午")


def find_times(text: str) -> list[time]:
    """All times in `text`, in order. A time without 午後 after one with it counts on from there."""
    plain = _plain(text)
    found: list[time] = []
    afternoon = False
    for match in _TIME.finditer(plain):
        hour = int(match["hour"])
        minute = int(match["minute"] or match["minute_kanji"] or (30 if match["thirty"] else 0))
        half = (match["half"] or "").upper()
        if half in ("午後", "PM"):
            afternoon = True
        elif half in ("午前", "AM"):
            afternoon = False
        hour = _full_hour(hour, afternoon=afternoon)
        if hour < 24 and minute < 60:
            found.append(time(hour, minute))
    return found


def start_and_end(text: str) -> tuple[time | None, time | None]:
    """The first time in `text`, and the second where it follows as the end."""
    found = find_times(text)
    start = found[0] if found else None
    end = found[1] if len(found) > 1 else None
    return start, end


def _full_hour(hour: int, *, afternoon: bool) -> int:
    return hour + 12 if afternoon and hour < 12 else hour


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    plain = _NOON.sub("12:00", plain)
    return _KANJI_NUMBER.sub(lambda match: str(_kanji_number(match.group(0))), plain)


def _kanji_number(written: str) -> int:
    if "十" not in written:
        return int("".join(str(_KANJI[sign]) for sign in written))
    tens, _, ones = written.partition("十")
    return (_KANJI.get(tens[-1:], 1)) * 10 + _KANJI.get(ones[:1], 0)
