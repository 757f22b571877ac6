"""The text as it would be written on a keyboard, and the way back to where it stands.

Texts from PDF hold radicals in place of letters (⽅ for 方), marks apart from their kana
(カ and ゛) and a blank after every letter. The words are looked for in a clean copy; what is
found is quoted from the text as it is.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_STRANGE = re.compile(
    "[\u2e80-\u2fdf\uf900-\ufaff\u3099\u309a\u0300-\u036f\uff66-\uff9f\u200b\u00ad]"
)
# Radicals that Unicode gives no letter for.
_RADICALS = str.maketrans("⻑⻄⻘⻝⻨⻩⺠⻁⻆⻌⺟⻤⻲⻭⻫⻯", "長西青食麦黄民虎角辶母鬼亀歯斉竜")
_SPACED = re.compile(r"(?:[^\s!-~][ \u3000]){8,}")
_SPACED_SHARE = 0.4
_DAKUTEN = "\u3099\u309a\uff9e\uff9f"


@dataclass(frozen=True)
class Letters:
    """`text` is the clean copy; `places[i]` is where its letter i begins in the text, and the last
    of them the end of it. Without `places` both are the same."""

    text: str
    places: tuple[int, ...] = ()

    def there(self, start: int, end: int) -> tuple[int, int]:
        """A span of the clean copy in the text itself."""
        if not self.places:
            return start, end
        return self.places[start], self.places[end]


def clean(text: str) -> Letters:
    """The clean copy of a text."""
    spaced = _is_spaced(text)
    if not spaced and not _STRANGE.search(text):
        return Letters(text)
    letters: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and (text[end] in _DAKUTEN or unicodedata.combining(text[end])):
            end += 1
        for letter in _written(text[at:end], spaced=spaced):
            letters.append(letter)
            places.append(at)
        at = end
    return Letters("".join(letters), (*places, len(text)))


def _is_spaced(text: str) -> bool:
    """Whether a blank stands after every letter."""
    return sum(len(run[0]) for run in _SPACED.finditer(text)) > _SPACED_SHARE * max(len(text), 1)


def _written(letter: str, *, spaced: bool) -> str:
    if letter in "\u200b\u00ad" or (spaced and letter in " \u3000"):
        return ""
    if len(letter) > 1 or _STRANGE.match(letter):
        return unicodedata.normalize("NFKC", letter.translate(_RADICALS))
    return letter
