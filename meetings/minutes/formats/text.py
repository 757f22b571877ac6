"""Plain text: UTF-8 (with or without a byte order mark), UTF-16 with one, ISO-2022-JP, EUC-JP or
CP932."""

from __future__ import annotations

import re

from meetings.minutes.document import ReadingNote, UnreadableMinutes
from meetings.minutes.formats.encodings import euc_of, unicode_of
from meetings.minutes.formats.source import SourceText

_NO_CHARACTERS = re.compile(r"[\x80\uf8f0-\uf8f3]")
"""What the codec makes of the bytes 80, A0 and FD to FF, to which CP932 gives no character."""

_STRAY_LIMIT = 20
"""More unreadable places than this and the file is not CP932 text with a few slips."""


def read(data: bytes, declared: str = "") -> SourceText:
    """Decode `data`. Places that cannot be decoded become 〓 and are told in a note. `declared` is
    the encoding that a page names; what the bytes say goes first.

    Raises UnreadableMinutes when the bytes are no Japanese text.
    """
    decoded = unicode_of(data)
    if decoded is None and b"\x00" not in data:
        decoded = euc_of(data, declared)
    if decoded is not None:
        return SourceText(decoded)
    if b"\x00" in data:
        raise UnreadableMinutes(
            "文字のファイルではないようです。テキスト、Markdown、HTML、Word（.docx）、"
            "PDFのどれかで保存し直してください。"
        )
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError:
        return _with_strays(data)
    return _with_strays(data) if _NO_CHARACTERS.search(text) else SourceText(text)


def _with_strays(data: bytes) -> SourceText:
    """Read the more likely of the two encodings and mark each unreadable place."""
    readings = [data.decode(name, errors="replace") for name in ("utf-8-sig", "cp932")]
    readings = [_NO_CHARACTERS.sub("\ufffd", reading) for reading in readings]
    text = min(readings, key=lambda reading: reading.count("\ufffd"))
    strays = text.count("\ufffd")
    if strays > max(_STRAY_LIMIT, len(text) // 200):
        raise UnreadableMinutes(
            "文字コードを読み取れません。UTF-8かShift_JIS（CP932）で保存し直してください。"
        )
    first = text.index("\ufffd")
    line = text.count("\n", 0, first) + 1
    message = (
        f"読み取れない文字が{strays}か所ありました（最初は{line}行目）。"
        "「〓」に置き換えました。元のファイルと見比べてください。"
    )
    return SourceText(text.replace("\ufffd", "〓"), (ReadingNote("stray_bytes", message),))
