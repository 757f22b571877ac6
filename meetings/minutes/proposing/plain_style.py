"""Spoken, polite Japanese said in the plain style, word by word.

困っておりまして becomes 困っていて, 増えました 増えた, 必要でございます 必要だ. What comes
out is a list of words, each with one spelling of its dictionary form, so that what closes a
sentence can be compared whatever its politeness and spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from japan.tokens import Token, tokens

NEGATIVE, PAST, TE = "負", "過去", "て"
_ROWS = {
    "カ": ("か", "い", "く"), "ガ": ("が", "い", "ぐ"), "サ": ("さ", "し", "す"),
    "タ": ("た", "っ", "つ"), "ナ": ("な", "ん", "ぬ"), "バ": ("ば", "ん", "ぶ"),
    "マ": ("ま", "ん", "む"), "ラ": ("ら", "っ", "る"), "ワ": ("わ", "っ", "う"),
}  # fmt: skip
"""For each row of verbs in 五段: before ない, before て, and the ending of the dictionary."""
_VOICED = "ガナバマ"
_HUMBLE = {
    "おる": "いる", "致す": "する", "参る": "いく", "まいる": "いく", "申し上げる": "言う",
    "ござる": "ある", "いたす": "する",
    "頂ける": "頂く", "御座る": "有る", "貰える": "貰う",
}  # fmt: skip
_IRREGULAR = {
    "来る": ("来ない", "来た", "来て"), "くる": ("こない", "きた", "きて"),
    "する": ("しない", "した", "して"),
}  # fmt: skip
_SMALL_KANA = {"いらっしゃる": "いる", "仰る": "言う"}


@dataclass(frozen=True)
class Word:
    """A word in the plain style. `symbol` is one spelling of its dictionary form; `source` the
    word of the text it was made of; `at` where that begins."""

    text: str
    symbol: str
    source: Token

    @property
    def at(self) -> int:
        return self.source.start

    @property
    def is_noun(self) -> bool:
        return self.source.sort[:1] in (("名詞",), ("接尾辞",)) and not self.source.inflection[0]

    @property
    def is_verb(self) -> bool:
        return self.source.sort[:1] == ("動詞",)

    @property
    def is_doing(self) -> bool:
        """A noun that becomes a verb with する (検討, 支援)."""
        return self.is_noun and "サ変可能" in self.source.sort


def dictionary_form(verb: Token) -> str:
    """The verb as dictionaries have it; humble verbs by the plain one (おる: いる)."""
    return _HUMBLE.get(verb.base, _SMALL_KANA.get(verb.normal, verb.base))


def inflected(verb: Token, form: str) -> str:
    """The verb with ない (NEGATIVE), with た (PAST) or with て (TE) behind it, plain."""
    base = dictionary_form(verb)
    if base == "ある" and form == NEGATIVE:
        return "ない"
    if base.endswith("する"):
        return base[:-2] + {NEGATIVE: "しない", PAST: "した", TE: "して"}[form]
    if base in _IRREGULAR:
        return _IRREGULAR[base][(NEGATIVE, PAST, TE).index(form)]
    if base != "いる" and (base in _HUMBLE.values() or verb.inflection[0].startswith("五段")):
        return _of_five_rows(base, form)
    return base[:-1] + {NEGATIVE: "ない", PAST: "た", TE: "て"}[form]


def _of_five_rows(base: str, form: str) -> str:
    stem, last = base[:-1], base[-1:]
    for row, (before_nai, before_te, ending) in _ROWS.items():
        if ending != last:
            continue
        if form == NEGATIVE:
            return stem + before_nai + "ない"
        if base in ("行く", "いく"):
            before_te = "っ"
        return stem + before_te + (("だ", "で") if row in _VOICED else ("た", "て"))[form == TE]
    return base


_STIFF = (
    (re.compile("につきまして"), "について"),
    (re.compile("にお(?:き|かれ)まして"), "において"),
    (re.compile("にお(?:いて|かれて)(?:は|も)?(?=、)"), "において"),
    (re.compile("(?:に関しまして)"), "に関して"),
    (re.compile("と(?:いたし|し|致し)まして"), "として"),
    (re.compile("とおり(?!ます)"), "通り"),
    (re.compile("(?<=[へにをはも])改めて(?=ほし|いただ|頂|もら|くださ|下さ)"), "変えて"),
    (re.compile("(?:私|わたくし)(?:ども|共|達|たち)"), "我々"),
    (re.compile("ございします"), "ございます"),
)
"""Stiff turns of speech, most of which the dictionary would cut in the wrong place."""


def plain_words(text: str) -> list[Word]:
    """The words of the text in the plain style, in order."""
    return list(_kept(text))


@lru_cache(maxsize=512)
def _kept(text: str) -> tuple[Word, ...]:
    for stiff, plain in _STIFF:
        text = stiff.sub(plain, text)
    return tuple(_plain(_done_not_gone(list(tokens(text)))))


_MEANS = frozenset(
    (
        "通じる", "踏まえる", "含める", "基づく", "応じる", "併せる", "合わせる", "加える",
        "受ける", "対する", "向ける",
    )
)  # fmt: skip
"""Verbs that say by what something is done; the dictionary takes 行って behind them for going."""


def _done_not_gone(given: list[Token]) -> list[Token]:
    """通じて行って is doing, 進めて行って is going on."""
    for at in range(2, len(given)):
        verb, te, token = given[at - 2 : at + 1]
        if token.text == "行っ" and te.text == "て" and verb.normal in _MEANS:
            given[at] = replace(
                token, base="行う", normal="行う", inflection=("五段-ワア行", token.inflection[1])
            )
    return given


def joined(words: Iterable[Word]) -> str:
    return "".join(word.text for word in words)


def _plain(given: list[Token]) -> list[Word]:
    words: list[Word] = []
    at = 0
    while at < len(given):
        token = given[at]
        following = given[at + 1] if at + 1 < len(given) else None
        if following is not None and _is(following, "助動詞-マス") and token.inflection[0]:
            at += 1 + _without_masu(words, token, given[at + 1 : at + 5])
            continue
        if _is(token, "助動詞-デス") or _is_copula_before(token, given, at):
            at += _without_desu(words, given, at)
            continue
        words.append(Word(_unhumble(token), _symbol(token), token))
        at += 1
    return words


def _without_masu(words: list[Word], verb: Token, after: list[Token]) -> int:
    """Say a verb and the ます behind it plainly; how many of the tokens after it that took."""
    masu, rest = after[0], after[1:]
    form, taken = "", 1
    if masu.inflection[1].startswith("未然形") and rest and rest[0].normal in ("ぬ", "ん", "ず"):
        whole = inflected(verb, NEGATIVE)
        past = len(rest) > 2 and _is(rest[1], "助動詞-デス") and _is(rest[2], "助動詞-タ")
        words += [
            Word(whole.removesuffix("ない"), _symbol(verb), verb),
            Word("なかった" if past else "ない", "ない", rest[0]),
        ]
        return 4 if past else 2
    if rest and rest[0].inflection[0] == "助動詞-タ":
        form, taken = PAST, 2
    elif rest and rest[0].text in ("て", "ては", "ても"):
        form, taken = TE, 2
    if not form:
        after_te = bool(words) and words[-1].text in ("て", "で")
        base = "いる" if verb.base == "ござる" and after_te else dictionary_form(verb)
        words.append(Word(base, _symbol(verb), verb))
    elif form == TE:
        whole = inflected(verb, TE)
        words += [Word(whole[:-1], _symbol(verb), verb), Word(whole[-1:], "て", rest[0])]
    else:
        whole = inflected(verb, PAST)
        words += [Word(whole[:-1], _symbol(verb), verb), Word(whole[-1:], "た", rest[0])]
    return taken


def _is_copula_before(token: Token, given: list[Token], at: int) -> bool:
    """で of でございます, であります: a polite だ."""
    if token.inflection != ("助動詞-ダ", "連用形-一般") or token.text != "で":
        return False
    after = given[at + 1 : at + 3]
    polite = len(after) == 2 and _is(after[1], "助動詞-マス")
    return polite and after[0].base in ("ある", "ござる", "いらっしゃる")


def _without_desu(words: list[Word], given: list[Token], at: int) -> int:
    """Say です, でございます, であります plainly; how many tokens that took."""
    token = given[at]
    taken = 1 if _is(token, "助動詞-デス") else 3
    end = given[at + taken - 1]
    after = given[at + taken] if at + taken < len(given) else None
    adjective = bool(words) and words[-1].source.inflection[0] == "形容詞"
    if after is not None and after.inflection[0] == "助動詞-タ":
        words.append(Word("だった", "だ", token))
        return taken + 1
    if end.inflection[1].startswith("意志推量形") or end.text == "でしょう":
        words.append(Word("だろう", "だろう", token))
    elif after is not None and after.text in ("て", "し") and end.text.endswith("し"):
        words.append(Word("で", "だ", token))
        return taken + 1
    elif after is not None and after.text in ("ので", "の", "よう"):
        words.append(Word("" if adjective else "な", "だ", token))
    elif not adjective:
        words.append(Word("だ", "だ", token))
    return taken


def _is(token: Token, sort: str) -> bool:
    return token.inflection[0] == sort


def _symbol(token: Token) -> str:
    if token.text in ("だろう", "でしょう"):
        return "だろう"
    if token.text == "で" and token.sort == ("助詞", "接続助詞"):
        return "て"
    return {
        "居る": "いる",
        "おる": "いる",
        "致す": "為る",
        "ん": "の",
        "無い": "ない",
        "出来る": "できる",
        "良い": "いい",
        "欲しい": "ほしい",
        "頂ける": "頂く",
        "御座る": "有る",
    }.get(token.normal, token.normal)


def _unhumble(token: Token) -> str:
    """What stands in the middle of a sentence and is humble, in the same form: おり、 is い、."""
    if token.base == "おる" and token.sort[:1] == ("動詞",):
        return {"おり": "いて", "おっ": "い", "おる": "いる"}.get(token.text, token.text)
    if token.base == "いたす":
        return {"いたし": "し", "いたす": "する"}.get(token.text, token.text)
    return token.text
