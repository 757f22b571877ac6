"""A verb and the noun that is made of it: 切り替える and 切り替え, 取り組む and 取組.

The dictionary takes the noun as one word and the verb as two (切り, 替える), so that one is not
found by the forms of the other.
"""

from __future__ import annotations

from functools import lru_cache

from japan.text import normalise
from japan.tokens import Token, tokens

_STEM_OF = dict(zip("うくぐすつぬぶむる", "いきぎしちにびみり", strict=True))
_END_OF = {stem: end for end, stem in _STEM_OF.items()}
_VERB, _NOUN = "動詞", "名詞"


@lru_cache(maxsize=1_000)
def otherwise_inflected(word: str) -> tuple[str, ...]:
    """The verbs of a noun, or the noun of a verb, in the dictionary's spelling; () where the
    dictionary knows none, and for what is more than one word (費用負担)."""
    found = list(tokens(normalise(word), short=True))
    if len(found) == 1 and found[0].sort[0] == _NOUN:
        spelled = dict.fromkeys((found[0].normal, found[0].text))
        return tuple(verb for noun in spelled for verb in _verbs(noun) if _is_verb(verb))
    while found and found[-1].sort[0] == "助動詞":
        found.pop()
    if not found or any(token.sort[0] != _VERB for token in found):
        return ()
    return tuple(each for each in _nouns(found) if _is_noun(each))


def _verbs(noun: str) -> list[str]:
    """取り組み may come of 取り組む or of 取り組みる: the dictionary decides."""
    ended = [noun[:-1] + _END_OF[noun[-1]]] if noun[-1:] in _END_OF else []
    return [*ended, f"{noun}る"] if "ぁ" <= noun[-1:] <= "ゖ" else []


def _nouns(verb: list[Token]) -> list[str]:
    last = verb[-1]
    before = "".join(token.text for token in verb[:-1])
    if last.inflection[0].startswith("五段"):
        return [before + last.base[:-1] + _STEM_OF.get(last.base[-1:], "")]
    return [before + last.base.removesuffix("る")] if "一段" in last.inflection[0] else []


def _is_verb(text: str) -> bool:
    found = list(tokens(text, short=True))
    return bool(found) and all(
        token.sort[0] == _VERB and (token is not found[-1] or token.text == token.base)
        for token in found
    )


def _is_noun(text: str) -> bool:
    found = list(tokens(text, short=True))
    return len(text) > 1 and len(found) == 1 and found[0].sort[0] == _NOUN
