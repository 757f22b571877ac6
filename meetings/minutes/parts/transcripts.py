"""Transcripts that meeting software writes: WebVTT, subtitles, a name and a time above the words.

They become lines of 「10:05　柏木 航：…」, what one person says in a row in one of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from meetings.minutes.accounting.entries import LeftOut, Reason
from meetings.minutes.parts.sections import heading_of
from meetings.minutes.people.bare_names import may_be_name
from meetings.minutes.people.label_words import is_sure

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
_BETWEEN = "："
_REMARKS = ("WEBVTT", "NOTE", "STYLE", "REGION")


@dataclass(frozen=True)
class Unrolled:
    """`text` with a line for each turn, and what of the transcript stands in none of them: times,
    numbers of cues, tags, names said again. `supplied`: signs that the file does not hold."""

    text: str
    left_out: tuple[LeftOut, ...] = ()
    supplied: str = ""


@dataclass
class _Turn:
    time: str
    name: str
    words: list[str] = field(default_factory=list)

    def line(self) -> str:
        said = "".join(self.words)
        return f"{self.time}　{self.name}{_BETWEEN}{said}" if self.name else said


class _Turns:
    """The turns while a transcript is gone through, and what goes into none."""

    def __init__(self) -> None:
        self._before: list[str] = []
        self._turns: list[_Turn] = []
        self._left_out: list[LeftOut] = []

    def before(self, line: str) -> None:
        """A line above the first turn."""
        self._before.append(line)

    def skip(self, words: str) -> None:
        """Words that are no part of what is said."""
        if words.strip():
            self._left_out.append(LeftOut(Reason.CUE, words.strip()))

    def opens(self, name: str) -> bool:
        """Whether somebody other than before begins. Without a name it is the same one."""
        return not self._turns or (bool(name) and self._turns[-1].name != name)

    def open(self, time: str, name: str) -> None:
        """Begin a turn."""
        self._turns.append(_Turn(time, name))

    def say(self, words: str) -> None:
        """Put words to the turn at hand."""
        self._turns[-1].words.append(words)

    @property
    def begun(self) -> bool:
        return bool(self._turns)

    def unrolled(self) -> Unrolled:
        """All of it."""
        lines = [*self._before, *(turn.line() for turn in self._turns)]
        named = sum(bool(turn.name) for turn in self._turns)
        return Unrolled("\n".join(lines), tuple(self._left_out), _BETWEEN * named)


def unrolled(text: str) -> Unrolled:
    """`text` with a line for each turn where it is a transcript, else as it is."""
    lines = text.split("\n")
    if sum(_TIMING.match(line.strip()) is not None for line in lines) >= _FEWEST:
        return _from_cues(lines)
    heads = {n: head for n, line in enumerate(lines) if (head := _head(lines, n, line.strip()))}
    return _from_heads(lines, heads) if len(heads) > _FEWEST else Unrolled(text)


def _from_cues(lines: list[str]) -> Unrolled:
    turns = _Turns()
    remark = False
    cue = time = ""
    for number, raw in enumerate(lines):
        line = raw.strip()
        timed = _TIMING.match(line)
        remark = bool(line) and (remark or line.startswith(_REMARKS))
        if timed:
            turns.skip(cue)
            cue, time, remark = line, timed.group(1), False
        elif remark or _is_number_of_cue(lines, number):
            turns.skip(line)
        elif not time:
            turns.before(raw)
        elif line:
            cue = _say(turns, cue, time, line)
    turns.skip(cue)
    return turns.unrolled()


def _is_number_of_cue(lines: list[str], number: int) -> bool:
    """Whether a line stands above a time: a number, or whatever follows a blank line."""
    following = lines[number + 1].strip() if number + 1 < len(lines) else ""
    if not lines[number].strip() or not _TIMING.match(following):
        return False
    return lines[number].strip().isdecimal() or number == 0 or not lines[number - 1].strip()


def _say(turns: _Turns, cue: str, time: str, line: str) -> str:
    """Put the words of a cue to their speaker; without a name they belong to the one before.
    `cue` is the line of its time as far as it is not told yet; returns what is left of it."""
    voice = _VOICE.match(line)
    said_by = voice or _SAID_BY.match(line)
    name = said_by.group(1).strip() if said_by else ""
    head, said = (line[: said_by.end()], line[said_by.end() :]) if said_by else ("", line)
    if turns.opens(name):
        turns.open(time, name)
        cue = cue.replace(time, "", 1) if name else cue
        head = head.replace(name, "", 1)
    for words in (cue, head, "".join(_TAG.findall(said))):
        turns.skip(words)
    turns.say(_TAG.sub("", said).strip())
    return ""


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


def _from_heads(lines: list[str], heads: dict[int, re.Match[str]]) -> Unrolled:
    turns = _Turns()
    for number, line in enumerate(lines):
        if head := heads.get(number):
            words = head.string
            if turns.opens(head["name"]):
                turns.open(head["time"], head["name"])
                words = words.replace(head["time"], "", 1).replace(head["name"], "", 1)
            turns.skip(words)
        elif not turns.begun:
            turns.before(line)
        elif line.strip():
            turns.say(line.strip())
    return turns.unrolled()
