"""Words of a Japanese text, by SudachiPy with its small dictionary.

The dictionary is opened at the first use and shared by the whole process (0.2 s, about 50 MB, most
of it mapped from the file). A tokenizer may not be used by two threads at once, so each has one.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sudachipy import Dictionary, SplitMode

_MOST = 8000
"""Letters for one call; the library takes 49,149 bytes, and a letter of Japanese has up to 4."""
_PIECE = re.compile(rf"[^\n]{{1,{_MOST}}}")
_mine = threading.local()
_opening = threading.Lock()


@dataclass(frozen=True)
class Token:
    """One word where it stands: text[start:end]. `sort` is the part of speech from the general to
    the particular (名詞, 固有名詞, 人名, 姓); `unknown`: it stands in no dictionary. `base` is the
    form of the dictionary, `normal` one spelling for all (頂く for いただい), `inflection` how it
    inflects and in which form (五段-カ行, 連用形-イ音便); both empty where it does not."""

    text: str
    start: int
    end: int
    sort: tuple[str, ...]
    reading: str
    unknown: bool
    base: str = ""
    normal: str = ""
    inflection: tuple[str, str] = ("", "")

    @property
    def is_person(self) -> bool:
        """A personal name, or a part of one."""
        return self.sort[:3] == ("名詞", "固有名詞", "人名")


def tokens(text: str, *, short: bool = False) -> Iterator[Token]:
    """The words of `text` in order; nothing for line breaks. `short`: 費用負担 as its two words."""
    tokenizer = _tokenizer("short" if short else "whole")
    for piece in _PIECE.finditer(text):
        for word in tokenizer.tokenize(piece.group()):
            sort, inflection = _sorts(word.part_of_speech())
            yield Token(
                text=word.surface(),
                start=piece.start() + word.begin(),
                end=piece.start() + word.end(),
                sort=sort,
                reading=word.reading_form(),
                unknown=word.is_oov(),
                base=word.dictionary_form(),
                normal=word.normalized_form(),
                inflection=inflection,
            )


@cache
def _sorts(parts: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, str]]:
    """The part of speech as the library gives it, of which there are a few hundred."""
    sort = tuple(part for part in parts[:4] if part != "*")
    return sort, (parts[4].strip("*"), parts[5].strip("*"))


@cache
def _dictionary() -> Dictionary:
    return Dictionary(dict="small")


def _tokenizer(name: str) -> Any:
    if not hasattr(_mine, name):
        with _opening:
            mode = SplitMode.A if name == "short" else SplitMode.C
            setattr(_mine, name, _dictionary().tokenizer(mode=mode))
    return getattr(_mine, name)
