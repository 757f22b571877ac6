"""Where labels end, decided over the whole file: what a line alone cannot tell.

A label that no blank closes (○湊知事地方の立場から) ends where it fits the list of people or
stands set apart elsewhere in the file. A name in two words (○瀬川　徹　…) is one label where the
list has it, where it comes again, or where most turns of the file are written so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from meetings.minutes.parts.lines import Line
from meetings.minutes.people.bare_names import name_like
from meetings.minutes.people.cutting import Cut, addressed, bare, cuts
from meetings.minutes.people.label_words import is_sure, names_post
from meetings.minutes.people.labels import MARKS, Candidate, candidate, mark_of
from meetings.minutes.people.names import is_name_word

_LIST = 4
_FITS = 3
_REPEATED = 2
_MOST = 0.5
_FEWEST_IN_TWO_WORDS = 3
_HIRAGANA = re.compile(r"[ぁ-ん]")
_NAME_PART = r"[一-鿿々〆ヶ㐀-䶿ァ-ヴーぁ-ゖ豈-﫿𠮷]"
_WORDS = re.compile(
    r"([^\s、。]{1,24})[\s　]+([^\s、。]{1,7})(?=[\s　]|$)(?:[\s　]+([^\s、。]{1,4})(?=[\s　]|$))?"
)
_NO_GIVEN_NAME = re.compile(
    r"(?:はい|いや|では|以上|次|また|本日|それ|これ|ただ|今|まず|続|なお|えー|あの)"
)
_SET_APART = frozenset(("mark", "number", "bold", "corner", "paren", "colon", "dash", "tab"))
_IN_WORDS = frozenset(("mark", "number", "space"))


@dataclass(frozen=True)
class _Book:
    """What the file knows of labels."""

    apart: frozenset[str]
    counted: Counter[str]
    knows: Callable[[str], bool]

    def weight(self, cut: Cut) -> int:
        """How much speaks for an end: the file, the list of people, another line, the words."""
        if cut.key in self.apart:
            return _LIST
        if self.knows(cut.label):
            return _FITS
        if self.counted[cut.key] > 1 or cut.label[-1] in "）)":
            return _REPEATED
        return int(cut.plain)

    def possible(self, ends: Sequence[Cut]) -> list[Cut]:
        """`ends` without those where only a label known otherwise could end, and none is."""
        return [cut for cut in ends if not cut.goes_on or self.weight(cut) >= _FITS]

    def best(self, ends: Sequence[Cut]) -> tuple[int, Cut]:
        weight, _, cut = max(
            ((self.weight(cut), len(cut.label), cut) for cut in ends), key=lambda each: each[:2]
        )
        if not cut.goes_on:
            return weight, cut
        longer = [other for other in ends if self._goes_further(other, cut)]
        return (max(_REPEATED, self.weight(longer[-1])), longer[-1]) if longer else (weight, cut)

    def _goes_further(self, longer: Cut, cut: Cut) -> bool:
        """Whether what follows `cut` makes it a longer label: one known, too, or plainly a post
        (湊知事室長｜本日は)."""
        more = longer.label[len(cut.label) :]
        return bool(more) and (
            self.weight(longer) >= _FITS or (longer.plain and not _HIRAGANA.search(more))
        )


def divided(lines: Sequence[Line], knows: Callable[[str], bool]) -> list[Candidate | None]:
    """For each line the label at its start, as the whole file tells where it ends."""
    entries = [_without_addressee(candidate(line.text)) for line in lines]
    ends = {n: _ends(line.text, entries[n]) for n, line in enumerate(lines) if line.text}
    counted = Counter(cut.key for found in ends.values() for cut in found if not cut.goes_on)
    book = _Book(_apart(entries), counted, knows)
    ends = {n: possible for n, found in ends.items() if (possible := book.possible(found))}
    for number, entry in enumerate(entries):
        if entry is not None and entry.fused and number not in ends:
            entries[number] = None
    chosen = {n: book.best(found) for n, found in ends.items()}
    share = _share_of_sure(lines, entries, chosen)
    for number, (weight, cut) in chosen.items():
        entry = entries[number]
        if weight >= _REPEATED or share >= _MOST or (entry is not None and entry.fused):
            entries[number] = _cut(lines[number].text, cut)
    return _with_names_in_words(lines, entries, knows)


def _without_addressee(entry: Candidate | None) -> Candidate | None:
    """山城一恵君委員長　…: who is addressed belongs to what is said."""
    speaker = addressed(entry.label) if entry else ""
    if entry is None or not speaker:
        return entry
    return replace(
        entry, label=speaker, rest=f"{entry.label[len(speaker) :]}　{entry.rest}".strip()
    )


def _ends(text: str, entry: Candidate | None) -> list[Cut]:
    """The ends to choose from where the line alone does not show one."""
    if entry is not None and entry.sure and not entry.fused:
        return []
    if text[0] in MARKS:
        return cuts(text[1:].lstrip(" \u3000\t"))
    if entry is not None and entry.layout != "space":
        return []
    bracket = text.find("（", 0, 24) if "（" in text[:24] else text.find("(", 0, 24)
    return [cut for cut in cuts(text) if cut.label[-1] in "）)"][:1] if bracket > 0 else []


def _apart(entries: Sequence[Candidate | None]) -> frozenset[str]:
    """Labels that stand set apart by signs or blanks, those without a sign more than once."""
    found = [entry for entry in entries if entry and entry.sure and not entry.fused]
    signed = {bare(entry.label) for entry in found if entry.layout in _SET_APART}
    plain = Counter(bare(entry.label) for entry in found if entry.layout not in _SET_APART)
    return frozenset(signed | {label for label, count in plain.items() if count > 1})


def _share_of_sure(
    lines: Sequence[Line],
    entries: Sequence[Candidate | None],
    chosen: dict[int, tuple[int, Cut]],
) -> float:
    """Of the lines that begin with a mark, how many name a speaker without doubt."""
    marked = [n for n, line in enumerate(lines) if line.text[0] in MARKS]
    sure = sum(
        1
        for n in marked
        if ((entry := entries[n]) and entry.sure and not entry.fused)
        or (n in chosen and chosen[n][0] >= _REPEATED)
    )
    return sure / len(marked) if marked else 0.0


def _cut(text: str, cut: Cut) -> Candidate:
    marked = text[0] in MARKS
    sign = ("mark", mark_of(text)) if marked else ("space", "")
    probe = candidate(f"{text[0] if marked else ''}{cut.label}　{cut.rest}")
    remarks = probe.remarks if probe else ()
    rest = probe.rest if probe and probe.remarks else cut.rest
    return Candidate(*sign, cut.label, rest, sure=True, fused=True, remarks=remarks)


def _with_names_in_words(
    lines: Sequence[Line], entries: list[Candidate | None], knows: Callable[[str], bool]
) -> list[Candidate | None]:
    """Take the name into the label where it is set in words of its own."""
    longer = {n: found for n, entry in enumerate(entries) if (found := _longer(entry))}
    counted = Counter(bare(found.label) for found in longer.values())
    shapes = Counter((entry.key, _shape(entry)) for n in longer if (entry := entries[n]))
    keys = Counter(entry.key for entry in entries if entry and _may_speak(entry))
    for number, found in longer.items():
        entry = entries[number]
        if entry is None:
            continue
        count = shapes[entry.key, _shape(entry)]
        usual = count >= _FEWEST_IN_TWO_WORDS and count >= keys[entry.key] * _MOST
        if knows(bare(found.label)) or counted[bare(found.label)] > 1 or usual:
            entries[number] = found
    return entries


def _may_speak(entry: Candidate) -> bool:
    return entry.sure or name_like(entry.label)


def _shape(entry: Candidate) -> str:
    return "post" if names_post(entry.label) else "name"


def _longer(entry: Candidate | None) -> Candidate | None:
    """The label with the name, or the given name, that follows it after a blank."""
    if entry is None or entry.fused or entry.remarks or entry.layout not in _IN_WORDS:
        return None
    words = _WORDS.match(f"{entry.label}　{entry.rest[:30]}")
    if not words or words[1] != entry.label or not entry.rest:
        return None
    taken = _name_after_post(words) if names_post(entry.label) else _given_name(words)
    if not taken:
        return None
    rest = entry.rest
    for word in taken:
        rest = rest[len(word) :].lstrip(" \u3000\t")
    return replace(entry, label="　".join((entry.label, *taken)), rest=rest, sure=True)


def _name_after_post(words: re.Match[str]) -> tuple[str, ...]:
    """議長 桐谷慎吾, 議長　桐谷　慎吾."""
    first, second = words[2], words[3] or ""
    if not _is_part(first):
        return ()
    if second and len(first) <= 3 and _is_part(second):
        return (first, second)
    return (first,) if len(first) >= 2 else ()


def _given_name(words: re.Match[str]) -> tuple[str, ...]:
    """瀬川　徹: a surname of up to four signs and a given name."""
    surname, given = words[1], words[2]
    both = len(surname) <= 4 and len(given) <= 5 and len(surname) + len(given) >= 2
    return (given,) if both and _is_part(surname) and _is_part(given) else ()


def _is_part(word: str) -> bool:
    """Whether a word can be a name or half of one."""
    if _NO_GIVEN_NAME.match(word) or not re.fullmatch(f"{_NAME_PART}{{1,7}}", word):
        return False
    return is_name_word(word) and not is_sure(word)
