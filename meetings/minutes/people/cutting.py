"""Where a label may end that no blank closes: ○湊知事地方の立場から, ○３番（三枝陸）三点."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from meetings.minutes.people.bare_names import name_like
from meetings.minutes.people.label_words import is_sure, names_post
from meetings.minutes.people.posts import LAST_SIGNS, ends_as_post, is_honoured, post_suffix

_LONGEST_LABEL = 45
_NEVER_IN_LABELS = frozenset("。「」『』、，\n\t！？")
_LAST = LAST_SIGNS | frozenset("番）)")
_BRACKETED = re.compile(r"(?P<outer>[^（）()]{1,30})[（(](?P<inner>[^（）()]{1,24})[）)]")
_NEVER_AFTER = re.compile(r"[、。，．・）)」』ー々]|代理|代行|補佐|心得|候補|経験")
"""No label ends before these, whoever it names."""
_PARTICLE = (
    r"が|の(?!ち)|を|に|と(?![りもて])|へ|も(?![うしと])|や(?!は)|は(?![いじ])|から|より|で(?![はすご])"
    r"|など|等|及び|並び|又は|たち|達|氏|君|様|さん|殿|側|同士|ごと|相当"
)
_GOES_ON = re.compile(
    rf"{_PARTICLE}|付|級|職(?!員)|室|課(?!題)|部(?!分)|局|会(?![議場])|官|長|担当(?![のはが者])|制(?!度)|用"
    r"|[0-9０-９]{1,4}[名人]"
)
_TELLS = re.compile(
    rf"(?:{_PARTICLE})[^。]*(?:説明|発言|意見|要望|質問|回答|答弁|報告|挨拶|あいさつ|紹介|提案|指摘|言及|述べ|出席|退席|選出)"
    r"[^。]{0,12}(?:た|る)(?:。|$)"
)
"""「湊知事から説明があった。」 tells of somebody; it is nobody's turn."""
_COMPOUND = frozenset("会長官")
_NO_POST = re.compile(r"(?:[局部課室市町村区]長|知事)官$")
"""A post and the first sign of what is said: 堀局長｜官民で."""
_ADDRESSED = re.compile(r"([^（）()\s]{2,9}君)(?:副?(?:委員長|議長|会長|部会長|座長|大臣))$")
_OPENING = re.compile(
    r"[ぁ-ん]|本日|今日|今回|今般|先|只今|以上|御|資料|次|続|意見|議|皆|私|当|同|質問|一|二|三|大変|非常|了解|承知"
    r"|[0-9０-９]|地方|委員長|議長"
)


@dataclass(frozen=True)
class Cut:
    """One possible end of a label: before it, and what would be said. `plain` when brackets or the
    opening words make it likely by itself; `goes_on` when what follows may go on with the label
    (湊知事｜室長), so that only a label known otherwise ends here."""

    label: str
    rest: str
    plain: bool
    goes_on: bool = False

    @property
    def key(self) -> str:
        return bare(self.label)


@lru_cache(maxsize=8192)
def bare(label: str) -> str:
    """`label` as it is counted: without blanks."""
    return re.sub(r"[\s　]", "", label)


def cuts(body: str) -> list[Cut]:
    """The ends that a label at the start of `body` may have, from short to long."""
    found: list[Cut] = []
    depth = 0
    for end in range(1, min(len(body), _LONGEST_LABEL + 1)):
        sign = body[end - 1]
        if sign in _NEVER_IN_LABELS:
            break
        depth += (sign in "（(") - (sign in "）)")
        if depth or sign not in _LAST or end < 2 or _NEVER_AFTER.match(body, end):
            continue
        label = body[:end]
        if _NO_POST.search(label):
            continue
        bracketed = sign in "）)"
        goes_on = _GOES_ON.match(body, end) is not None
        if goes_on and (bracketed or _is_of_a_word(label, body[end]) or _TELLS.match(body, end)):
            continue
        if _is_named_in_brackets(label) if bracketed else names_post(label):
            plain = not goes_on and (bracketed or _OPENING.match(body, end) is not None)
            found.append(Cut(label, body[end:].lstrip(" \u3000\t"), plain, goes_on))
    return found


def _is_of_a_word(label: str, following: str) -> bool:
    """Whether a post without a name only begins a word: 委員｜会, 知事｜会."""
    return following in _COMPOUND and post_suffix(bare(label)) == bare(label)


def _is_named_in_brackets(label: str) -> bool:
    """議長（桐谷慎吾君）, ３番（三枝　陸）: the post outside, the name inside, or the other way."""
    match = _BRACKETED.fullmatch(label)
    if not match:
        return False
    outer, inner = bare(match["outer"]), bare(match["inner"])
    if is_honoured(inner) or ends_as_post(inner):
        return is_sure(outer) or name_like(outer)
    return names_post(outer) and name_like(inner)


def addressed(label: str) -> str:
    """The speaker in a label that runs on into whom they address (山城一恵君｜委員長), or ""."""
    match = _ADDRESSED.match(label)
    return match.group(1) if match else ""
