"""The agenda as printed: numbered, nested, or a plain list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from meetings.minutes.document import AgendaEntry
from meetings.minutes.parts.lines import Line

_BULLET = re.compile(r"^(?:[-‐–—―*・･●◆■□▪•○〇◎]\s*)+")
_NUMBER = re.compile(
    r"^(?P<number>(?:議題|議事|議案|報告事項|協議事項|案件|日程|報告|協議)\s*(?:第\s*)?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:号|[.:)])?"
    r"|第\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
    r"|\((?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[ア-ン]|[a-zA-Z])\)|[0-9]{1,2}\)|[①-⑳]"
    r"|[0-9]{1,2}(?:-[0-9]{1,2})?[.,、．]?(?![0-9年月回次つ])|[IVXⅠ-Ⅹ]{1,4}[.\s]|[ア-オ](?=[\s.、)])[.、)]?"
    r"|[一二三四五六七八九十]{1,3}(?=[\s.、．])[.、．]?)\s*"
)
_STYLES = (
    re.compile(r"第|[一二三四五六七八九十]|[IVXⅠ-Ⅹ]|議|報|協|案|日"),
    re.compile(r"[0-9]{1,4}[.,、．]?$"),
    re.compile(r"\(|[0-9]{1,4}[)-]"),
    re.compile(r"[①-⑳]"),
    re.compile(r"[ア-オ]"),
)
_BULLET_RANK = 9
_NO_ENTRY = re.compile(r"^(?:なし|以上)$")


@dataclass
class _Node:
    rank: int
    number: str
    title: str
    items: list[_Node] = field(default_factory=list)

    def entry(self) -> AgendaEntry:
        return AgendaEntry(self.number, self.title, tuple(item.entry() for item in self.items))


def read_agenda(lines: Sequence[Line]) -> tuple[AgendaEntry, ...]:
    """The entries of the agenda. An entry goes under the last one whose number is of a higher kind:
    (1) under 1., ① under (1)."""
    top: list[_Node] = []
    open_nodes: list[_Node] = []
    for line in lines:
        node = _node(line.text)
        if node is None:
            continue
        while open_nodes and not _under(node, open_nodes[-1]):
            open_nodes.pop()
        (open_nodes[-1].items if open_nodes else top).append(node)
        open_nodes.append(node)
    return tuple(node.entry() for node in top)


def _under(node: _Node, other: _Node) -> bool:
    if node.rank == _BULLET_RANK and not node.number:
        return bool(other.number) and bool(node.title) and other.rank < node.rank
    return other.rank < node.rank


def _node(text: str) -> _Node | None:
    text = text.replace("**", "").strip()
    bulleted = bool(_BULLET.match(text)) and not re.match(r"^[○〇◎●■◆]", text)
    text = _BULLET.sub("", text)
    if not text or _NO_ENTRY.match(text):
        return None
    numbered = _numbered(text)
    if numbered is None:
        return _Node(_BULLET_RANK if bulleted else 0, "", text)
    number, title = numbered
    rank = next((n for n, style in enumerate(_STYLES) if style.match(number)), 1)
    return _Node(rank, number, title) if title else None


def _numbered(text: str) -> tuple[str, str] | None:
    """(number without its full stop, title); the number in half-width signs: (1)."""
    plain = "".join(_fold(character) for character in text)
    match = _NUMBER.match(plain)
    if not match:
        return None
    number = re.sub(r"\s", "", match["number"]).rstrip(".,、．:")
    if not number.startswith("("):
        number = number.rstrip(")") if not re.fullmatch(r"[0-9]+\)", number) else number
    return number, text[match.end() :].strip(" \u3000:：")


def _fold(character: str) -> str:
    if "①" <= character <= "⑳" or "Ⅰ" <= character <= "Ⅹ":
        return character
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character
