"""The typefaces that ship with the project, and which letters they have.

`fonts/README.md` says where they come from and how the smaller ones are cut out of theirs.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import typst

FOLDER = Path(__file__).parent / "fonts"
MAIN = ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf")
RARE = "NotoSansCJKjp-Rare.otf"
"""What the main typeface lacks, above all kanji of names; in one weight."""
_FULL_RANGE = 12
"""The form of a map of letters that has those beyond the BMP, too."""


@cache
def shipped() -> typst.Fonts:
    """All of them, and none of the machine's, so that a paper looks alike everywhere."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)]
    )


@cache
def known() -> frozenset[int]:
    """The code points that can be set, in both weights of the main typeface or else as rare."""
    return main() | _letters_of(RARE)


@cache
def main() -> frozenset[int]:
    """The code points that both weights of the main typeface have."""
    return _letters_of(MAIN[0]) & _letters_of(MAIN[1])


def _letters_of(file: str) -> frozenset[int]:
    data = (FOLDER / file).read_bytes()
    start = _table(data, b"cmap")
    (count,) = struct.unpack_from(">H", data, start + 2)
    for place in range(count):
        (offset,) = struct.unpack_from(">4xI", data, start + 4 + 8 * place)
        if struct.unpack_from(">H", data, start + offset)[0] == _FULL_RANGE:
            return frozenset(_spans(data, start + offset))
    raise ValueError(f"no map of all letters in {file}")


def _table(data: bytes, name: bytes) -> int:
    """Where that table of an OpenType file begins."""
    (count,) = struct.unpack_from(">H", data, 4)
    for place in range(count):
        tag, offset = struct.unpack_from(">4s4xI", data, 12 + 16 * place)
        if tag == name:
            return int(offset)
    raise ValueError(f"no table {name!r}")


def _spans(data: bytes, start: int) -> Iterator[int]:
    (groups,) = struct.unpack_from(">I", data, start + 12)
    for place in range(groups):
        first, last = struct.unpack_from(">II", data, start + 16 + 12 * place)
        yield from range(first, last + 1)
