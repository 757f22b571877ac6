"""Which kind of file this is: decided by its content, then compared with its name."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from meetings.minutes.document import ReadingNote, UnreadableMinutes


class FileKind(StrEnum):
    """Formats that can be read. The value is the name shown on screen."""

    TEXT = "テキスト"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    DOCX = "Word（.docx）"
    PDF = "PDF"


_BY_EXTENSION = {
    ".txt": FileKind.TEXT,
    ".text": FileKind.TEXT,
    ".md": FileKind.MARKDOWN,
    ".markdown": FileKind.MARKDOWN,
    ".html": FileKind.HTML,
    ".htm": FileKind.HTML,
    ".docx": FileKind.DOCX,
    ".pdf": FileKind.PDF,
}
_ADVICE = "テキスト、Markdown、HTML、Word（.docx）、PDFのどれかで保存し直してください。"
_FOREIGN = (
    (b"MZ", "プログラムのファイルです。"),
    (b"\x7fELF", "プログラムのファイルです。"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "古い形式のWord・Excelか、パスワードつきの文書です。"),
    (b"\x89PNG", "画像のファイルです。文字の入ったファイルを使ってください。"),
    (b"\xff\xd8\xff", "画像のファイルです。文字の入ったファイルを使ってください。"),
    (b"GIF8", "画像のファイルです。文字の入ったファイルを使ってください。"),
    (b"II*\x00", "画像のファイルです。文字の入ったファイルを使ってください。"),
    (b"MM\x00*", "画像のファイルです。文字の入ったファイルを使ってください。"),
    (b"{\\rtf", "リッチテキスト（.rtf）のファイルです。"),
    (b"\x1f\x8b", "圧縮されたファイルです。中のファイルを取り出してください。"),
    (b"7z\xbc\xaf", "圧縮されたファイルです。中のファイルを取り出してください。"),
    (b"Rar!", "圧縮されたファイルです。中のファイルを取り出してください。"),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def kind_of(data: bytes, filename: str) -> tuple[FileKind, tuple[ReadingNote, ...]]:
    """The kind of `data`, with a note where the file's name says something else.

    Raises UnreadableMinutes for content that is none of the five formats.
    """
    _refuse_foreign(data)
    named = _BY_EXTENSION.get(PurePath(filename).suffix.lower())
    kind = _by_content(data, named)
    expected = {FileKind.TEXT, FileKind.MARKDOWN} if kind is FileKind.TEXT else {kind}
    if named is None or named in expected:
        return kind, ()
    message = f"ファイル名は{named}ですが、中身は{kind}でした。{kind}として読み取りました。"
    return kind, (ReadingNote("wrong_extension", message),)


def _refuse_foreign(data: bytes) -> None:
    for magic, what in _FOREIGN:
        if data.startswith(magic):
            raise UnreadableMinutes(f"この形式は読み取れません。{what}{_ADVICE}")


def _by_content(data: bytes, named: FileKind | None) -> FileKind:
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF
    if data.startswith(b"PK"):
        return FileKind.DOCX
    if named is FileKind.HTML or _HTML.search(data[:2048].replace(b"\x00", b"")):
        return FileKind.HTML if b"<" in data else FileKind.TEXT
    if named is FileKind.PDF:
        raise UnreadableMinutes(
            "PDFとして読み取れません。ファイルが壊れているか、PDFではありません。"
            "元のファイルを開いて確かめ、もう一度保存してください。"
        )
    if named is FileKind.DOCX:
        raise UnreadableMinutes(
            "Word（.docx）として読み取れません。ファイルが壊れているか、Wordの文書ではありません。"
            "Wordで開いて「名前を付けて保存」をしてください。"
        )
    return FileKind.MARKDOWN if named is FileKind.MARKDOWN else FileKind.TEXT
