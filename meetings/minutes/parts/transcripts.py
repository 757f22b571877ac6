"""Transcripts that meeting software writes: WebVTT, subtitles, a name and a time above the words.

They become lines of 「10:05　柏木 航：…」, what one person says in a row in one of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from meetings.minutes.parts.sections import heading_of
from meetings.minutes.people.bare_names import may_be_name
from meetings.minutes.people.labels import is_sure

_CLOCK = r"(?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2}"
_TIMING = re.compile(rf"({_CLOCK})[.,][0-9]{{3}}\s{{0,4}}-->\s{{0,4}}{_CLOCK}[.,][0-9]{{3}}")
_VOICE = re.compile(r"<v(?:\.[^\s>]{1,20})?\s{1,4}([^<>\n]{1,60})>")
_TAG = re.compile(r"</?[a-z][^<>\n]{0,40}>")
_SAID_BY = re.compile(r"([^:：。、「」\s][^:：。、「」]{0,40}?)[\s　]{0,4}[:：][\s　]{0,4}(?=\S)")
_NAME = r"\[?(?P<name>[^\[\]:：。、0-9０-９\s][^\[\]:：。、0-9０-９]{0,30}?)\]?"
_TIME = rf"[(（\[]?(?P<time>{_CLOCK})[)）\]]?"
_NAME_AND_TIME = re.compile(rf"{_NAME}[\s　]{{1,8}}{_TIME}")
_TIME_AND_NAME = re.compile(rf"{_TIME}[\s　]{{1,8}}{_NAME}")
_LATIN = re.compile(r"[A-Za-z][A-Za-z .'-]{1,28}")
_FEWEST = 2


@dataclass
class _Turn:
    time: str
    name: str
    words: list[str] = field(default_factory=list)

    def line(self) -> str:
        said = "".join(self.words)
        return f"{self.time}　{self.name}：{said}" if self.name else said


def unrolled(text: str) -> str:
    """`text` with a line for each turn where it is a transcript, else as it is."""
    lines = text.split("\n")
    if sum(_TIMING.match(line.strip()) is not None for line in lines) >= _FEWEST:
        return _from_cues(lines)
    heads = {n: head for n, line in enumerate(lines) if (head := _head(lines, n, line.strip()))}
    return _from_heads(lines, heads) if len(heads) > _FEWEST else text


def _from_cues(lines: list[str]) -> str:
    turns: list[_Turn] = []
    before: list[str] = []
    time = ""
    for number, raw in enumerate(lines):
        line = raw.strip()
        timing = _TIMING.match(line)
        following = lines[number + 1].strip() if number + 1 < len(lines) else ""
        if timing:
            time = timing.group(1)
        elif not line or line.startswith(("WEBVTT", "NOTE", "STYLE")) or _TIMING.match(following):
            continue
        elif not time:
            before.append(raw)
        else:
            _say(turns, time, line)
    return "\n".join([*before, *(turn.line() for turn in turns)])


def _say(turns: list[_Turn], time: str, line: str) -> None:
    """Put the words of a cue to their speaker; without a name they belong to the one before."""
    voice = _VOICE.match(line)
    said_by = voice or _SAID_BY.match(line)
    name = said_by.group(1).strip() if said_by else ""
    words = _TAG.sub("", line[said_by.end() :] if said_by else line).strip()
    if not turns or (name and turns[-1].name != name):
        turns.append(_Turn(time, name))
    turns[-1].words.append(words)


def _head(lines: list[str], number: int, line: str) -> re.Match[str] | None:
    """A line that holds nothing but a name and a time, with words below it."""
    if len(line) > 60 or ":" not in line or number + 1 >= len(lines) or heading_of(line):
        return None
    found = _NAME_AND_TIME.fullmatch(line) or _TIME_AND_NAME.fullmatch(line)
    if not found or not lines[number + 1].strip():
        return None
    name = found["name"]
    named = is_sure(name) or may_be_name(name) or _LATIN.fullmatch(name)
    return found if named else None


def _from_heads(lines: list[str], heads: dict[int, re.Match[str]]) -> str:
    turns: list[_Turn] = []
    before: list[str] = []
    for number, line in enumerate(lines):
        if head := heads.get(number):
            if not turns or turns[-1].name != head["name"]:
                turns.append(_Turn(head["time"], head["name"]))
        elif not turns:
            before.append(line)
        elif line.strip():
            turns[-1].words.append(line.strip())
    return "\n".join([*before, *(turn.line() for turn in turns)])
