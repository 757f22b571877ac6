"""Mending what pages and fixed line widths cut in two.

Halves belong together when the first ends in the middle of a sentence and the second does not
start anything of its own (speaker, bullet, number, heading, bracket). Where both halves hold the
same words (「おります。」「す。また」, 「こ」「ここで」) these are kept once and told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from meetings.minutes.document import PageBreakJoin
from meetings.minutes.parts.brackets import is_bracketed, open_brackets
from meetings.minutes.parts.lines import Gap, Line
from meetings.minutes.parts.sections import is_heading_word
from meetings.minutes.parts.side_blocks import is_spoken, side_heading
from meetings.minutes.people.labels import candidate, looks_like_label, starts_as_label
from meetings.minutes.summaries.proposals import is_field

_SENTENCE_END = tuple("。．？！?!」』）)〕］]】〉》＞>")
_LIST_START = re.compile(
    r"(?:[○〇◯◎●◆◇■□▲△▼▽・･※＊*•‣▪➢➤✓〔【＜<《〈\[［]"
    r"|[-‐–—―－−─]\s|[-‐–—―－−─]{2,}"
    r"|[0-9０-９]{1,3}\s*[.．、)）](?![0-9０-９])|[0-9０-９]{1,2}[\s　]+\S"
    r"|[（(][0-9０-９一二三四五六七八九十ア-ン][）)]|[①-⑳]|[ア-オ][\s　.．、]"
    r"|第[0-9０-９一二三四五六七八九十]+(?:回|章|条)?[\s　]|#)"
)
_DOCUMENT_START = re.compile(
    r"(?:参考|配付|配布|提出)?資料\s*[0-9０-９]+(?:[-－‐の][0-9０-９]+)?[\s　:：]"
)
_CONTINUES = re.compile(
    r"(?:を|について|という|における|に(?:対|関|お|よ|つ|は|も)|として|など|の(?!ち))"
)
_HEADER_LIST = re.compile(
    r"(?:[-・○●]\s*)?(?:(?:参考|配付|配布)?資料\s*[0-9０-９]|[0-9０-９（(])|[-・]\s*\S"
)
_SEAT = re.compile(r"[0-9０-９]{1,2}番")
_BULLET = re.compile(r"[○〇◯◎●◆■□・･※*•▪➢✓]")
_LONG_BULLET = 24
_SHORTEST_CUT = 12
_SHOWN = 12
_LONG = 1200
_KEPT = 300
_NARROW = re.compile(r"[\x00-\u1fff]")
_KANJI = re.compile(r"[一-鿿]")
_KANA = re.compile(r"[ぁ-ゖ]")


@dataclass(frozen=True)
class _Setting:
    """How the file is set: the width its lines are wrapped at (0: not wrapped), and whether the
    first line of a paragraph is indented."""

    width: float
    indents: bool

    def is_full(self, line: str) -> bool:
        return self.width > 0 and _width(line) + 1 >= self.width - 3


@dataclass(frozen=True)
class Joined:
    """Lines after mending, and the mends made over page breaks."""

    lines: tuple[Line, ...]
    joins: tuple[PageBreakJoin, ...]


def mend(lines: list[Line]) -> Joined:
    """Put together what belongs together. Fixed-width text is unwrapped on the way."""
    setting = _Setting(_wrap_width(lines), _indents_paragraphs(lines))
    prose = _prose_start(lines)
    mended: list[Line] = []
    paragraph = _Paragraph()
    joins: list[PageBreakJoin] = []
    for number, line in enumerate(lines):
        whole = paragraph.shown
        if whole and _belongs(whole, paragraph.last, line, setting, in_prose=number > prose):
            overlap = _overlap(whole, line.text) if line.gap is not Gap.NONE else ""
            if line.gap is not Gap.NONE:
                joins.append(PageBreakJoin(whole[-_SHOWN:], line.text[:_SHOWN], overlap))
            paragraph.go_on(line.text, _glue(whole, line.text[len(overlap) :]))
        else:
            paragraph.end(mended)
            paragraph = _Paragraph(line)
    paragraph.end(mended)
    return Joined(tuple(mended), tuple(joins))


class _Paragraph:
    """A paragraph while lines are added. `shown` is its text, the middle left out where it is long,
    so that looking at it costs the same however long it grows; `last` is its last printed line."""

    def __init__(self, line: Line | None = None) -> None:
        self._first = line
        self._parts = [line.text] if line else []
        self.shown = self.last = line.text if line else ""

    def go_on(self, printed: str, added: str) -> None:
        self._parts.append(added)
        self.last = printed
        self.shown += added
        if len(self.shown) > _LONG:
            self.shown = self.shown[:_KEPT] + self.shown[-2 * _KEPT :]

    def end(self, mended: list[Line]) -> None:
        if self._first is not None:
            mended.append(replace(self._first, text="".join(self._parts)))


def _prose_start(lines: list[Line]) -> int:
    """The line with which the minutes proper begin, as far as a line tells by itself."""
    for number, line in enumerate(lines):
        following = lines[number + 1].text if number + 1 < len(lines) else ""
        if _is_prose(line.text) or (is_spoken(following) and side_heading(line.text)):
            return number
    return len(lines)


def _is_prose(text: str) -> bool:
    """Whether the minutes proper have begun: a sentence, or a speaker's label with words after."""
    if len(text) > 30 and "。" in text:
        return True
    found = candidate(text)
    if found is None or not found.sure:
        return False
    return "。" in found.rest or (found.layout in ("mark", "bold") and "、" in found.rest)


