"""The start of a line taken as a speaker's label: ○村岡知事, （片山大臣）, 事務局：, 【高市大臣】.

Here a line is judged by itself; where a label ends that no blank closes, and which of these layouts
a file really uses, is decided over the whole file (`dividing`, `layouts`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from meetings.minutes.parts.sections import heading_of
from meetings.minutes.people.bare_names import name_like
from meetings.minutes.people.label_words import LONGEST_LABEL, NOT_A_LABEL, is_sure, names_post
from meetings.minutes.people.posts import ends_as_post
from meetings.minutes.people.remarks import after_clock, is_clock, without_remarks

MARKS = "○〇◯◎◆◇△▲□■●▽▼☆★"
_BOLD = re.compile(r"\*\*\s{0,20}([^*\n]{1,60}?)\s{0,20}\*\*[\s　]*[:：]?[\s　]*")
_CORNER = re.compile(r"[【]([^【】\n]{1,45})[】][\s　]*[:：]?[\s　]*")
_PAREN = re.compile(
    r"[（(〔［\[<＜《≪]([^（）()〔〕［］\[\]<>＜＞《》≪≫\n]{1,45})"
    r"[）)〕］\]>＞》≫][\s　]*[:：]?[\s　]*"
)
_COLON = re.compile(r"([^:：。、\t\n「」]{1,45}?)[\s　]*[:：][\s　]*")
_TAB = re.compile(r"([^\t。\n]{1,45})\t+")
_DASH = re.compile(r"([^:：。、\t\n「」―─—]{1,45}?)[\s　]*(?:[―─—]{2,6}|[>＞|｜])[\s　]*")
_QUOTED = re.compile(r"([^:：。、\s「」]{2,30})[\s　]{0,4}「(?=[^「」]{4})")
_NUMBER = re.compile(r"[（(]?[0-9０-９]{1,3}(?:[)）.．、]|[)）]?[\s　]+)[\s　]*")
_BULLET = re.compile(r"[・･＊*•‣▪‐–−－-][\s　]*")
_QUESTION = re.compile(
    r"[（(【〔\[<＜]?[\s　]{0,4}(?P<label>(?:問|答|質問|回答|質疑|答弁|[QAＱＡ])[\s　]{0,4}"
    r"(?:[0-9０-９]{1,3}|[①-⑳]|[一二三四五六七八九十]{1,3})?(?:[-－ー‐の][0-9０-９]{1,2})?)"
    r"(?:[\s　]{0,4}[）)】〕\]>＞][\s　]{0,4}[:：]?|[\s　]{0,4}[.．:：]|[\s　]{1,4}(?=\S))"
    r"[\s　]{0,4}"
)
_SPACE = re.compile(r"[\s　]+")
_AS_A_WHOLE = frozenset(("事務局", "事務方", "委員", "構成員", "説明員", "政府", "関係省庁"))
_SURNAME = re.compile(r"([^\s、。「」]{1,5})　+(?=\S)")
_RUN = re.compile(r"[^\sぁ-ん、。：:「」（）()]{2,40}")
_OPENING = re.compile(
    r"$|本日|今日|今回|今般|先|只今|以上|御|資料|次|続|意見|議|皆|私|当|同|質問|一|二|大変|非常|了解|承知"
)


@dataclass(frozen=True)
class Candidate:
    """A label and what follows it. `sure` when the label ends in a post or an organization;
    `remarks` stood in brackets between the two (登壇, オンライン), or before both (10:05)."""

    layout: str
    marker: str
    label: str
    rest: str
    sure: bool
    fused: bool = False
    bold: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.layout, self.marker


@lru_cache(maxsize=2048)
def candidate(text: str) -> Candidate | None:
    """The speaker's label at the start of `text`, where there may be one."""
    clock, said = after_clock(text)
    found = _candidate(said)
    if found is None:
        return None
    label, rest, remarks = without_remarks(found.label, found.rest)
    if not remarks:
        return replace(found, remarks=clock) if clock else found
    sure = found.sure or is_sure(label)
    return replace(found, label=label, rest=rest, sure=sure, remarks=(*clock, *remarks))


def _candidate(text: str) -> Candidate | None:
    head = text[:160]
    if not head:
        return None
    if head[0] in MARKS:
        return _marked(mark_of(head), text[1:].lstrip(" \u3000\t"))
    bold = _BOLD.match(head)
    if bold:
        return _in_bold(bold, text)
    asked = _question(text, head)
    if asked:
        return asked
    counted = _counted(text, head)
    if counted:
        return counted
    for layout, pattern in (("corner", _CORNER), ("paren", _PAREN), ("tab", _TAB)):
        match = pattern.match(head)
        if match:
            return _made(layout, "", match.group(1).strip().rstrip(":："), text[match.end() :])
    return _bulleted(text, head) or _unmarked(text, head)


def mark_of(text: str) -> str:
    """The sign `text` begins with; the circles that look alike are one."""
    return "○" if text[0] in "○〇◯" else text[0]


def _in_bold(bold: re.Match[str], text: str) -> Candidate | None:
    if bold.group(1)[0] in MARKS:
        label = bold.group(1)[1:].strip()
        return _made("mark", mark_of(bold.group(1)), label, text[bold.end() :], bold=True)
    label = bold.group(1).rstrip(":：").strip()
    inner = _CORNER.fullmatch(label) or _PAREN.fullmatch(label)
    label = inner.group(1).strip() if inner else label
    return _made("bold", "", label, text[bold.end() :], bold=True)


