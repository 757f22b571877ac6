"""One spelling and the readings of the words of a text: 引越し and 引っ越し, 取組 and 取り組み.

Beside the letters of a text (`japan.text`), for finding what is written otherwise. Words are the
short ones of the dictionary, so that 費用負担 is 費用 and 負担.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from japan.text import normalise, normalise_with_offsets
from japan.tokens import Token, tokens

BAR = "|"
"""Stands before and after every word."""
_CARRYING = frozenset({"名詞", "動詞", "形容詞", "形状詞", "副詞", "接尾辞", "接頭辞", "連体詞"})
_IN_NAMES = frozenset({"名詞", "接尾辞", "接頭辞", "形状詞"})
_APART = frozenset({"補助記号", "空白"})
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]+")
_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}


@dataclass(frozen=True)
class Forms:
    """`sequence`: the words in one spelling between bars (|引っ越し|の|手続き|), with a blank where
    the text stops. `words`: those of them that carry meaning. `runs`: names and compounds by their
    readings in katakana (|ヒヨウ|フタン|)."""

    sequence: str
    words: tuple[str, ...]
    runs: tuple[str, ...]


def forms_of(text: str) -> Forms:
    """What `text` is found by beside its letters."""
    found = list(tokens(normalise(text), short=True))
    spelled = [(_spelling(token), token.sort[0]) for token in found]
    words = dict.fromkeys(form for form, sort in spelled if sort in _CARRYING)
    return Forms(_sequence(found), tuple(words), tuple(dict.fromkeys(_runs(found))))


def places_of(text: str, sequence: str) -> list[tuple[int, int]]:
    """Where the words of `sequence` (of `Forms`) stand in `text`, in its own positions."""
    copy, offsets = normalise_with_offsets(text)
    found = list(tokens(copy, short=True))
    wanted = [form for form in sequence.split(BAR) if form.strip()]
    forms = [_spelling(token) for token in found]
    places = []
    for at in range(len(found) - len(wanted) + 1):
        if wanted and forms[at : at + len(wanted)] == wanted:
            first, last = found[at], found[at + len(wanted) - 1]
            places.append((offsets[first.start], offsets[last.end - 1] + 1))
    return places


def read_at(text: str, kana: str) -> list[tuple[int, int]]:
    """Where words stand in `text` that are read like this (katakana), in its own positions."""
    copy, offsets = normalise_with_offsets(text)
    found = list(tokens(copy, short=True))
    places = []
    for at, first in enumerate(found):
        read = ""
        for last in found[at:]:
            read += last.reading
            if read == kana:
                places.append((offsets[first.start], offsets[last.end - 1] + 1))
            if not kana.startswith(read):
                break
    return places


def katakana(word: str) -> str:
    """The word in katakana, if it is kana and nothing else; "" otherwise."""
    return word.translate(_TO_KATAKANA) if _KANA.fullmatch(word) else ""


def _spelling(token: Token) -> str:
    return normalise(token.normal) or token.text


def _sequence(found: list[Token]) -> str:
    parts = [BAR]
    for token in found:
        parts.append(f" {BAR}" if token.sort[0] in _APART else f"{_spelling(token)}{BAR}")
    return "".join(parts)


def _runs(found: list[Token]) -> Iterator[str]:
    for within, run in groupby(found, key=lambda token: token.sort[0] in _IN_NAMES):
        read = [token.reading for token in run if within]
        if read and all(_KANA.fullmatch(each) for each in read):
            yield f"{BAR}{BAR.join(read)}{BAR}"