def _wrap_width(lines: list[Line]) -> float:
    """The width in full-width characters at which the text is wrapped; 0 where it is not.

    Wrapped text has no line much longer than its usual full line, and most full lines stop in the
    middle of a sentence.
    """
    widths = sorted(_width(line.text) + line.indented for line in lines)
    if len(widths) < 8:
        return 0
    full = widths[int(len(widths) * 0.97)]
    if not 20 <= full <= 64 or widths[-1] > full + 12:
        return 0
    near = [line for line in lines if _width(line.text) >= full - 4]
    cut = [line for line in near if not line.text.endswith(_SENTENCE_END)]
    return full if len(near) >= len(lines) * 0.2 and len(cut) >= len(near) * 0.5 else 0


def _indents_paragraphs(lines: list[Line]) -> bool:
    """Whether an indent means a new paragraph: some lines of prose have one, most have none."""
    prose = [line for line in lines if len(line.text) >= 15]
    indented = sum(line.indented for line in prose)
    return 2 <= indented <= len(prose) * 0.6


def _width(text: str) -> float:
    shown = text[:400]
    return len(shown) - 0.5 * len(_NARROW.findall(shown))


def _belongs(whole: str, last: str, line: Line, setting: _Setting, *, in_prose: bool) -> bool:
    """Whether `line` goes on with the paragraph `whole`, whose last printed line is `last`."""
    text = line.text
    if line.gap is not Gap.NONE and _overlap_after_sentence(whole, text):
        return in_prose
    if in_prose and len(open_brackets(whole)) == 1 and whole[0] in "（(〔" and len(whole) < 200:
        return text[-1] in "）)〕" or not starts_as_label(text)
    if starts_as_label(text) or is_heading_word(text) or is_bracketed(text):
        return False
    if (looks_like_label(last) and last == whole) or is_field(text) or is_field(last):
        return False
    if "\t" in text and "\t" in last:
        return False
    if not in_prose:
        return _belongs_in_header(whole, last, line, setting)
    if _LIST_START.match(text):
        return False
    full = setting.is_full(last)
    if whole.endswith(_SENTENCE_END):
        if _CONTINUES.match(text) and not whole.endswith("。") and not is_bracketed(whole):
            return len(last) >= _SHORTEST_CUT
        return full and setting.indents and not line.indented and line.gap is Gap.NONE
    if line.indented and _BULLET.match(whole) and len(last) >= _LONG_BULLET:
        return True
    if setting.indents and line.indented and not full and line.gap is Gap.NONE:
        return False
    if full or len(whole) >= 30 or whole.endswith("、") or open_brackets(whole):
        return True
    return len(whole) >= _SHORTEST_CUT and _KANA.match(whole[-1]) is not None


def _belongs_in_header(whole: str, last: str, line: Line, setting: _Setting) -> bool:
    """In lists before the minutes proper only an item too long for its line goes on."""
    text = line.text
    if _LIST_START.match(text) or _DOCUMENT_START.match(text) or "\t" in text + last:
        return False
    if _SEAT.match(text) or _SEAT.match(whole):
        return False
    if whole.endswith(_SENTENCE_END) and not open_brackets(whole):
        return False
    if not _HEADER_LIST.match(whole):
        return False
    full = setting.is_full(last)
    if line.gap is Gap.NONE:
        return full or (len(last) >= 24 and line.indented and bool(open_brackets(whole)))
    return full or len(last) >= 30


def _glue(before: str, after: str) -> str:
    """`after`, with a space where two words in Latin letters meet."""
    if before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii():
        return f" {after}" if after[:1].isalpha() else after
    return after


def _overlap(before: str, after: str) -> str:
    """The words both halves hold, or ""."""
    fragment = _overlap_after_sentence(before, after)
    if fragment:
        return fragment
    cut = before[before.rfind("。") + 1 :]
    if 0 < len(cut) <= 4 and len(cut) < len(before) and after.startswith(cut) and _KANA.match(cut):
        return cut
    if _doubled_start_of_word(before, after):
        return after[0]
    for length in range(min(20, len(before), len(after)), 4, -1):
        if before.endswith(after[:length]) and len(set(after[:length])) > 2:
            return after[:length]
    return ""


def _doubled_start_of_word(before: str, after: str) -> bool:
    """「…大変な混」「混乱に」: the first kanji of a word, printed on both pages.

    Inside a compound the same kanji may well follow itself (民主｜主義).
    """
    if len(before) < 2 or before[-1] != after[0] or not _KANJI.match(after):
        return False
    return not _KANJI.match(before[-2])


def _overlap_after_sentence(before: str, after: str) -> str:
    """The end of a sentence printed a second time at the top of the next page: 「す。」."""
    end = after.find("。", 0, 8) + 1
    if end > 1 and before.endswith(after[:end]) and _KANA.match(after) and len(before) > end + 2:
        return after[:end]
    return ""
