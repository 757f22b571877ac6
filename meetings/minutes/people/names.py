"""What tells a person's name from a post or an organization in an attendee list."""

from __future__ import annotations

import re

from meetings.minutes.people.posts import (
    ends_as_organization,
    ends_as_post,
    post_suffix,
    without_honorific,
)

_NAME = re.compile(r"[一-鿿々〆ヶ㐀-䶿豈-﫿ァ-ヴーぁ-ゖ\U00020000-\U0002ffff・.A-Za-z]{1,14}")
_AMBIGUOUS = re.compile(r"[^\s]{2,3}")
_AMBIGUOUS_ENDS = tuple("市区町村部道都会院")


def words_of(text: str) -> list[str]:
    """The words of `text`, divided by spaces of any width."""
    return text.split()


def unspaced(text: str) -> str:
    """`text` without its spaces where it is set wide, nearly every sign by itself."""
    words = text.split()
    single = sum(len(word) == 1 for word in words)
    return "".join(words) if len(words) > 2 and single >= len(words) * 0.8 else text


def is_post_word(token: str) -> bool:
    """Whether a word of an attendee line is (part of) a post or an organization."""
    if token != without_honorific(token) and not ends_as_post(without_honorific(token)):
        return False
    return ends_as_post(token) or ends_as_organization(token)


def is_name_word(token: str) -> bool:
    """Whether a word of an attendee line can be (part of) a name."""
    return _NAME.fullmatch(token) is not None and not is_post_word(token)


def classify(tokens: list[str]) -> str:
    """One letter for each word: N for a name, P for a post or an organization."""
    kinds = ["P" if is_post_word(token) or not is_name_word(token) else "N" for token in tokens]
    for place, token in enumerate(tokens[:2]):
        ambiguous = _AMBIGUOUS.fullmatch(token) and token.endswith(_AMBIGUOUS_ENDS)
        following = tokens[place + 1] if place + 1 < len(tokens) else ""
        if kinds[place] == "P" and ambiguous and not following.startswith(token[-1]):
            rest = "".join(kinds[place + 1 :])
            if "P" in rest and not ends_as_post(token):
                kinds[place] = "N"
            elif place and rest == "N" and ends_as_post(tokens[0]) and not ends_as_post(token):
                kinds[place] = "N"  # 副町長　野々村　進
    return "".join(kinds)


def _merge_posts(words: list[str]) -> list[str]:
    """委　員, 市　長: posts set wide are one word again."""
    merged: list[str] = []
    place = 0
    while place < len(words):
        length = next((n for n in (4, 3, 2) if _is_wide_post(words[place : place + n], n)), 1)
        merged.append("".join(words[place : place + length]))
        place += length
    return merged


def _is_wide_post(words: list[str], length: int) -> bool:
    if len(words) < length or any(len(word) != 1 for word in words):
        return False
    joined = "".join(words)
    return post_suffix(joined) == joined


def joined_words(text: str) -> list[str]:
    """The words of `text`; a name or post set wide, one character a word, is one word again."""
    merged: list[str] = []
    run: list[str] = []
    for word in [*_merge_posts(words_of(text)), "　"]:
        if len(word) == 1 and word != "　":
            run.append(word)
            continue
        if len(run) >= 3:
            merged.append("".join(run))
        else:
            merged.extend(run)
        run = []
        if word != "　":
            merged.append(word)
    return merged
