"""What the words of a label tell: whether they name a speaker, by post, seat or organization."""

from __future__ import annotations

import re

from meetings.minutes.people.posts import ends_as_organization, ends_as_post

_SPACE = re.compile(r"[\s　]+")
LONGEST_LABEL = 45
_TRAILING_PAREN = re.compile(r"[（(]([^（）()]{1,30})[）)]$")
_NUMBERED = re.compile(r"(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})番$")
_ABOUT_THE_RECORD = frozenset(
    ("文責", "作成", "記録", "担当", "連絡先", "問合せ", "問合せ先", "出典", "提供")
)
NOT_A_LABEL = re.compile(
    r"[。？！「」]|(?:です|ます|ました|について|ください|した|する|こと|もの|の件)$"
)


def bare_label(label: str) -> str:
    """`label` without spaces and without a closing remark in brackets."""
    words = _SPACE.sub("", label)
    return _TRAILING_PAREN.sub("", words) or words


def names_post(label: str) -> bool:
    """Whether `label` ends in a post or in the number of a seat (３番)."""
    words = bare_label(label)
    return ends_as_post(words) or _NUMBERED.search(words) is not None


def is_sure(label: str) -> bool:
    """Whether `label` plainly names a speaker: it ends in a post or is an organization."""
    words = bare_label(label)
    if not words or NOT_A_LABEL.search(words) or len(words) > LONGEST_LABEL:
        return False
    inner = _TRAILING_PAREN.search(_SPACE.sub("", label))
    if inner and ends_as_post(inner.group(1)):
        return True
    return names_post(words) or ends_as_organization(words) or _sure_beside_colon(words)


def _sure_beside_colon(words: str) -> bool:
    """議長：桐谷慎吾, 深沢県：湊知事: one of the two tells."""
    parts = re.split(r"[:：]", words)
    if len(parts) != 2 or parts[0] in _ABOUT_THE_RECORD:
        return False
    return any(part and is_sure(part) for part in parts)
