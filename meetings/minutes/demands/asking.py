"""Whether a sentence of a paper asks: 「…すること。」, 「…されたい。」, 「…よう要望する。」."""

from __future__ import annotations

import re

from japan.tokens import tokens
from meetings.minutes.demands.addressees import at_end
from meetings.minutes.proposing.plain_style import TE, inflected

_FIRM = re.compile(
    r"(?:[かがさたなばまらわ]れたい|願いたい|願います|お願い(?:する|します|いたします|致します|申し上げます|申し上げる|したい)"
    r"|(?:要望|要請|提案|提言)(?:する|します|いたします|いたす|致します|申し上げます|したい)"
    r"|求め(?:る|ます|たい)|(?:いただ|頂)きたい|[てで]ほしい|[てで]ください|(?:てい|て頂|ていただ)くよう)$"
)
_OUGHT = re.compile(r"べき(?:である|だ|です)?$")
_ACT = re.compile(r"こと$")
_STATE = re.compile(
    r"(?:[てで]い(?:る|ない|た)|[てで](?:おり|いく)|であ(?:る|った)|でない|[がはも](?:ある|ない)|[たっ]た|[しなみ]た|した|れた"
    r"|ってきた|という|との|その|この|(?:多|少な|高|低|大き|小さ|難し|厳し|乏し|著し)い)こと$"
)
_POINTS_ON = re.compile(
    r"(?:次|以下)の(?:事項|措置|点|項目|各|とおり|通り|施策|内容|[0-9０-９一二三四五六七八九十]{1,2}(?:点|項目))"
    r"|下記|左記|別紙|別添|(?:本|この)(?:要望|提言|提案)|(?:各|記載の)(?:項目|事項)"
)
_NOUN = re.compile(
    r"(?:充実|拡充|創設|新設|確保|強化|推進|継続|見直し|撤廃|廃止|緩和|引上げ|引き上げ|延長|支援|措置|明確化|簡素化|導入|改善"
    r"|整備|軽減|拡大|増額|実施|検討|公表|提供|統一|是正|設置|改正|促進|構築|育成|配慮|恒久化)$"
)
_REACH = 60
_TOGETHER = "とともに、"


def asks(sentence: str, *, explains: bool = False) -> bool:
    """Whether a sentence asks. `explains`: it stands where a paper tells how things are, so that
    only words that ask beyond doubt do."""
    words = bare(sentence)[-_REACH:]
    if _POINTS_ON.search(sentence):
        return False
    if _FIRM.search(words) or explains:
        return _FIRM.search(words) is not None
    return bool(_OUGHT.search(words) or (_ACT.search(words) and not _STATE.search(words)))


def names_an_act(words: str) -> bool:
    """Whether words without a predicate name an act to be done: 財政支援の充実."""
    return _NOUN.search(bare(words)[-_REACH:]) is not None


def bare(sentence: str) -> str:
    """A sentence without its full stop and the addressees in brackets at its end."""
    words = sentence.rstrip("。 \u3000")
    return words.removesuffix(at_end(words)).rstrip("。 \u3000")


def as_wish(sentence: str) -> str:
    """A sentence as one would say it: 「…すること。」 is 「…するようお願いする。」. Of two acts
    that are asked for together the first is joined to the second (廃止するとともに: 廃止して)."""
    words = bare(sentence)
    said = f"{words[:-2]}ようお願いする。" if _ACT.search(words) else sentence
    before, together, rest = said.rpartition(_TOGETHER)
    given = list(tokens(before[-_REACH:])) if together else []
    if not given or given[-1].sort[:1] != ("動詞",):
        return said
    verb = given[-1]
    comma = "" if rest.startswith(("その", "それ", "これ", "この")) else "、"
    return f"{before.removesuffix(verb.text)}{inflected(verb, TE)}{comma}{rest}"
