"""What every format reader hands over, and how much of a file is read at most."""

from __future__ import annotations

from dataclasses import dataclass

from meetings.minutes.accounting.entries import LeftOut
from meetings.minutes.document import ReadingNote, UnreadableMinutes

MAX_UNPACKED_BYTES = 80 * 1024 * 1024
"""Most that a Word file (a ZIP archive) may hold once unpacked."""

MAX_TEXT_CHARACTERS = 2_000_000
"""Longest text that is analysed: some forty times a long session."""

MAX_LINES = 30_000
"""Most lines that are analysed, blank ones left out."""

PAGE_BREAK = "\f"
"""Stands between two pages where the format knows about pages."""


@dataclass(frozen=True)
class SourceText:
    """The text of a file. Blocks are lines; pages, where known, are divided by `PAGE_BREAK`.

    A bold start of a block is written ``**so**``, cells of a table row are divided by a tab.
    `left_out` are the words of the file that are not in the text.
    """

    text: str
    notes: tuple[ReadingNote, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def guard_length(text: str) -> None:
    """Raise UnreadableMinutes when the text is longer than `MAX_TEXT_CHARACTERS`."""
    if len(text) > MAX_TEXT_CHARACTERS:
        raise UnreadableMinutes(
            f"文章が長すぎます（{len(text):,}文字）。{MAX_TEXT_CHARACTERS:,}文字までです。"
            "会合ごとに分けて取り込んでください。"
        )
