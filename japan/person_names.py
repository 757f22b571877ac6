"""Names of persons in a Japanese text.

A name is a family name with a given name, or a family name (or an unknown word) with what makes it
a person: 様, 氏, さん, an office behind it, 担当は before it. A family name alone is most often a
place (大野市, 中島町) and left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from japan.tokens import Token, tokens

Told = Literal["name", "namesake", "known"]


@dataclass(frozen=True)
class Name:
    """text[start:end] names a person; `told` as in `japan.personal.Kind`."""

    start: int
    end: int
    told: Told


_HONORIFIC = frozenset(("さん", "様", "さま", "氏", "君", "くん", "ちゃん", "女史", "殿"))
_OFFICE = re.compile(
    r"(?:前|元|副|代理|筆頭|総括|担当|首席|主席|デジタル行財政改革|[一-龯]{0,6}?)?"
    r"(?:知事|市長|町長|村長|区長|首相|総理|大臣|長官|政務官|議員|委員|構成員|座長|会長|理事|"
    r"局長|部長|課長|室長|係長|班長|所長|次長|補佐|主査|主事|主任|主幹|参事|審議官|統括官|監|"
    r"教授|先生|校長|教諭|医師|弁護士|事務局長|職員|記者|社長)"
)
_PLACE_BEHIND = re.compile(r"[市区町村郡県府都州島山川港駅湖池浜橋線城寺]")
_HEAD_OF_A_PLACE = re.compile(r"[市区町村]長")
"""大野市長 is the mayor of 大野市 rather than somebody called 大野."""
_LEADING = re.compile(
    r"(?:担当(?:者)?|連絡先|氏名|責任者|代表者?|申請者|相談者|記入者|窓口)"
    r"(?:は|が|の|:|：|、)?[ 　]{0,3}\Z"
)
_SELF = re.compile(r"(?:です|でございます|と申します|と言います|といいます)")
_NOT_NAMES = frozenset(("皆", "客", "奥", "神", "同", "両", "各", "仏", "何", "誰", "ベンダー"))
_SPACE = " 　"
_KANJI = re.compile(r"[一-龯々ヶ]{1,4}\Z")
_FAMILY_BEFORE = re.compile(r"(?<![一-龯々])[一-龯々]{1,3}[ 　]{1,3}\Z")


def find(text: str, *, known: Collection[str] = ()) -> list[Name]:
    """The names in `text`, in order. `known` are full names of persons of public office."""
    people = _People(known)
    found = [Name(*match.span(), "known") for match in people.in_full(text)]
    taken = {position for name in found for position in range(name.start, name.end)}
    for start, end, full in _names(text, list(tokens(text))):
        if start in taken or end - 1 in taken:
            continue
        told = people.told(text, start, end, full=full)
        if told == "known" or full or not _HEAD_OF_A_PLACE.match(text, end):
            found.append(Name(start, end, told))
    return sorted(found, key=lambda name: name.start)


class _People:
    """Those whose names are a public matter."""

    def __init__(self, known: Collection[str]) -> None:
        self.full = {_bare(name) for name in known if _bare(name)}
        split = (re.split(rf"[{_SPACE}]+", name.strip()) for name in known)
        self.families = {parts[0] for parts in split if len(parts) > 1}

    def in_full(self, text: str) -> Iterator[re.Match[str]]:
        """Where a full name stands, however it is spaced; the dictionary may cut a rare one."""
        if not self.full:
            return iter(())
        longest_first = sorted(self.full, key=len, reverse=True)
        spaced = (rf"[{_SPACE}]{{0,3}}".join(map(re.escape, name)) for name in longest_first)
        return re.finditer("|".join(spaced), text)

    def told(self, text: str, start: int, end: int, *, full: bool) -> Told:
        bare = _bare(text[start:end])
        if bare in self.full:
            return "known"
        if full or not self._shares_family(bare):
            return "name"
        behind = text[end : end + 12].lstrip(_SPACE)
        office = _OFFICE.match(behind) or _SELF.match(behind)
        return "known" if office else "namesake"

    def _shares_family(self, family: str) -> bool:
        if family in self.families:
            return True
        return len(family) > 1 and any(name.startswith(family) for name in self.full)


def _names(text: str, words: Sequence[Token]) -> Iterator[tuple[int, int, bool]]:
    """Start, end, and whether family and given name both stand there."""
    i = 0
    while i < len(words):
        last = _run_of_name(words, i)
        if last is None:
            if _is_unknown_with_title(text, words, i):
                yield words[i].start, words[i].end, False
            i += 1
            continue
        start, end = _family_before(text, words[i]), words[last].end
        full = last > i or start < words[i].start
        if full or _is_somebody(text, start, end):
            yield start, end, full
        i = last + 1


def _run_of_name(words: Sequence[Token], i: int) -> int | None:
    """The index of the last word of the name that begins at `i`; None where none does."""
    if not words[i].is_person or words[i].text in _NOT_NAMES:
        return None
    last = i
    for j in range(i + 1, min(i + 4, len(words))):
        if words[j].is_person and words[j].sort[3:] != ("姓",):
            last = j
        elif not (words[j].text in _SPACE and last == j - 1):
            break
    return last


def _family_before(text: str, first: Token) -> int:
    """Where the name begins: a given name may have a family name before it that is rare."""
    if first.sort[3:] != ("名",):
        return first.start
    family = _FAMILY_BEFORE.search(text, max(0, first.start - 6), first.start)
    return family.start() if family else first.start


def _is_somebody(text: str, start: int, end: int) -> bool:
    behind = text[end : end + 14].lstrip(_SPACE)
    if any(behind.startswith(word) for word in _HONORIFIC):
        return True
    if _PLACE_BEHIND.match(behind) and not _HEAD_OF_A_PLACE.match(behind):
        return False
    return bool(
        _OFFICE.match(behind)
        or _SELF.match(behind)
        or _LEADING.search(text, max(0, start - 12), start)
    )


def _is_unknown_with_title(text: str, words: Sequence[Token], i: int) -> bool:
    """A word that no dictionary holds, with 様, 氏 or さん behind it."""
    word = words[i]
    if not word.unknown or word.text in _NOT_NAMES or not _KANJI.match(word.text):
        return False
    return any(text.startswith(title, word.end) for title in _HONORIFIC)


def _bare(name: str) -> str:
    return "".join(sign for sign in name if sign not in _SPACE)
