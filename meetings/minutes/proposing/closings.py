"""What closes a statement, with the politeness around it taken away.

A statement is read from its end as a list of plain words. 「していただければありがたいなと
思っております」 closes with て・頂く・ば・有り難い, which asks for what stands before て.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.minutes.proposing.plain_style import Word, joined

FURTHEST = 24
"""So many words from the end are looked at for what closes a statement."""

# Written over the symbols of the words, each with a slash before it: /て/頂く/たい.
_THINKING = (
    "(?:/(?:な|ね))?(?:/と(?:/(?:も|は))?|/と/(?:言う|いう)/(?:風|ふう|様|よう)/(?:だ|に)(?:/は)?|/よう/だ)"
    "(?:/、)?(?:/(?:私|共|ども|達|として|此の|その|其の|私|私共|我々|も|は|、|強い|だ|常々|大変|非常|切|に))"
    "{0,4}/(?:思う|考える|存ずる|存じる|感じる|認識|捉える|伺う|聞く|承知)(?:/為る)?(?:/て(?:/は)?/(?:いる|御座る|参る|頂く))?"
)
_SAYING = (
    "(?:/と/(?:言う|いう))?/(?:所|ところ|こと|事|訳|わけ|次第|状況|状態|思い|認識|現状|気持ち|お願い|形"
    "|もの|物|実情|実態)(?:/に/成る(?:/て/いる)?)?"
)
_POLITE = tuple(
    re.compile(pattern + "$")
    for pattern in (
        r"/[。．、！!・　]",
        r"/(?:よ|ね|な|わ)",
        r"(?<=/か)/(?:な|なあ|と)(?:/と)?",
        _THINKING,
        r"/と/(?:思う|考える)/れる",
        r"/の/だ",
        r"(?:/と/(?:言う|いう))?/の/が(?:/.{1,14})?/(?:実情|現状|実態|本音|所|思い|状況)/だ",
        rf"{_SAYING}/だ",
        r"/と/(?:言う|いう)/こと/に/成る(?:/て/いる)?",
        r"/(?:が|けれど|けれど/も|けど|けども|けれども|ので|の/で|し|此の|其の)",
        r"(?:/と/(?:言う|いう))?/(?:所|こと|事|状況|面|部分|声|思い|話|状態)/(?:が|も)/有る",
        r"/、/(?:此れ|それ|其れ)/(?:は|が)/.{0,16}/(?:願い|願う|要望|声|希望)/だ",
        r"/と(?:/、)?(?:/(?:そう|こう|言う|いう|た|様々|だ|の)){0,4}/(?:不安|懸念|声|心配|意見|指摘)/(?:も|が|を)"
        r"/(?:示す|有る|聞く|寄せる|頂く|出る|上がる)(?:/れる)?(?:/て/いる)?",
        r"(?<=/いる)/て",
        r"(?:/と/(?:言う|いう))?/こと/に/加える/て|/と/(?:共|とも)/に|/と/同時/に",
        r"/気/が/為る",
    )
)
_LAST_COPULA = re.compile(r"/だ$")
_SOFT = re.compile(r"(?:/(?:の|もの))?/だ/は/(?:ない)(?:/だろう)?/か$|/の?/だ/は(?:/ない)?/か$")
_PERHAPS = re.compile(r"/(?:の/)?(?:か|だろう)(?:/な|/と)*$")


@dataclass(frozen=True)
class Closing:
    """A statement without the politeness at its end: its words, and the symbols of them."""

    words: tuple[Word, ...]

    @property
    def symbols(self) -> str:
        return symbols(self.words[-FURTHEST:])

    @property
    def text(self) -> str:
        return joined(self.words)


def symbols(words: Sequence[Word]) -> str:
    return "".join(f"/{word.symbol}" for word in words)


def closing_of(words: Sequence[Word]) -> Closing:
    """The statement without what is said only to be polite, from its end inwards."""
    kept = list(words)
    going = True
    while going and kept:
        going = False
        end = symbols(kept[-FURTHEST:])
        for pattern in _POLITE:
            found = pattern.search(end)
            taken = found[0].count("/") if found else 0
            if 0 < taken < len(kept):
                kept = kept[:-taken]
                end = symbols(kept[-FURTHEST:])
                going = True
    return Closing(tuple(kept))
