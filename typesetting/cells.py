"""What may stand in a cell: no character that a file cannot hold, not too much of it, and never
anything that a spreadsheet would take for a formula."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

LONGEST = 32_767
"""Characters that a cell of Excel holds (specifications and limits of Excel), counted as UTF-16
does: an emoji is two."""

CUT = "…（長いため、ここまで）"

KEPT, SHORT = 2_000, 60
"""How many cells of a column are remembered, and how long they are at most."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Not allowed in XML 1.0, or no characters at all.
_IMPOSSIBLE = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""All that `legible` changes: nearly no text has any."""
_odd = _ODD.search
_first = itemgetter(slice(1))
_FORMULA = re.compile(r"[\s\x00-\x20]*[=+\-@＝＋－＠]|[\t\r\n]")

_DOUBTFUL = frozenset("=+-@＝＋－＠").union(
    sign for sign in map(chr, range(0x3001)) if sign.isspace() or sign < "!"
)
"""What a text begins with that might look like a formula."""


def legible(text: str) -> str:
    """`text` as XML and CSV can hold it. A control character is not left out but shown as its
    sign (␇), so that nobody takes two different texts for the same."""
    if _ODD.search(text) is None:
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROLS.sub(lambda found: _sign(found[0]), text)
    return _IMPOSSIBLE.sub("\ufffd", text)


def fitting(text: str, limit: int = LONGEST) -> str:
    """`text`, cut with a word about it where a cell would not hold it."""
    if 2 * len(text) <= limit or _units(text) <= limit:
        return text
    room = limit - _units(CUT)
    raw = text.encode("utf-16-le")[: 2 * room]
    return raw.decode("utf-16-le", errors="ignore") + CUT


def is_plain(text: str, limit: int = LONGEST) -> bool:
    """Whether `text` is legible, fits and looks like no formula, as nearly every text: found out
    in one go, so that the three questions need not be asked."""
    return text[:1] not in _DOUBTFUL and 2 * len(text) <= limit and _odd(text) is None


def are_plain(texts: Sequence[str], limit: int = LONGEST) -> bool:
    """Whether each of them is: what they are made of is looked through in one go."""
    return (
        2 * max(map(len, texts), default=0) <= limit
        and _DOUBTFUL.isdisjoint(map(_first, texts))
        and _odd("".join(texts)) is None
    )


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might calculate with `text` instead of showing it: it begins with
    = + - @ (full-width ones too), with or without blanks before it, or with a tab or a line
    break."""
    return _FORMULA.match(text) is not None


def _sign(character: str) -> str:
    return "\u2421" if character == "\x7f" else chr(0x2400 + ord(character))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


class Memo(dict[Any, str]):
    """Cells of one column by what they are made from: many rows say the same (a status, a
    ministry, a day). It remembers no more than a few."""

    def __init__(self, make: Callable[[Any], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, found: Any) -> str:
        cell = self._make(found)
        if len(self) < KEPT and len(cell) <= SHORT:
            self[found] = cell
        return cell
