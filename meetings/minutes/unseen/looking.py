"""The door: what a file of any kind holds beside its words, and a copy without it."""

from __future__ import annotations

from pathlib import PurePath

import pikepdf

from meetings.minutes.document import UnreadableMinutes
from meetings.minutes.formats import docx
from meetings.minutes.formats.detect import FileKind, kind_of
from meetings.minutes.unseen import html, pdf, word
from meetings.minutes.unseen.found import Found

_CANNOT = (
    "原本のファイルから、見えない内容を取り除けませんでした。"
    "原本は公表せず、読み取った本文だけを公表してください。"
)


def look(data: bytes, filename: str) -> list[Found]:
    """What the file holds beside its words. Raises UnreadableMinutes for one that cannot be
    opened."""
    kind, _ = kind_of(data, filename)
    try:
        if kind is FileKind.DOCX:
            docx.inspect(data)
            return word.look(data)
        if kind is FileKind.PDF:
            return pdf.look(data)
        return html.look(data) if kind is FileKind.HTML else []
    except (ValueError, KeyError, pikepdf.PdfError) as error:
        raise UnreadableMinutes(_CANNOT) from error


def cleaned(data: bytes, filename: str) -> bytes:
    """The file without what its page does not show; text files are as they are. Raises
    UnreadableMinutes where that cannot be done."""
    kind, _ = kind_of(data, filename)
    try:
        if kind is FileKind.DOCX:
            docx.inspect(data)
            return word.cleaned(data)
        if kind is FileKind.PDF:
            return pdf.cleaned(data)
        return html.cleaned(data) if kind is FileKind.HTML else data
    except (ValueError, KeyError, pikepdf.PdfError) as error:
        raise UnreadableMinutes(_CANNOT) from error


def suffix_of(data: bytes, filename: str) -> str:
    """The ending that the copy's name gets: that of its content, not of the name handed in."""
    kind, _ = kind_of(data, filename)
    known = {FileKind.DOCX: ".docx", FileKind.PDF: ".pdf", FileKind.HTML: ".html"}
    own = PurePath(filename).suffix.lower()
    return known.get(kind) or (".md" if own in (".md", ".markdown") else ".txt")
