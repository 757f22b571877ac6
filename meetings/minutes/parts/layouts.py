"""Which lines of a file open a turn at speaking: the layout is decided by evidence over the file.

A layout counts for as many of its lines as name a speaker and go on in prose, so that ○ bullets of
a list, groups of attendees and （概要） never win by themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from meetings.minutes.parts.brackets import inside
from meetings.minutes.parts.directions import is_direction
from meetings.minutes.parts.dividing import divided
from meetings.minutes.parts.lines import Line
from meetings.minutes.parts.sections import is_heading_word, is_speaking_group
from meetings.minutes.people.bare_names import may_be_name
from meetings.minutes.people.labels import MARKS, Candidate, candidate, is_question
from meetings.minutes.people.remarks import is_clock

_PREFERENCE = (
    "mark",
    "bold",
    "corner",
    "colon",
    "dash",
    "quoted",
    "paren",
    "question",
    "number",
    "tab",
    "space",
    "line",
)
_FEWEST = {
    "mark": 1,
    "bold": 1,
    "corner": 1,
    "colon": 1,
    "dash": 2,
    "quoted": 2,
    "paren": 2,
    "question": 2,
    "number": 2,
    "tab": 2,
    "space": 3,
    "line": 3,
}
_GOOD_SHARE = 0.3
_FEWEST_NAMES_AGAIN = 2
_FEWEST_TIMED = 2


@dataclass(frozen=True)
class Turn:
    """A line that opens a turn."""

    line: int
    label: str
    rest: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Found:
    line: int
    candidate: Candidate
    good: bool
    prose: bool


def find_turns(lines: Sequence[Line], knows: Callable[[str], bool]) -> list[Turn]:
    """The turns in order. `knows` tells whether a label fits somebody in the attendee list."""
    found = _with_bare_names(_asked_and_answered(_candidates(lines, knows)))
    keys = _chosen(found, _marked_lines(lines))
    if not keys:
        return []
    start = next(
        item.line for item in found if item.candidate.key in keys and item.prose and item.good
    )
    repeated = Counter(item.candidate.label for item in found if item.candidate.key in keys)
    return [
        Turn(item.line, item.candidate.label, item.candidate.rest, item.candidate.remarks)
        for item in found
        if item.line >= start
        and item.candidate.key in keys
        and (item.good or _is_unknown_speaker(item, repeated))
    ]


def _candidates(lines: Sequence[Line], knows: Callable[[str], bool]) -> list[_Found]:
    found: list[_Found] = []
    for number, (line, entry) in enumerate(zip(lines, divided(lines, knows), strict=True)):
        if entry is None or (not entry.rest and _is_no_speaker(line.text)):
            continue
        good = entry.sure or knows(entry.label)
        following = lines[number + 1].text if number + 1 < len(lines) else ""
        spoken = entry.rest if candidate_opens(following) else entry.rest + following
        found.append(_Found(number, entry, good, "。" in spoken))
    return found


def candidate_opens(text: str) -> bool:
    """Whether `text` opens something of its own and is not what the label before it says."""
    entry = candidate(text)
    return is_heading_word(text) or (entry is not None and entry.sure and entry.layout != "space")


def _is_no_speaker(text: str) -> bool:
    if inside(text):
        return is_direction(inside(text))
    return is_heading_word(text) and not is_speaking_group(text)


def _marked_lines(lines: Sequence[Line]) -> Counter[tuple[str, str]]:
    """How many lines begin with each mark, label or bullet."""
    heads = (line.text[0] for line in lines if line.text[0] in MARKS)
    return Counter(("mark", "○" if head in "○〇◯" else head) for head in heads)


def _chosen(found: list[_Found], marked: Counter[tuple[str, str]]) -> set[tuple[str, str]]:
    """Keys of the layouts in use: the strongest one, and others of the same family (◎ beside ○)."""
    scores = Counter(item.candidate.key for item in found if item.good and item.prose)
    good = Counter(item.candidate.key for item in found if item.good)
    usable = {
        key: score
        for key, score in scores.items()
        if score >= _FEWEST[key[0]] and good[key] >= marked[key] * _GOOD_SHARE
    }
    if not usable:
        return set()
    best = max(usable, key=lambda key: (usable[key], -_PREFERENCE.index(key[0])))
    family = {key for key in usable if key[0] == best[0] or best[0] == "question"}
    return family | {best}


def _asked_and_answered(found: list[_Found]) -> list[_Found]:
    """`found` without questions where nobody answers: then they are words of those who speak."""
    asked = {is_question(each.candidate.label) for each in _of(found, "question")}
    if asked >= {True, False}:
        return found
    return [each for each in found if each.candidate.layout != "question"]


def _of(found: list[_Found], layout: str) -> list[_Found]:
    return [each for each in found if each.candidate.layout == layout]


def _with_bare_names(found: list[_Found]) -> list[_Found]:
    """`found` with bare names taken for speakers (桐谷: …) where several people speak again."""
    timed = [each for each in found if _is_timed(each)]
    if len(timed) >= _FEWEST_TIMED:
        return [replace(each, good=True, prose=True) if _is_timed(each) else each for each in found]
    named = [each for each in found if _is_bare_name(each)]
    counted = Counter((each.candidate.key, each.candidate.label) for each in named)
    again = Counter(key for (key, _), count in counted.items() if count > 1)
    keys = {key for key, count in again.items() if count >= _FEWEST_NAMES_AGAIN}
    return [
        replace(each, good=True) if _is_bare_name(each) and each.candidate.key in keys else each
        for each in found
    ]


def _is_timed(each: _Found) -> bool:
    """10:05　桐谷：…, as transcripts are written."""
    entry = each.candidate
    return entry.layout == "colon" and bool(entry.remarks) and is_clock(entry.remarks[0])


def _is_bare_name(each: _Found) -> bool:
    entry = each.candidate
    set_apart = entry.layout in ("colon", "corner", "bold", "dash", "tab", "paren")
    return set_apart and each.prose and not each.good and may_be_name(entry.label)


def _is_unknown_speaker(item: _Found, repeated: Counter[str]) -> bool:
    """A label that is no post and fits nobody: a name nevertheless, if it is set apart like one."""
    entry = item.candidate
    if not may_be_name(entry.label) or is_heading_word(entry.label):
        return False
    if entry.layout == "mark":
        return entry.bold or repeated[entry.label] > 1 or (len(entry.label) <= 3 and item.prose)
    return repeated[entry.label] > 1 and item.prose
