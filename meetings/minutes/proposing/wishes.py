"""Wishes and promises said plainly: 〜していただければありがたい is
〜してほしい, 〜してまいりたい is 〜する.

What asks is known by the grammar at the end of a statement, whatever its politeness and spelling.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.minutes.proposing.closings import FURTHEST, closing_of, symbols
from meetings.minutes.proposing.plain_style import TE, Word, dictionary_form, inflected, joined

_ADVERBS = (
    "(?:/(?:是非|強い|切|何とぞ|どうぞ|どうか|改めて|重ねて|早急|早期|速やか|引き続き|心|より|から"
    "|宜しい|だ|も|に|、|は)){0,5}"
)
_GET = "(?:頂く|賜る|貰う|下さる|くれる|いただく|下さい)"
_GOOD = "(?:有り難い|助かる|幸い|幸甚|嬉しい|いい|効果|安心|心強い|大変|何より)"
_WISHED_ACT = re.compile(
    rf"/て(?:/も)?/(?:ほしい|{_GET}/たい|{_GET}(?:/(?:と|ば|たら|れ))(?:/.{{1,8}}){{0,5}}/?{_GOOD}.{{0,14}}"
    rf"|{_GET}/(?:ない|ぬ)/(?:か|物|もの).{{0,10}}|{_GET}(?:/れる)?/(?:ない|ぬ)/(?:だろう)/か|{_GET}/(?:ば|たい)"
    rf"|{_GET}/(?:ない|ぬ)/(?:と|ば|けれ).{{0,14}}"
    rf"|{_GET}/(?:よう|様)(?:/だ)?.{{0,40}}|{_GET}/(?:こと|事)(?:/(?:が|は)/.{{1,10}})?|{_GET}/必要.{{0,12}}"
    rf"|(?:下さる)|{_GET}/(?:こと|事)/を.{{0,20}}|{_GET}/べし.{{0,12}}|{_GET}(?:/、)?)"
    r"(?:/と/(?:言う|いう)/(?:御/)?(?:願い|願う|お願い|要望).{0,12})?$"
)
_PLEA = re.compile(
    rf"(?P<mark>/(?:よう|様)(?:/だ|/に)?|/(?:を|が|は|も|の|に/付く/て|に/関する/て)(?:/は|/も)?|)"
    rf"(?:/、)?{_ADVERBS}/(?:御/)?(?:願い|願う|お願い|要望|要請|求める|所望|懇願|期待)"
    rf"(?:/(?:を|が|は|も))?(?:/(?:為る|申し上げる|致す|できる|せる|て|頂く|たい|いる|ば|ない|か|の|だ"
    rf"|参る|いい|と|、|有り難い|次第|声|が|多い|上がる|言う|こと|ところ|所|思う|強い)){{0,9}}$"
)
_WISHED_NOUN = re.compile(
    rf"(?P<mark>/(?:を|も|が))?(?:/、)?{_ADVERBS}/{_GET}"
    rf"(?:/たい|/(?:と|ば|たら).{{0,30}}|/(?:ない|ぬ)/.{{0,14}}|/(?:よう|様).{{0,30}}|/(?:必要|こと|事).{{0,16}})$"
)
_WRITTEN = re.compile(r"(?:/為る)?/(?:れる|られる)/たい$")
_GOOD_IF = re.compile(
    r"/(?:ば|と|たら)(?:/(?:より|とても|一番|なお|非常|大変|だ|に)){0,2}/(?:いい|有り難い|助かる|幸い).{0,14}$|(?<=/できる)/ば(?:/な|/と)?$"
)


def wish(words: Sequence[Word], *, chained: bool = True) -> str:
    """What is wished for, said plainly as 〜てほしい; empty where the words ask for nothing in a
    form that is known. `chained`: 〜ていただき, as a link of a chain, asks as well."""
    kept = list(words)
    found = _WISHED_ACT.search(symbols(kept[-FURTHEST:]))
    if found:
        at = len(kept) - found[0].count("/")
        if at < 1 or (not chained and _is_bare(found[0])):
            return ""
        if kept[at - 1].symbol in ("せる", "させる"):
            return _own_act(kept[: at - 1])
        return joined(kept[:at]) + kept[at].text + "ほしい"
    for pattern, say in (
        (_PLEA, lambda rest, hit: _plea(rest, hit["mark"])),
        (
            _WISHED_NOUN,
            lambda rest, hit: "" if rest[-1].symbol in ("せる", "て", "ず") else asked(rest),
        ),
        (_WRITTEN, lambda rest, hit: asked(rest)),
        (_GOOD_IF, lambda rest, hit: _hoped(rest)),
    ):
        found = pattern.search(symbols(kept[-FURTHEST:]))
        if found and 0 < found[0].count("/") < len(kept):
            return say(kept[: len(kept) - found[0].count("/")], found)
    return ""


def _is_bare(closing: str) -> bool:
    """〜ていただき or 〜ていただく with nothing behind it that asks."""
    return closing.rstrip("/、").endswith(("/て/頂く", "/て/貰う", "/て/くれる", "/て/賜る"))


def reads_as_wish(words: Sequence[Word]) -> str:
    """The words that close a statement and ask for something; empty where they do not."""
    closing = closing_of(words)
    told = symbols(words[len(closing.words) :])
    asks = wish(closing.words, chained="/こと/だ" in told) or wish(words, chained=False)
    if not asks:
        return ""
    for at in range(len(closing.words) - 1, 0, -1):
        if closing.words[at].symbol in _ASKING_WORDS:
            begin = at
            while begin > 1 and closing.words[begin - 1].symbol in (
                "て",
                "を",
                "御",
                "よう",
                "こと",
                "だ",
            ):
                begin -= 1
            return "".join(word.source.text for word in words[begin : at + 3]).rstrip("、。")
    return "".join(word.source.text for word in closing.words[-3:])


_ASKING_WORDS = (
    "頂く",
    "貰う",
    "下さる",
    "ほしい",
    "願い",
    "願う",
    "要望",
    "求める",
    "要請",
    "くれる",
    "賜る",
    "れる",
    "いい",
)


def _own_act(rest: list[Word]) -> str:
    """要望をさせていただきたい asks; whatever else one lets oneself do is one's own act."""
    while rest and rest[-1].symbol in ("為る", "を", "も"):
        rest = rest[:-1]
    if not rest or rest[-1].symbol not in ("要望", "願い", "願う", "要請"):
        return ""
    rest = rest[:-1]
    while rest and rest[-1].symbol in ("御", "、", "も", "は", "を"):
        rest = rest[:-1]
    return asked(rest) if rest else ""


