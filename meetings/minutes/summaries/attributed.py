"""Summaries whose points end in whoever made them: 「・財政支援をお願いしたい。（全国知事会）」."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from meetings.minutes.parts.directions import is_direction, is_remark
from meetings.minutes.parts.lines import Line
from meetings.minutes.parts.sections import is_heading_word
from meetings.minutes.parts.speeches import is_closing, is_heading_line
from meetings.minutes.people.label_words import is_sure
from meetings.minutes.summaries.pieces import Piece

_BULLET = re.compile(
    r"[○〇◯・･●◆◇■□▪•※➢✓▶▷‐–—*→⇒-][\s　]*|[（(]?[0-9０-９]{1,2}[）).．、][\s　]*|[①-⑳][\s　]*"
)
_AT_END = re.compile(
    r"[（(〔［\[【]\s{0,9}(?:発言者?[:：]|発言[:：])?([^（）()〔〕［］\[\]【】。]{1,40})\s{0,9}[）)〕］\]】]。?$"
    r"|[―—─－]{1,2}\s{0,9}([^\s。、―—─－]{2,24})$"
)
_HIRAGANA = re.compile(r"[ぁ-ん]")
_AND = re.compile(r"[、，・/／及び]+")
_FEWEST = 2
_SHARE = 0.5
_FEWEST_HIRAGANA = 5


def find_attributed(
    lines: Sequence[Line], knows: Callable[[str], bool]
) -> tuple[int, list[Piece]] | None:
    """The first point and all from there on; None where the file is no such summary."""
    found = {n: who for n, line in enumerate(lines) if (who := _who(line.text, knows))}
    if len(found) < _FEWEST:
        return None
    first, last = min(found), max(found)
    points = [n for n in range(first, last + 1) if _is_point(lines[n].text)]
    if len(found) < len(points) * _SHARE:
        return None
    return first, _pieces(lines, first, found)


def _who(text: str, knows: Callable[[str], bool]) -> str:
    """Whoever a point ends in, or ""."""
    match = _AT_END.search(text[-60:])
    if not match:
        return ""
    label = (match.group(1) or match.group(2)).strip()
    said = text[-60:][: match.start()] if len(text) <= 60 else text[: match.start() - 60]
    few = 2 if said.rstrip().endswith("。") else _FEWEST_HIRAGANA
    if is_direction(label) or is_remark(label) or len(_HIRAGANA.findall(said[:200])) < few:
        return ""
    if match.group(2) and not said.rstrip().endswith(("。", "」")):
        return ""
    names = [name for name in _AND.split(label) if name]
    return label if all(is_sure(name) or knows(name) for name in names) else ""


def _is_point(text: str) -> bool:
    return len(_HIRAGANA.findall(text[:200])) >= _FEWEST_HIRAGANA and not is_heading_line(text)


def _pieces(lines: Sequence[Line], first: int, found: dict[int, str]) -> list[Piece]:
    pieces: list[Piece] = []
    is_open = True
    for number in range(first, len(lines)):
        text = lines[number].text
        bullet = _BULLET.match(text)
        words = text[bullet.end() :] if bullet else text
        if number in found:
            match = _AT_END.search(words, max(0, len(words) - 60))
            pieces.append(Piece(found[number], words[: match.start()].rstrip() if match else words))
        else:
            pieces.append(Piece(None, text))
        is_open = is_open and not (is_heading_word(text) or is_closing(text))
    return pieces