def _question(text: str, head: str) -> Candidate | None:
    """問１, 答, Q1., 【回答】 before what is asked and answered."""
    bullet = _BULLET.match(head)
    match = _QUESTION.match(head, bullet.end() if bullet else 0)
    if not match or not text[match.end() :].strip():
        return None
    label = _SPACE.sub("", match["label"])
    return Candidate("question", "", label, text[match.end() :].strip(), sure=True)


def is_question(label: str) -> bool | None:
    """Whether a label is that of a question (問１, Q); False for an answer, None for others."""
    if not _QUESTION.fullmatch(f"{label}:"):
        return None
    return label[0] in "問質QＱ"


def _counted(text: str, head: str) -> Candidate | None:
    """１．湊知事, (2) 蓮見市長: turns that are counted."""
    number = _NUMBER.match(head)
    if not number or not text[number.end() :]:
        return None
    found = _marked("number", text[number.end() :])
    return replace(found, layout="number", marker="") if found and found.sure else None


def _bulleted(text: str, head: str) -> Candidate | None:
    """・（湊知事）, －（議長）, ・湊知事：: a bullet before a label set apart by its signs."""
    bullet = _BULLET.match(head)
    if not bullet:
        return None
    rest = text[bullet.end() :]
    for layout, pattern in (("corner", _CORNER), ("paren", _PAREN), ("colon", _COLON)):
        match = pattern.match(rest[:160])
        if match and is_sure(match.group(1)):
            return _made(layout, "・", match.group(1).strip(), rest[match.end() :])
    return None


def _unmarked(text: str, head: str) -> Candidate | None:
    colon = _COLON.match(head)
    if colon and (heading_of(text) is None or is_sure(colon.group(1))):
        return _made("colon", "", colon.group(1).lstrip("・-* \u3000"), text[colon.end() :])
    dash = _DASH.match(head)
    if dash and is_sure(dash.group(1)):
        return _made("dash", "", dash.group(1), text[dash.end() :])
    quoted = _QUOTED.match(head)
    if quoted and text.rstrip("。").endswith("」") and is_sure(quoted.group(1)):
        said = text[quoted.end() :].rstrip("。").removesuffix("」")
        return _made("quoted", "", quoted.group(1), said)
    if len(text) <= 30 and "\u3000" not in text and is_sure(text):
        return Candidate("line", "", text, "", sure=names_post(text))
    label, rest = _by_spaces(head, text)
    if rest and is_sure(label):
        return Candidate("space", "", label, rest, sure=names_post(label))
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
    if (len(label) > LONGEST_LABEL or NOT_A_LABEL.search(label)) or (
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
    if not label or len(label) > LONGEST_LABEL or NOT_A_LABEL.search(label):
        return None
    return Candidate(layout, marker, label, rest.strip(" \u3000\t"), sure=is_sure(label), bold=bold)


def _by_spaces(head: str, body: str) -> tuple[str, str]:
    """Label and rest divided by a space.

    A label may hold spaces itself (村岡 嗣政 山口県知事), so it grows until it ends in a post.
    """
    cuts = [match.span() for match in _SPACE.finditer(head) if _outside(head, match.start())][:6]
    ends = [start for start, _ in cuts] + ([len(body)] if len(body) <= LONGEST_LABEL else [])
    for place, end in enumerate(ends):
        label = body[:end]
        if len(label) > LONGEST_LABEL or "。" in label or "、" in label:
            break
        if names_post(label):
            end = _with_person(body, ends, place)
            return body[:end], body[end:].lstrip(" \u3000\t")
    end = cuts[0][0] if cuts else len(body)
    return body[:end], body[end:].lstrip(" \u3000\t")


def _outside(head: str, place: int) -> bool:
    """Whether `place` is in no brackets."""
    before = head[:place]
    return sum(map(before.count, "（(")) <= sum(map(before.count, "）)"))


def _with_person(body: str, ends: list[int], place: int) -> int:
    """Where the label ends: after the person, where the word before is only whom they belong to
    (事務局　瀬川参事官)."""
    end = ends[place]
    if place + 1 >= len(ends) or _SPACE.sub("", body[:end]) not in _AS_A_WHOLE:
        return end
    person = body[end : ends[place + 1]].strip()
    if len(person) > 24 or re.search(r"[。、「」ぁ-ん]", person) or person in _AS_A_WHOLE:
        return end
    return ends[place + 1] if ends_as_post(person) else end


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


def looks_like_label(text: str) -> bool:
    """Whether the whole line is a label: 「○今村委員長」, 「(会長)」."""
    if len(text) > 60:
        return False
    found = candidate(text)
    return found is not None and not found.rest and found.sure


def starts_as_label(text: str) -> bool:
    """Whether a line opens with what must be a speaker's label."""
    found = candidate(text)
    timed = found is not None and bool(found.remarks) and is_clock(found.remarks[0])
    if found is None or (found.layout in ("space", "line") and not timed):
        return False
    if found.layout == "mark":
        return True
    return found.sure or found.bold or (timed and found.layout == "colon")
