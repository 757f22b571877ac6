"""To which ministries a paper is addressed: 「提案・要望先　総務省」, 【総務省・デジタル庁】."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from meetings.minutes.document import MinistryScore
from organizations.directory.official import organizations

CERTAIN = 0.97
"""How likely a ministry is meant to which the paper says that it is addressed."""
OF_LETTER = 0.6
"""How likely an ask is for one of those to whose heads the letter goes as a whole."""
MOST_OF_LETTER = 3
_HONOURED = re.compile(r"(?:様|殿|御中|あて|宛て?)[\s　]{0,3}$")
_LONGEST = 160
_OPEN, _CLOSE = "【（(〔［[＜<〈《≪", "】）)〕］]＞>〉》≫"
_IN, _OUT = re.escape(_OPEN), re.escape(_CLOSE)
_WHAT = "(?:提案|要望|要請|提言|要求)"
_LABEL = re.compile(
    rf"[\s　■□○◎◆◇●・※▼▶]{{0,3}}[{_IN}]?[\s　]{{0,2}}"
    rf"(?:(?:主な|特に)?{_WHAT}(?:[・、及び]{{1,2}}{_WHAT})?(?:を行う)?(?:要求|の提出)?(?:先|相手)"
    r"(?:の?(?:府省庁?|省庁)名?)?"
    r"|(?:主な)?(?:関係|所管|担当|主管)の?(?:府省庁?|省庁|機関)名?|提出先|宛先|府省庁?名|省庁名)"
    rf"[\s　]{{0,2}}[{_OUT}]?[\s　]{{0,2}}(?P<colon>[:：])?[\s　]{{0,8}}"
)
_AT_END = re.compile(
    rf"[\s　]{{0,8}}(?P<words>[{_IN}][^{_IN}{_OUT}。]{{2,120}}[{_OUT}])[\s　]{{0,4}}。?$"
)
_BETWEEN = re.compile(
    rf"[\s　、,，・･/／及びおよび並びにほか他等など:：{_IN}{_OUT}]|各府省庁?|関係府省庁?"
    r"|[一-鿿ァ-ヴー]{1,14}[局部課室]"
)


@lru_cache(maxsize=1)
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    """All names of ministries, the longer first, and the code of each."""
    codes: dict[str, str] = {}
    for each in organizations().values():
        if not each.is_local and each.kind == "ministry":
            for name in (each.name, *each.aliases, *each.posts):
                codes.setdefault(name, each.code)
    ordered = sorted(codes, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered))), codes


def ministries_in(words: str) -> tuple[str, ...]:
    """The codes of the ministries that `words` name, in their order, each once."""
    pattern, codes = _names()
    plain = unicodedata.normalize("NFKC", words)
    return tuple(dict.fromkeys(codes[hit[0]] for hit in pattern.finditer(plain)))


def is_label(text: str) -> bool:
    """Whether a line says that ministries follow, and names none yet: 【提案・要望先】."""
    found = _LABEL.fullmatch(text[:_LONGEST]) if len(text) <= _LONGEST else None
    return found is not None


def is_addressee(text: str) -> bool:
    """Whether a line says nothing but to which ministries something is addressed."""
    if not 2 < len(text) <= _LONGEST:
        return False
    label = _LABEL.match(text)
    if label and label.end() > 2:
        return bool(ministries_in(text)) and _only_names(text[label.end() :])
    set_apart = text[0] in _OPEN and text.rstrip("。 　")[-1] in _CLOSE
    return set_apart and bool(ministries_in(text)) and _only_names(text)


def is_list_of_names(text: str) -> bool:
    """Whether a line holds names of ministries and nothing else, below a label."""
    return len(text) <= _LONGEST and bool(ministries_in(text)) and _only_names(text)


def at_end(text: str) -> str:
    """The addressees in brackets that `text` ends in, with their brackets, or ""."""
    found = _AT_END.search(text[-_LONGEST:])
    return found["words"] if found and is_addressee(found["words"]) else ""


def scores(words: str) -> tuple[MinistryScore, ...]:
    """The ministries that an addressee names, each with the words that do."""
    return tuple(MinistryScore(code, CERTAIN, (words,)) for code in ministries_in(words))


def of_letter(lines: Iterable[str]) -> tuple[MinistryScore, ...]:
    """The ministries whose heads a letter is addressed to (総務大臣　○○様); none where there are so
    many that nobody can tell which of them an ask is for."""
    words = [line for line in lines if _HONOURED.search(line)]
    found = {code: line for line in words for code in ministries_in(line)}
    if len(found) > MOST_OF_LETTER:
        return ()
    return tuple(MinistryScore(code, OF_LETTER, (line,)) for code, line in found.items())


def _only_names(words: str) -> bool:
    plain = unicodedata.normalize("NFKC", words)
    rest = _names()[0].sub("", plain)
    return not _BETWEEN.sub("", rest).strip("。")