def _hoped(rest: list[Word]) -> str:
    if not rest[-1].is_verb:
        return ""
    if rest[-1].symbol == "できる":
        return joined(rest[:-1]) + "できるようにしてほしい"
    return joined(rest[:-1]) + inflected(rest[-1].source, TE) + "ほしい"


def _plea(rest: list[Word], mark: str) -> str:
    if mark.startswith(("/よう", "/様")):
        again = wish([*rest, Word("よう", "よう", rest[-1].source)])
        if again:
            return again
        if rest[-1].is_verb:
            return asked(rest)
        return joined(rest) + "ようにしてほしい"
    if rest[-1].symbol in ("こと", "事") and len(rest) > 1:
        return wish(rest) or (
            asked(rest[:-1]) if rest[-2].is_verb else joined(rest[:-1]) + "ようにしてほしい"
        )
    if rest[-1].text in ("と", "という") or rest[-1].symbol in ("言う", "、"):
        inner = closing_of(rest)
        return wish(inner.words) if len(inner.words) < len(rest) else ""
    if not mark and not rest[-1].is_doing:
        return ""
    if mark.startswith("/に/"):
        return joined(rest) + "について対応してほしい"
    return asked(rest)


_NOUNS_OF_VERBS = {
    "引き上げ": "引き上げ", "引き下げ": "引き下げ", "見直し": "見直し", "切り上げ": "切り上げ",
    "底上げ": "底上げし", "上乗せ": "上乗せし", "後押し": "後押しし", "積み増し": "積み増し",
    "繰り上げ": "繰り上げ", "取りまとめ": "取りまとめ", "手当": "手当てし", "裏付け": "裏付け",
}  # fmt: skip


