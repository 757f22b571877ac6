"""The start of a line taken as a speaker's label: ○村岡知事, （片山大臣）, 事務局：, 【高市大臣】.

Here a line is judged by itself; which of these layouts a file really uses is decided over the whole
file (`layouts`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from meetings.minutes.parts.sections import heading_of
from meetings.minutes.people.posts import (
    ends_as_organization,
    ends_as_post,
    without_honorific,
)

MARKS = "○〇◯◎◆◇△▲□■●▽▼☆★"
_LONGEST_LABEL = 45
_BOLD = re.compile(r"\*\*\s{0,20}([^*\n]{1,60}?)\s{0,20}\*\*[\s　]*[:：]?[\s　]*")
_CORNER = re.compile(r"[【]([^【】\n]{1,45})[】][\s　]*[:：]?[\s　]*")
_PAREN = re.compile(
    r"[（(〔［\[<＜《]([^（）()〔〕［］\[\]<>＜＞《》\n]{1,45})[）)〕］\]>＞》][\s　]*[:：]?[\s　]*"
)
_COLON = re.compile(r"([^:：。、\t\n「」]{1,45}?)[\s　]*[:：][\s　]*")
_TAB = re.compile(r"([^\t。\n]{1,45})\t+")
_SPACE = re.compile(r"[\s　]+")
_TRAILING_PAREN = re.compile(r"[（(]([^（）()]{1,30})[）)]$")
_SURNAME = re.compile(r"([^\s、。「」]{1,5})　+(?=\S)")
_RUN = re.compile(r"[^\sぁ-ん、。：:「」（）()]{2,40}")
_NAME = re.compile(r"[一-鿿々〆ヶ㐀-䶿ァ-ヴーぁ-ゖ豈-﫿𠮷]{2,8}")
_KANJI = re.compile(r"[一-鿿々㐀-䶿豈-﫿]")
_OPENING = re.compile(
    r"$|本日|今日|今回|今般|先|只今|以上|御|資料|次|続|意見|議|皆|私|当|同|質問|一|二|大変|非常|了解|承知"
)
_NOT_A_LABEL = re.compile(
    r"[。？！「」]|(?:です|ます|ました|について|ください|した|する|こと|もの|の件)$"
)


@dataclass(frozen=True)
class Candidate:
    """A label and what follows it. `sure` when the label ends in a post or an organization."""

    layout: str
    marker: str
    label: str
    rest: str
    sure: bool
    fused: bool = False
    bold: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return self.layout, self.marker


def candidate(text: str) -> Candidate | None:
    """The speaker's label at the start of `text`, where there may be one."""
    head = text[:160]
    if not head:
        return None
    if head[0] in MARKS:
        marker = "○" if head[0] in "○〇◯" else head[0]
        return _marked(marker, text[1:].lstrip(" \u3000\t"))
    bold = _BOLD.match(head)
    if bold:
        if bold.group(1)[0] in MARKS:
            marker = "○" if bold.group(1)[0] in "○〇◯" else bold.group(1)[0]
            return _made("mark", marker, bold.group(1)[1:].strip(), text[bold.end() :], bold=True)
        label = bold.group(1).rstrip(":：").strip()
        inner = _CORNER.fullmatch(label) or _PAREN.fullmatch(label)
        label = inner.group(1).strip() if inner else label
        return _made("bold", "", label, text[bold.end() :], bold=True)
    for layout, pattern in (("corner", _CORNER), ("paren", _PAREN), ("tab", _TAB)):
        match = pattern.match(head)
        if match:
            return _made(layout, "", match.group(1).strip().rstrip(":："), text[match.end() :])
    return _unmarked(text, head)


def _unmarked(text: str, head: str) -> Candidate | None:
    colon = _COLON.match(head)
    if colon and (heading_of(text) is None or is_sure(colon.group(1))):
        return _made("colon", "", colon.group(1).lstrip("・-* \u3000"), text[colon.end() :])
    if len(text) <= 30 and "\u3000" not in text and is_sure(text):
        return Candidate("line", "", text, "", sure=ends_as_post(text))
    label, rest = _by_spaces(head, text)
    if rest and is_sure(label):
        return Candidate("space", "", label, rest, sure=ends_as_post(bare_label(label)))
    surname = _SURNAME.match(head)
    if surname and name_like(surname.group(1)):
        return Candidate("space", "", surname.group(1), text[surname.end() :], sure=False)
    return None


