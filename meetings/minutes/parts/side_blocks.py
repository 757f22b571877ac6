"""Summaries that name no speakers but stand under the headings of the two sides.

「＜地方自治体発言＞」 or 「(1) 国側からの主な意見」 over ○ bullets or plain sentences: what stands
under one heading is read as one speech, with the heading as its label.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from meetings.minutes.document import Heading, Side, Speech
from meetings.minutes.parts.brackets import inside
from meetings.minutes.parts.lines import Line
from meetings.minutes.parts.sections import is_heading_word
from meetings.minutes.parts.speeches import (
    Draft,
    Spoken,
    directions_of,
    is_closing,
    is_direction_line,
    is_heading_line,
)
from meetings.minutes.people.posts import ends_as_organization
from meetings.minutes.people.sides import code_of, side_of, side_of_heading

_LONGEST_HEADING = 45
_DECORATION = re.compile(
    r"(?:[-・○●◎◆◇■□▼▽#*\s]|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})(?:[).、．]\s*|\s+)"
    r"|[(](?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})[)]|[①-⑳]|[ア-オ](?:[.、．)]|\s))*"
)
_BRACKETS = re.compile(
    r"[<《〈\[【〔(]\s{0,20}([^<>《》〈〉\[\]【】〔〕()]{1,40}?)\s{0,20}[>》〉\]】〕)]"
)
_SAID = re.compile(
    r"(?P<who>[^、。]{1,24}?)(?:から|より|による|から出された|からあった)?の?(?:主な|主要な)?[御ご]?"
    r"(?:発言|意見|要望|説明|回答|コメント|応答|見解|質問|質疑|提案|提言|指摘|報告|主張|要請|返答|答弁|考え方|考え|対応方針|声)"
    r"(?:等|など)?の?(?:概要|要旨|内容|要点)?"
)
_OTHERS = frozenset(("委員", "構成員", "有識者", "学識経験者", "出席者", "参加者", "座長", "会長"))
_AND = re.compile(r"及び|並びに|[・／/&と]")
_BULLET = re.compile(r"[○〇◯・･●◆◇■□▪•※➢✓▶▷‐–—―*-]\s*")
_HIRAGANA = re.compile(r"[ぁ-ん]")
_FEWEST_HIRAGANA = 5
_SECTION = re.compile(
    r"[0-9０-９一二三四五六七八九十()（）.．、\s　■◆●○]*"
    r"(?:その他|今後の(?:予定|進め方|対応|スケジュール|取組)|次回(?:の?予定|の?開催)?(?:について)?|閉会|まとめ|事務連絡)"
)
_PERSON = re.compile(r"(?:知事|[市町村区局部課室]長|大臣|参事官|審議官|統括官|企画官|次官|議員)$")
_SIGNED = re.compile(r"^[（(]?\s*文責")


@dataclass(frozen=True)
class SideHeading:
    """A heading that names a side, or an organization of one, as those who speak below it.

    `side` is None where it names others: 委員からの意見.
    """

    label: str
    side: Side | None
    organization: str = ""
    code: str | None = None


@dataclass(frozen=True)
class Block:
    """The line on which a heading stands."""

    line: int
    heading: SideHeading


def side_heading(text: str) -> SideHeading | None:
    """The heading of a side that `text` is, or None. Without brackets it must say 発言, 意見, …"""
    if len(text) > _LONGEST_HEADING or text.endswith("。"):
        return None
    plain = unicodedata.normalize("NFKC", text.replace("**", ""))
    decoration = _DECORATION.match(plain)
    plain = plain[decoration.end() if decoration else 0 :].strip().rstrip(":").strip()
    bracketed = _BRACKETS.fullmatch(plain)
    label = bracketed.group(1) if bracketed else plain
    said = _SAID.fullmatch(label)
    found = _named(label, said["who"]) if said else _named(label, label) if bracketed else None
    return replace(found, label=_as_printed(label, text)) if found else None


def _as_printed(label: str, text: str) -> str:
    """The words of `text` that `label` folds: labels are words of the file."""
    if label in text:
        return label
    pieces = (text[at:end] for at in range(len(text)) for end in range(at + 1, len(text) + 1))
    return next((p for p in pieces if unicodedata.normalize("NFKC", p) == label), label)


def _named(label: str, who: str) -> SideHeading | None:
    """The side of `who`, where all that are named in it sit on the same one."""
    parts = [part for part in _AND.split(who) if part]
    sides = {_side(part) for part in parts}
    side = sides.pop() if len(sides) == 1 else _side(who)
    if side is None:
        return SideHeading(label, None) if who in _OTHERS and who != label else None
    if len(parts) > 1 or side_of_heading(parts[0]) or not _is_organization(who):
        return SideHeading(label, side)
    organization = who.removesuffix("側")
    return SideHeading(label, side, organization, code_of(organization))


def _side(who: str) -> Side | None:
    if who == "事務局":
        return Side.SECRETARIAT
    who = who.removesuffix("側") if len(who) > 3 else who
    heading = side_of_heading(who)
    return heading or (side_of(who, "") if _is_organization(who) else None)


def _is_organization(words: str) -> bool:
    words = words.removesuffix("側")
    if words == "事務局" or _PERSON.search(words):
        return False
    return ends_as_organization(words) or code_of(words) is not None


def find_blocks(lines: Sequence[Line]) -> list[Block]:
    """The headings that have words below them, in order; none where no heading names a side."""
    found: list[Block] = []
    for number, line in enumerate(lines[:-1]):
        if (heading := side_heading(line.text)) and _has_words(lines, number):
            found.append(Block(number, heading))
    return found if any(block.heading.side for block in found) else []


def _has_words(lines: Sequence[Line], number: int) -> bool:
    """Whether words stand below a heading, at once or under a heading of their subject."""
    for line in lines[number + 1 : number + 3]:
        if _closes(line.text) or side_heading(line.text):
            return False
        if not _is_subject(line.text):
            return is_spoken(line.text)
    return False


def is_spoken(text: str) -> bool:
    """Whether a line is a sentence or a point made, and no name in a list of people."""
    return len(_HIRAGANA.findall(text[:200])) >= _FEWEST_HIRAGANA and side_heading(text) is None


def gather_blocks(lines: Sequence[Line], blocks: Sequence[Block]) -> Spoken:
    """One speech for each block: its bullets and sentences as paragraphs."""
    starts = {block.line: block for block in blocks}
    drafts: list[Draft] = []
    headings: list[Heading] = []
    is_open = True
    for number in range(blocks[0].line, len(lines)):
        text = lines[number].text
        if number in starts:
            drafts.append(Draft(starts[number].heading.label))
            is_open = True
        elif not is_open or _closes(text) or _is_subject(text):
            headings.append(Heading(len(drafts), text))
            is_open = is_open and not _closes(text)
        elif text[0] in "（(〔［[" and inside(text) and is_direction_line(inside(text)):
            drafts[-1].direct(inside(text))
        else:
            bullet = _BULLET.match(text)
            drafts[-1].add(text[bullet.end() :] if bullet else text)
    speeches = tuple(_speech(n, each) for n, each in enumerate(zip(drafts, blocks, strict=True), 1))
    directions = tuple(d for n, draft in enumerate(drafts, 1) for d in directions_of(n, draft))
    return Spoken(speeches, directions, tuple(headings))


def _closes(text: str) -> bool:
    """Whether a line opens another part of the record, so that what follows is nobody's words."""
    section = len(text) <= _LONGEST_HEADING and _SECTION.fullmatch(text)
    return bool(section or is_closing(text) or _SIGNED.match(text) or is_heading_word(text))


def _is_subject(text: str) -> bool:
    """Whether a line is the heading of a subject, below which the same side may go on."""
    return _BULLET.match(text) is None and is_heading_line(text)


def _speech(index: int, gathered: tuple[Draft, Block]) -> Speech:
    draft, block = gathered
    heading = block.heading
    return Speech(
        index=index,
        label=draft.label,
        text=draft.text(),
        side=heading.side,
        organization=heading.organization,
        code=heading.code,
    )