def asked(rest: list[Word]) -> str:
    """An act or a thing as what is asked: of 財源の確保 it makes 財源を確保してほしい."""
    while rest and rest[-1].symbol in ("、", "を", "も", "など", "等", "だ", "は"):
        rest = rest[:-1]
    if not rest:
        return ""
    last = rest[-1]
    if last.is_verb:
        begin = rest[:-1]
        if begin and begin[-1].symbol == "御":
            begin = begin[:-1]
        return joined(begin) + inflected(last.source, TE) + "ほしい"
    if joined(rest[-3:]).endswith(("について", "に関して")):
        named = rest[:-3]
        return asked(named) if named and named[-1].is_doing else joined(rest) + "対応してほしい"
    if last.symbol == "て":
        return joined(rest) + "ほしい"
    if not last.is_noun:
        return ""
    if last.symbol in _NOUNS_OF_VERBS and len(rest) > 2 and rest[-2].text == "の":
        return joined(rest[:-2]) + "を" + _NOUNS_OF_VERBS[last.symbol] + "てほしい"
    if not last.is_doing:
        return joined(rest) + (
            "を求めたい" if "を" not in {w.text for w in rest[-12:]} else "がほしい"
        )
    return _done(rest)


def _done(rest: list[Word]) -> str:
    """A noun of doing at the end, as what is asked to be done."""
    begin = rest[:-1]
    if begin and begin[-1].symbol == "御":
        begin = begin[:-1]
        rest = [*begin, rest[-1]]
    before = begin[-1] if begin else None
    adverb = before is not None and (
        before.source.sort[:1] == ("副詞",) or before.source.text == "に"
    )
    particle = (
        before is not None and before.source.sort[:1] == ("助詞",) and before.text not in "のや"
    )
    if before is None or adverb or particle or before.text == "、":
        return joined(rest) + "してほしい"
    own = [word for word in begin if word.text == "を"]
    if before.text == "の" and len(begin) > 1 and begin[-2].is_noun and not own:
        return joined(begin[:-1]) + "を" + rest[-1].text + "してほしい"
    return joined(rest) + "をしてほしい"


_GOING_ON = re.compile(r"/て/(?:参る|行く|いく)(?:/たい)?$")
_MEANT = re.compile(
    r"(?:/(?:こと|事)/(?:と|に)/為る(?:/て/いる|/たい)?|/(?:予定|方針|考え|見込み|積もり|つもり|所存)(?:/だ)?|/所存/だ)$"
)


def promised(words: Sequence[Word]) -> str:
    """What is promised, said plainly as an act: 〜してまいりたい, 〜する."""
    kept = list(words)
    while kept and kept[-1].symbol in ("だ", "、", "。"):
        kept = kept[:-1]
    if symbols(kept[-2:]).endswith("の/か"):  # …いけないのかなと思う
        kept = kept[:-2]
    if offered := wish(kept, chained=False):
        return offered
    if (found := _MEANT.search(symbols(kept[-8:]))) and len(kept) - found[0].count("/") > 2:
        kept = kept[: len(kept) - found[0].count("/")]
    if found := _GOING_ON.search(symbols(kept[-8:])):
        kept = kept[: len(kept) - found[0].count("/")]
        if kept and kept[-1].is_verb:
            return joined(kept[:-1]) + dictionary_form(kept[-1].source)
    if kept and kept[-1].symbol == "たい" and len(kept) > 1 and kept[-2].is_verb:
        return joined(kept[:-2]) + dictionary_form(kept[-2].source)
    return joined(kept)
