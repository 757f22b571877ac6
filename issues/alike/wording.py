"""Which words tell what a text asks for: nouns in one spelling, and nouns that stand together.

Words that every request has say nothing and are left out; how much the others say is for whoever
counts them (`issues.alike.finding`).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from japan.text import normalise
from japan.tokens import Token, tokens

LONGEST = 40
MOST = 60
"""Terms kept of one record; a text of a thousand letters has fewer."""
_EMPTY = frozenset((
    "令和", "平成", "年度", "年", "月", "日", "自治", "仕組み", "仕組", "要望", "御願い",
    "お願い", "検討", "必要", "国", "地方", "自治体", "団体", "市町村", "都道府県", "県", "市",
    "町", "村", "町村", "政府", "こと", "事", "物", "為", "場合", "方", "点", "上", "中", "際",
    "後", "前", "今後", "現在", "状況", "対応", "実施", "推進", "課題", "問題", "意見", "考え",
    "支援", "都", "道", "府", "区", "場", "可能", "等", "様", "我々", "私", "皆", "皆様", "話",
    "形", "部分", "全体", "全て", "一つ", "関係", "内容", "取り組み", "取組", "措置", "具体",
    "架空", "十分", "非常", "是非", "例", "今回", "今", "時", "所", "人", "者", "側", "他", "各",
    "関", "有り様", "思い", "気持ち", "大変", "重要", "大切", "方向", "協議",
))  # fmt: skip
"""Nouns of the manner of asking, and of those who ask and are asked."""
_NEVER = frozenset({"数詞", "助数詞可能", "非自立可能", "人名", "代名詞"})


def terms_of(*texts: str) -> list[str]:
    """The terms of these texts together, each once, in the order in which they come."""
    found: dict[str, None] = {}
    for text in texts:
        for term in _terms(tokens(normalise(text))):
            found.setdefault(term[:LONGEST])
    return list(found)[:MOST]


def shortest(terms: Iterable[str]) -> tuple[str, ...]:
    """The same without those that are part of another one: 財源, where 財源確保 is there."""
    kept = sorted(set(terms), key=lambda term: (-len(term), term))
    return tuple(
        term for n, term in enumerate(kept) if not any(term in longer for longer in kept[:n])
    )


def _terms(words: Iterable[Token]) -> Iterable[str]:
    row = list(words)
    for word in row:
        if _says_something(word):
            yield word.normal or word.text
    for one, two in pairwise(row):
        together = one.end == two.start and _is_noun(one) and _is_noun(two)
        if together and (_says_something(one) or _says_something(two)):
            yield one.text + two.text


def _is_noun(word: Token) -> bool:
    return word.sort[:1] == ("名詞",) and not _NEVER & set(word.sort)


def _says_something(word: Token) -> bool:
    if not _is_noun(word):
        return False
    name = word.normal or word.text
    return len(name) > 1 and name not in _EMPTY and word.text not in _EMPTY
