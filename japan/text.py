"""Japanese text made comparable, with the way back to the text as stored.

A normalised copy is for searching and comparing, never for showing. Alike become: full and half
width (NFKC), upper and lower case, variant kanji of names, all dashes and the long vowel mark
(ー, sources write サ−バ− with a minus sign), all wave dashes, middle dots and curly quotes. White
space goes where it touches Japanese, since converted files put it round numbers at random
(第 1 回 is 第1回), and becomes one space elsewhere. Hiragana and katakana stay apart: それ and
ソレ, か and カ mean different things in minutes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from japan.variants import CHOSEN_FORM

_SIGNS = (
    dict.fromkeys(map(ord, "-‐‑‒–—―−─━⁃﹣"), "ー")
    | dict.fromkeys(map(ord, "〜∼∿〰"), "~")
    | dict.fromkeys(map(ord, "·•‧∙⋅"), "・")
    | dict.fromkeys(map(ord, "“”„‟"), '"')
    | dict.fromkeys(map(ord, "‘’‚‛"), "'")
)
_JAPANESE = "[~・\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0010ffff]"
"""As `_is_japanese` has it."""
_ONE_FORM = str.maketrans(_SIGNS | CHOSEN_FORM)
_USUAL = re.compile(
    r"[\s!-~¡-¬®-¿×÷‐-―‘-‟…※←-↓①-⑳○●◎□■△▲▽▼◇◆★☆\u3000-\u3029\u3030-\u3098\u309d-\u30ff\u3400-\u9fff！-～]*"
)
"""Texts of such signs alone, nearly all there are: each of them is folded by itself, so that a
whole text may be folded in one go."""
_SPACE = re.compile(r"\s+")
_SPACE_IN_JAPANESE = re.compile(rf"(?<={_JAPANESE})\s+|\s+(?={_JAPANESE})")
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u309b\u309c")
_HALF_WIDTH_MARKS = "ﾞﾟ"
_QUOTED_OR_WORD = re.compile(
    r'["“”＂]([^"“”＂]*)["“”＂]|「([^「」]*)」|『([^『』]*)』|([^\s"“”＂]+)'
)


def normalise(text: str) -> str:
    """The copy of `text` to search in and compare by."""
    if _USUAL.fullmatch(text) is None:
        return normalise_with_offsets(text)[0]
    return _SPACE.sub(" ", _SPACE_IN_JAPANESE.sub("", _fold_whole(text))).strip()


def normalise_with_offsets(text: str) -> tuple[str, list[int]]:
    """The normalised copy, and for each of its characters the position in `text` it came from.

    The list has one more entry, the end of `text`, so that the normalised span [a, b) lies in
    `text[offsets[a]:offsets[b]]` (with white space dropped right after it).
    """
    signs: list[str] = []
    offsets: list[int] = []
    for position, folded in _folded_clusters(text):
        for sign in folded:
            if sign.isspace():
                if signs and signs[-1] != " " and not _is_japanese(signs[-1]):
                    signs.append(" ")
                    offsets.append(position)
                continue
            if signs and signs[-1] == " " and _is_japanese(sign):
                signs.pop()
                offsets.pop()
            signs.append(sign)
            offsets.append(position)
    if signs and signs[-1] == " ":
        signs.pop()
        offsets.pop()
    return "".join(signs), [*offsets, len(text)]


def bigrams(text: str) -> list[str]:
    """The different pairs of neighbouring characters in normalised `text`, in order of appearance.

    No pair reaches over a space. Every pair of a piece of the text is a pair of the text, so that
    "holds all pairs of the word" finds all rows to look at; whether the pairs stand together has to
    be checked on the normalised text. A word of one character has no pairs.
    """
    return pairs(normalise(text))


def pairs(normalised: str) -> list[str]:
    """The same of a text that is normalised already."""
    found: dict[str, None] = {}
    for run in normalised.split(" "):
        found.update(dict.fromkeys(map("".join, pairwise(run))))
    return list(found)


def search_terms(query: str) -> tuple[str, ...]:
    """The normalised words of a search, each once: split at spaces, save inside quotes.

    Quotes are "…", “…”, 「…」 and 『…』. A quote that is never closed is ignored.
    """
    words = (
        next(group for group in match.groups() if group is not None)
        for match in _QUOTED_OR_WORD.finditer(query)
    )
    return tuple(dict.fromkeys(term for word in words if (term := normalise(word))))


def _folded_clusters(text: str) -> Iterator[tuple[int, str]]:
    """Each character with the marks that belong to it, folded, and where it begins.

    A mark with no character before it is a slip of a conversion and left out.
    """
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and _is_mark(text[end]) and not text[start].isspace():
            end += 1
        cluster = text[start:end]
        if text[start] not in _INVISIBLE and not _is_mark(text[start]):
            yield start, _fold(cluster)
        start = end


@lru_cache(maxsize=16_384)
def _is_mark(sign: str) -> bool:
    return sign in _HALF_WIDTH_MARKS or unicodedata.combining(sign) > 0


@lru_cache(maxsize=16_384)
def _fold(cluster: str) -> str:
    return _fold_whole(cluster)


def _fold_whole(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", folded).translate(_ONE_FORM)


@lru_cache(maxsize=16_384)
def _is_japanese(sign: str) -> bool:
    """Whether a space beside this character says nothing: kanji, kana, Japanese punctuation."""
    return sign in "々〆ヶー~・" or "\u3000" <= sign <= "\u30ff" or _is_kanji(sign)


def _is_kanji(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff" or "\uf900" <= sign <= "\ufaff" or sign >= "\U00020000"
