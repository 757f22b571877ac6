"""Printed lines of a paper of demands as paragraphs, with the pages that they stand on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from meetings.minutes.demands.addressees import is_addressee, is_label, is_list_of_names
from meetings.minutes.demands.asking import asks
from meetings.minutes.demands.signs import PLAIN, Sort, mark_of, sign_of
from meetings.minutes.document import PageBreakJoin
from meetings.minutes.parts.lines import Gap, Line

_ENDS = ("。", "？", "！")
_TOPIC = re.compile(r"(?:について|に関して|に向けて|に対して|に当たって|こと|まで|など)$")
_GOES_ON = re.compile(r"[、をがにはとでのしりきえせてもや・（]$")
_ALONE = re.compile(
    r"[\s　]*(?:記|以[\s　]*上|[【〔［（(《≪〈＜<][^。]{1,60}[】〕］）)》≫〉＞>])[\s　]*"
)
_SHOWN = 12
_SLACK = 3
_SHORTEST_WIDTH = 20
_SHORTEST_CUT = 20
_FULL_SHARE = 0.95


@dataclass
class Paragraph:
    """One paragraph. `pages` are the places in `text` at which a page begins, with its number."""

    text: str
    pages: list[tuple[int, int]] = field(default_factory=list)

    def go_on(self, line: Line) -> None:
        if line.page is not None and (not self.pages or self.pages[-1][1] != line.page):
            self.pages.append((len(self.text), line.page))
        self.text += line.text


def paragraphs_of(lines: Sequence[Line]) -> tuple[list[Paragraph], list[PageBreakJoin]]:
    """The paragraphs of the words of a paper, and the joins made over the ends of pages."""
    width = _width(lines)
    found: list[Paragraph] = []
    joins: list[PageBreakJoin] = []
    last: Line | None = None
    for line in lines:
        if last is not None and _belongs(found[-1].text, last, line, width):
            if line.gap is Gap.PAGE:
                joins.append(PageBreakJoin(found[-1].text[-_SHOWN:], line.text[:_SHOWN]))
            found[-1].go_on(line)
        else:
            found.append(Paragraph("", []))
            found[-1].go_on(line)
        last = line
    return found, joins


def _width(lines: Sequence[Line]) -> int:
    """The length of a full line; 0 where lines are not set to a width."""
    lengths = sorted(len(line.text) + line.indented for line in lines)
    full = lengths[int((len(lengths) - 1) * _FULL_SHARE)] if lengths else 0
    return full if _SHORTEST_WIDTH <= full <= 64 and lengths[-1] <= full + 8 else 0


def _belongs(whole: str, last: Line, line: Line, width: int) -> bool:
    """Whether `line` goes on with the paragraph `whole`, whose last printed line is `last`."""
    text = line.text
    if _ALONE.fullmatch(text) or _ALONE.fullmatch(whole) or mark_of(text)[0] != PLAIN:
        return False
    if _is_set_apart(text) or is_addressee(whole) or is_label(whole):
        return False
    full = width > 0 and len(last.text) + last.indented >= width - _SLACK
    if whole.endswith(_ENDS):
        return full and not line.indented and line.gap is Gap.NONE
    if line.gap is Gap.BLANK:
        return False
    if full:
        return True
    cut = bool(_GOES_ON.search(whole)) and not _TOPIC.search(whole)
    sign = sign_of(whole)
    if sign.sort in (Sort.EXPLAINS, Sort.ASKS) or asks(whole):
        return False
    if line.gap is Gap.PAGE and "、" in whole and len(last.text) >= _SHORTEST_CUT:
        return True
    return cut or (sign.sort is not Sort.HEADING and width > 0 and len(whole) > width)


def _is_set_apart(text: str) -> bool:
    if is_addressee(text) or is_label(text) or is_list_of_names(text):
        return True
    return sign_of(text).sort in (Sort.EXPLAINS, Sort.ASKS)
