"""Whether a statement tells of an act of somebody, or only how things are.

「窓口を設けております」 is an act, 「人口が平野に集まっております」 is not: what decides is
the verb that closes the statement and whether it has an object. Verbs of states and of changes
stand in `vocabulary/verbs.csv`.
"""

from __future__ import annotations

from collections.abc import Sequence

from meetings.minutes.proposing import wordlists
from meetings.minutes.proposing.closings import closing_of
from meetings.minutes.proposing.plain_style import Word
from meetings.minutes.proposing.wordlists import ACT, CHANGE, STATE

_AUXILIARY_TEXT = """
、 。 ある いく いる こと させる し せる た たい だ て と
と言う ない に の は まいる ます も よう られる れる 予定 事
参る 成る 所 方針 有る 来る 次第 物 状況 積もり 置く 考え
行く 見る 言う 訳 頂く 風
"""
_AUXILIARY = frozenset(_AUXILIARY_TEXT.split())
_NEAR = 16


def tells_a_state(words: Sequence[Word]) -> bool:
    """Whether the words, a whole statement, close with how things are, change or seem."""
    closing = closing_of(words).words
    if any(word.symbol == "たい" for word in closing[-3:]):
        return False
    kept, passive = _without_auxiliaries(closing)
    if passive or not kept:
        return passive
    last = _without_doing(kept)[-1] if kept[-1].symbol == "為る" else kept[-1]
    return last.symbol in wordlists.verbs()[STATE] or (
        last.is_verb and last.symbol in wordlists.verbs()[CHANGE]
    )


def tells_an_act(words: Sequence[Word]) -> bool:
    """Whether they close with somebody doing something to something."""
    kept, passive = _without_auxiliaries(closing_of(words).words)
    if passive or not kept:
        return False
    last = kept[-1]
    if last.symbol == "為る":
        done = _without_doing(kept)
        return done[-1].symbol not in wordlists.verbs()[STATE] and (
            done[-1].is_doing or _has_object(kept)
        )
    if last.is_doing:
        return last.symbol not in wordlists.verbs()[STATE]
    if (
        not last.is_verb
        or last.symbol in wordlists.verbs()[STATE]
        or last.symbol in wordlists.verbs()[CHANGE]
    ):
        return False
    return last.symbol in wordlists.verbs()[ACT] or _has_object(kept)


def _without_auxiliaries(words: Sequence[Word]) -> tuple[list[Word], bool]:
    """The words up to the verb that says what is done, and whether it is said to be suffered."""
    kept, passive = list(words), False
    while kept and kept[-1].symbol in _AUXILIARY:
        passive = passive or kept[-1].symbol in ("れる", "られる")
        kept = kept[:-1]
    return kept, passive


def _without_doing(words: list[Word]) -> list[Word]:
    """What is done: the words before する."""
    kept = words[:-1]
    while len(kept) > 1 and kept[-1].text in ("を", "も", "は", "に", "と"):
        kept = kept[:-1]
    return kept or words


def _has_object(words: Sequence[Word]) -> bool:
    return any(word.text == "を" or word.symbol == "を" for word in words[-_NEAR:])
