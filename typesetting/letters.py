"""Which letters a paper can hold: what is cleaned away, and what the font lacks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

GETA = "〓"
"""What printers set in place of a letter they do not have."""

_UNPRINTED = re.compile(
    # controls but tab and newline, lone surrogates, non-characters; then what only steers the
    # letters around it: joiners, directions, variation selectors
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
_MARKED = re.compile(".[\u3099\u309a]")
"""A kana followed by its voicing mark as a letter of its own, as some systems write it."""


def clean(text: str) -> str:
    """The text without what no file may hold or no reader sees; newlines stay, tabs are spaces.
    A kanji's variant form is shown by its base form."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = _UNPRINTED.sub("", text)
    return _MARKED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


@dataclass
class Letters:
    """Replaces what the fonts lack and remembers it. `known` holds the code points of all of them,
    `main` those of the first: a mark can join only its letters."""

    known: Container[int]
    main: Container[int]
    missing: dict[str, None] = field(default_factory=dict)

    def fit(self, text: str) -> str:
        """The text in letters of the fonts; every other one is a 〓."""
        text = clean(text)
        rare = {sign for sign in text if sign != "\n" and ord(sign) not in self.main}
        if not rare:
            return text
        lacking = {sign for sign in rare if ord(sign) not in self.known}
        return "".join(self._shown(text, rare, lacking))

    def _shown(self, text: str, rare: set[str], lacking: set[str]) -> Iterator[str]:
        joined = ""
        for sign in text:
            is_mark = unicodedata.category(sign).startswith("M")
            if sign in lacking or (is_mark and joined in rare):
                self.missing.setdefault(sign)
                yield GETA
            else:
                yield sign
            if not is_mark:
                joined = sign

    def note(self) -> str:
        """What stands for 〓 in this paper; "" when nothing is missing."""
        if not self.missing:
            return ""
        return f"この紙の書体にない文字を{GETA}で示しています：{names(self.missing)}"


def names(signs: Iterable[str]) -> str:
    """Letters by code point and name: U+1F642（SLIGHTLY SMILING FACE）."""
    return "、".join(_named(sign) for sign in signs)


def _named(sign: str) -> str:
    name = unicodedata.name(sign, "")
    return f"U+{ord(sign):04X}" + (f"（{name}）" if name else "")