def _marked(marker: str, body: str) -> Candidate | None:
    head = body[:160]
    bold = _BOLD.match(head)
    if bold:
        return _made("mark", marker, bold.group(1).rstrip(":："), body[bold.end() :], bold=True)
    for pattern in (_CORNER, _PAREN):
        match = pattern.match(head)
        if match and is_sure(match.group(1)):
            return _made("mark", marker, match.group(1).strip(), body[match.end() :])
    colon = _COLON.match(head)
    if colon and (is_sure(colon.group(1)) or name_like(colon.group(1))):
        return _made("mark", marker, colon.group(1), body[colon.end() :])
    label, rest = _by_spaces(head, body)
    if (len(label) > _LONGEST_LABEL or _NOT_A_LABEL.search(label)) or (
        not is_sure(label) and "、" in label
    ):
        fused = _fused(head)
        if not fused:
            return None
        return Candidate("mark", marker, fused, body[len(fused) :].lstrip(), sure=True, fused=True)
    return _made("mark", marker, label, rest)


def _made(
    layout: str, marker: str, label: str, rest: str, *, bold: bool = False
) -> Candidate | None:
    label = label.strip(" \u3000\t*")
    if not label or len(label) > _LONGEST_LABEL or _NOT_A_LABEL.search(label):
        return None
    return Candidate(layout, marker, label, rest.strip(" \u3000\t"), sure=is_sure(label), bold=bold)


def _by_spaces(head: str, body: str) -> tuple[str, str]:
    """Label and rest divided by a space.

    A label may hold spaces itself (村岡 嗣政 山口県知事), so it grows until it ends in a post.
    """
    cuts = [match.span() for match in _SPACE.finditer(head)][:4]
    ends = [start for start, _ in cuts] + ([len(body)] if len(body) <= _LONGEST_LABEL else [])
    for end in ends:
        label = body[:end]
        if len(label) > _LONGEST_LABEL or "。" in label or "、" in label:
            break
        if ends_as_post(bare_label(label)):
            return label, body[end:].lstrip(" \u3000\t")
    end = cuts[0][0] if cuts else len(body)
    return body[:end], body[end:].lstrip(" \u3000\t")


def _fused(head: str) -> str:
    """The label where no space divides it from the text: 姓座長これより."""
    run = _RUN.match(head)
    if not run:
        return ""
    words = run.group(0)
    for end in range(len(words), 1, -1):
        if ends_as_post(words[:end]) and _OPENING.match(words[end:]):
            return words[:end]
    return ""


def bare_label(label: str) -> str:
    """`label` without spaces and without a closing remark in brackets."""
    words = _SPACE.sub("", label)
    return _TRAILING_PAREN.sub("", words) or words


def is_sure(label: str) -> bool:
    """Whether `label` plainly names a speaker: it ends in a post or is an organization."""
    words = bare_label(label)
    if not words or _NOT_A_LABEL.search(words) or len(words) > _LONGEST_LABEL:
        return False
    inner = _TRAILING_PAREN.search(_SPACE.sub("", label))
    if inner and ends_as_post(inner.group(1)):
        return True
    return ends_as_post(words) or ends_as_organization(words)


def name_like(label: str) -> bool:
    """Whether `label` could be a person's name: a few kanji or kana."""
    words = without_honorific(_SPACE.sub("", label))
    return _NAME.fullmatch(words) is not None and _KANJI.search(words) is not None


def looks_like_label(text: str) -> bool:
    """Whether the whole line is a label: 「○今村委員長」, 「(会長)」."""
    if len(text) > 60:
        return False
    found = candidate(text)
    return found is not None and not found.rest and found.sure


def starts_as_label(text: str) -> bool:
    """Whether a line opens with what must be a speaker's label."""
    found = candidate(text)
    if found is None or found.layout in ("space", "line"):
        return False
    if found.layout == "mark":
        return True
    return found.sure or found.bold
