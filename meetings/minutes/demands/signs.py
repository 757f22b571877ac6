"""What a paragraph of a paper of demands is: a heading, a label, an addressee, an item, prose.

Looked at by itself. Levels count from the outermost mark (第１章) to the innermost (・).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from meetings.minutes.demands.addressees import at_end, is_addressee, is_label, is_list_of_names

_D = "0-9０-９"
_KANJI = "一二三四五六七八九十"
_MARKS = tuple(
    (level, re.compile(mark))
    for level, mark in (
        (0, rf"第[\s　]?[{_D}{_KANJI}]{{1,3}}(?:[章編部節][\s　.．、]{{0,3}}|[\s　.．、]{{1,3}})"),
        (1, r"[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]{1,3}[\s　.．、]{0,3}|[IVX]{1,4}[\s　.．、]{1,3}"),
        (2, r"[■◆★][\s　]{0,3}"),
        (3, rf"[{_KANJI}]{{1,3}}[\s　.．、]{{1,3}}"),
        (4, rf"[{_D}]{{1,2}}(?:[.．、][\s　]{{0,3}}(?![{_D}])|[\s　]{{1,4}})"),
        (5, rf"[{_D}]{{1,2}}(?:[-－‐.．][{_D}]{{1,2}}){{1,2}}[\s　.．、]{{0,3}}(?![{_D}年月日/])"),
        (6, rf"(?:[（(]\s?[{_D}{_KANJI}]{{1,3}}\s?[）)]|[⑴-⒇]|[{_D}]{{1,2}}[）)])[\s　]{{0,3}}"),
        (7, r"[①-⑳][\s　]{0,3}"),
        (8, r"[ア-コ](?:[.．、)）][\s　]{0,3}|[\s　]{1,3})|[（(][ア-コa-z][）)][\s　]{0,3}"),
        (9, r"[○〇◯◎●□◇▼▽▶▷➢✓][\s　]{0,3}"),
        (10, r"[・･•‣▪※*＊][\s　]{0,3}|[-‐–—―－−][\s　]{1,3}"),
    )
)  # fmt: skip
HEADINGS_TO = 5
"""Marks up to this level open chapters, where no sentence follows them."""
PLAIN = 99
_LONGEST_HEADING = 80
_LONGEST_LABEL = 24
_DECORATION = " \u3000≪≫【】〔〕［］[]（）()＜＞<>〈〉《》■□◆◇●○◎▼▽・:：*#"
_ABOUT = re.compile(
    r"現状|現況|課題|背景|理由|支障|説明|趣旨|経緯|取組|取り組み|参考|効果|はじめに|前文|実情|状況|問題点"
)
_ASKS = re.compile(
    r"提案|要望|要請|提言|求める(?:措置|事項|内容|対応)|国への(?:要望|提案)|具体的な?内容"
)
_LABEL_WORDS = re.compile(
    r"(?:現状|現況|課題|背景|理由|支障事例?|説明|趣旨|経緯|これまでの取組|取組状況|取組|取り組み|本[県市町]の|参考|期待される|効果"
    r"|実情|状況|問題点|具体的な?|提案|要望|要請|提言|事項|内容|求める|措置|対応|国への|国に対する|項目|事例|必要性|及び|と|や|の|等|に至った"
    r"|・|･|、|／|/|はじめに|前文|[\s　]){1,12}"
)


class Sort(Enum):
    """What a paragraph is."""

    ADDRESSEE = "addressee"
    EXPLAINS = "explains"
    ASKS = "asks"
    HEADING = "heading"
    ITEM = "item"
    PROSE = "prose"


@dataclass(frozen=True)
class Sign:
    """The sort of a paragraph, the level of its mark, and where its words begin after the mark."""

    sort: Sort
    level: int = PLAIN
    begin: int = 0


def sign_of(text: str, *, below_label: bool = False) -> Sign:
    """What the paragraph `text` is; `below_label`: the one before says that ministries follow."""
    if is_addressee(text) or is_label(text) or (below_label and is_list_of_names(text)):
        return Sign(Sort.ADDRESSEE)
    if label := _label(text):
        return Sign(label)
    level, begin = mark_of(text)
    if level == PLAIN:
        bare = len(text) <= _LONGEST_HEADING and text[0] in "【〔［[《≪〈＜<" and "。" not in text
        return Sign(Sort.HEADING, 5, 0) if bare else Sign(Sort.PROSE)
    words = text[begin:]
    words = words.removesuffix(at_end(words)).rstrip()
    if len(words) > _LONGEST_HEADING or words.endswith(("。", "、")) or "。" in words:
        return Sign(Sort.ITEM, level, begin)
    return Sign(Sort.HEADING, level, begin)


def mark_of(text: str) -> tuple[int, int]:
    """The level of the mark that a paragraph begins with and where its words begin; `PLAIN` and 0
    where it has none."""
    for level, mark in _MARKS:
        if (found := mark.match(text)) and found.end() < len(text):
            return level, found.end()
    return PLAIN, 0


def _label(text: str) -> Sort | None:
    """Whether a line is a label above what explains, or above what is asked."""
    if len(text) > _LONGEST_LABEL:
        return None
    _, begin = mark_of(text)
    words = text[begin:].strip(_DECORATION)
    if not words or not _LABEL_WORDS.fullmatch(words):
        return None
    if _ABOUT.search(words):
        return Sort.EXPLAINS
    return Sort.ASKS if _ASKS.search(words) else None
