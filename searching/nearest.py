"""The nearest words for one that nobody wrote: by letters and by reading, out of what this reader
may read and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from japan.forms import BAR, forms_of, katakana
from japan.text import pairs
from japan.tokens import Token, tokens
from searching import keys
from searching.finding import Within, asked_now, readable
from searching.groups import all_groups
from searching.matching import Matching
from searching.query import Query, Word

MOST = 3
_OF_A_GROUP, _READ, _LETTERS = 12, 24, 2000
"""Documents looked at of each group; of those, how many are read, and how far."""
_LONGEST = 4
"""Words that are taken together."""
_ALIKE = 0.6
_WITHIN = frozenset({"助詞", "助動詞"})
"""May stand within a suggestion, not at its ends."""
_APART = frozenset({"補助記号", "空白"})


def nearest(word: Word, within: Within) -> list[str]:
    """Up to three words as they stand in a text, the nearest first."""
    kana = _reading(word.text)
    found: dict[str, float] = {}
    for text in _texts(word, kana, within):
        for written, read in _windows(text):
            if written == word.text or len(written) < 2:
                continue
            likeness = max(_ratio(written, word.text), _ratio(read, kana) if kana else 0)
            if likeness >= _ALIKE:
                found[written] = max(likeness, found.get(written, 0))
    best = sorted(found.items(), key=lambda each: (-each[1], abs(len(each[0]) - len(word.text))))
    kept: list[str] = []
    for written, _ in best:
        # More around the same words is no other suggestion.
        if not any(each in written for each in kept):
            kept.append(written)
    return kept[:MOST]


def _reading(text: str) -> str:
    return katakana(text) or "".join(forms_of(text).runs).replace(BAR, "")


def _texts(word: Word, kana: str, within: Within) -> list[str]:
    parts, within = [], asked_now(within)
    for group in all_groups().values():
        words = Matching(Query(word.text), group.sign)
        read = [keys.READING + pair for pair in pairs(kana)]
        condition = words.something_of(pairs(word.text)) | words.something_of(read)
        rows = readable(group, within).filter(condition)
        parts.append(rows.values_list("text", "readings")[:_OF_A_GROUP])
    wanted = (*pairs(word.text), *pairs(kana))

    def shared(row: tuple[str, str]) -> int:
        letters = row[0] + row[1].replace(BAR, "")
        return sum(pair in letters for pair in wanted)

    rows = sorted(parts[0].union(*parts[1:]), key=shared, reverse=True)
    return [text[:_LETTERS] for text, _ in rows[:_READ]]


def _windows(text: str) -> Iterator[tuple[str, str]]:
    """Words of the text, and some of them together, each with its reading."""
    found = list(tokens(text, short=True))
    for at in range(len(found)):
        for end in range(at + 1, min(at + _LONGEST, len(found)) + 1):
            some = found[at:end]
            if some[-1].sort[0] in _APART or (len(some) == 1 and some[0].sort[0] in _APART):
                break
            if _may_stand(some):
                yield "".join(each.text for each in some), "".join(each.reading for each in some)


def _may_stand(some: list[Token]) -> bool:
    first, last = some[0].sort[0], some[-1].sort[0]
    return first not in (*_WITHIN, "接尾辞") and last not in (*_WITHIN, "接頭辞")


def _ratio(one: str, other: str) -> float:
    if abs(len(one) - len(other)) > max(len(one), len(other)) // 2:
        return 0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE else 0
