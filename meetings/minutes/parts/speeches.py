"""From lines to speeches, with the stage directions and headings that stand among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from meetings.minutes.document import Heading, Speech, StageDirection
from meetings.minutes.parts.brackets import inside
from meetings.minutes.parts.directions import is_direction, is_remark, kind_of
from meetings.minutes.parts.layouts import Turn
from meetings.minutes.parts.lines import Line
from meetings.minutes.parts.sections import is_heading_word
from meetings.minutes.people.speakers import Speakers

_BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
_RULE = re.compile(r"^[-‐–—―－−─=＝＿_*・…◇◆○\s　]{3,}$")
_END_MARK = re.compile(
    r"^[\s　―ー－─—-]*(?:[（(]\s*)?(?:以\s*上|了|終\s*了|閉\s*会)(?:\s*[）)])?[\s　―ー－─—-]*。?$"
)
_CLOSING_LINE = re.compile(r"^[^。]{0,16}(?:閉会|散会|開会|開議|休憩|再開)[^。]{0,14}$")
_HEADING = re.compile(
    r"^(?:議\s*[題事案]|報告|協議|日程|案件|第\s*[0-9０-９一二三四五六七八九十]+|"
    r"[0-9０-９]{1,2}\s*[.．、\s　]|"
    r"[（(][0-9０-９一二三四五六七八九十]{1,3}[）)]|[①-⑳]|[■◆●◇□▼【〔＜<〈《#])"
)
_MARKED_HEADING = re.compile(
    r"[○〇◯◎◇◆][\s　]*(?:(?:日程)?第[0-9０-９一二三四五六七八九十]{1,3}[^。、]{0,60}"
    r"|[^。、]{0,50}(?:の(?:宣告|報告|件|指名|決定|説明|上程|選挙|朗読|挨拶|あいさつ|採決|質疑|討論)"
    r"|質問|開会|開議|散会|閉会|延会|休憩|再開))$"
)
_ENDING = re.compile(r"(?:(?<!\s)\s+)?([（(〔［][^（）()〔〕［］。\n]{1,40}[）)〕］])$")


@dataclass(frozen=True)
class Spoken:
    """The minutes proper."""

    speeches: tuple[Speech, ...]
    directions: tuple[StageDirection, ...]
    headings: tuple[Heading, ...]


@dataclass
class Draft:
    """A speech while its lines are gathered. `directions` are their words, each with the number of
    paragraphs before it."""

    label: str
    paragraphs: list[str] = field(default_factory=list)
    directions: list[tuple[str, int]] = field(default_factory=list)

    def add(self, text: str) -> None:
        text = _BOLD.sub(r"\1", text).strip(" \u3000\t")
        if not text:
            return
        ending = _ENDING.search(text)
        if ending and ending.start() > 0 and is_direction(inside(ending.group(1))):
            words = text[: ending.start()].rstrip(" \u3000")
            self.paragraphs.append(words)
            self.direct(inside(ending.group(1)))
        else:
            self.paragraphs.append(text)

    def direct(self, text: str) -> None:
        self.directions.append((text, len(self.paragraphs)))

    def text(self) -> str:
        return "\n".join(self.paragraphs)


def gather(lines: Sequence[Line], turns: Sequence[Turn], speakers: Speakers) -> Spoken:
    """Speeches from the first turn on. Directions before it stand after speech 0."""
    starts = {turn.line: turn for turn in turns}
    first = turns[0].line if turns else len(lines)
    drafts: list[Draft] = []
    headings: list[Heading] = []
    for number in range(first, len(lines)):
        if number in starts:
            drafts.append(Draft(starts[number].label))
            for remark in starts[number].remarks:
                drafts[-1].direct(remark)
            drafts[-1].add(starts[number].rest)
        else:
            _take(lines, number, starts, drafts, headings)
    speeches = tuple(_speech(n, draft, speakers) for n, draft in enumerate(drafts, 1))
    directions = tuple(d for n, draft in enumerate(drafts, 1) for d in directions_of(n, draft))
    return Spoken(speeches, directions, tuple(headings))


def _take(
    lines: Sequence[Line],
    number: int,
    starts: dict[int, Turn],
    drafts: list[Draft],
    headings: list[Heading],
) -> None:
    """Put one line that opens no turn where it belongs."""
    text = lines[number].text
    words = inside(_BOLD.sub(r"\1", text))
    draft = drafts[-1]
    ends = _ends_speech(lines, number, starts)
    if _RULE.match(text):
        return
    if ends and (_END_MARK.match(text) or (not words and _CLOSING_LINE.match(text))):
        headings.append(Heading(len(drafts), text))
    elif words and (text[0] in "（(〔［[" or is_direction(words)) and is_direction_line(words):
        draft.direct(words)
    elif ends and (is_heading_line(text) or _MARKED_HEADING.match(text)):
        headings.append(Heading(len(drafts), _BOLD.sub(r"\1", text).strip("# ")))
    else:
        draft.add(text)


def is_direction_line(words: str) -> bool:
    """Whether words that fill a line in brackets are a direction, known or not."""
    if is_heading_word(words):
        return False
    return is_direction(words) or (not is_remark(words) and "。" not in words and len(words) <= 60)


def is_closing(text: str) -> bool:
    """Whether a line only closes the record: 以上, a rule."""
    return bool(_END_MARK.match(text) or _RULE.match(text))


def is_heading_line(text: str) -> bool:
    """Whether a line between speeches is a heading: numbered or marked, and no sentence."""
    if len(text) > 80 or text.endswith(("。", "、")):
        return False
    return _HEADING.match(text) is not None or is_heading_word(text)


def _ends_speech(lines: Sequence[Line], number: int, starts: dict[int, Turn]) -> bool:
    """Whether nothing but headings, rules and directions follows before the next turn."""
    for place in range(number + 1, min(number + 6, len(lines))):
        text = lines[place].text
        if place in starts:
            return True
        closing = _END_MARK.match(text) or _CLOSING_LINE.match(text) or _MARKED_HEADING.match(text)
        if not (is_heading_line(text) or inside(text) or _RULE.match(text) or closing):
            return False
    return number + 6 >= len(lines)


def _speech(index: int, draft: Draft, speakers: Speakers) -> Speech:
    who = speakers.identify(draft.label)
    return Speech(
        index=index,
        label=draft.label,
        text=draft.text(),
        attendee=who.attendee,
        side=who.side,
        organization=who.organization,
        code=who.code,
    )


def directions_of(index: int, draft: Draft) -> list[StageDirection]:
    """The stage directions of one speech, placed."""
    found: list[StageDirection] = []
    for text, paragraphs in draft.directions:
        goes_on = paragraphs < len(draft.paragraphs)
        before = len("\n".join(draft.paragraphs[:paragraphs]))
        position = before + (1 if paragraphs else 0)
        found.append(
            StageDirection(index, goes_on, text, kind_of(text), position if goes_on else None)
        )
    return found
