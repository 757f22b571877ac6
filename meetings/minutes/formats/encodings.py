"""Bytes of Japanese text to characters: what encodings a file may be in, whatever it declares.

UTF-8 proves itself, and so do the escapes of ISO-2022-JP. Between CP932 and EUC-JP the bytes of
Japanese decide: what is written in the one looks like a row of half-width kana in the other.
"""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_HEAD = 4096
_JIS = re.compile(rb"\x1b\$(?:@|B|\(@|\(B|\(D)|\x1b\([BJI]")
_JIS_PAIRS = re.compile(rb"\x1b\$[@B]")
_EUC = re.compile(rb"\x8e[\xa1-\xdf]|\x8f[\xa1-\xfe]{2}|[\xa1-\xfe]{2}|[\x80-\xff]")
_HALF_KANA = re.compile(r"[\uff61-\uff9f]")
_KANA = re.compile(r"[ぁ-ゖァ-ヺ]")


def declared_in(page: bytes) -> str:
    """The encoding that the head of a page names, in small letters, or ""."""
    found = _DECLARED.search(page[:_HEAD])
    return found.group(1).decode("ascii").lower() if found else ""


def unicode_of(data: bytes) -> str | None:
    """The text of UTF-8, UTF-16 with a byte order mark or ISO-2022-JP; None for anything else."""
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        if _JIS_PAIRS.search(data) and data.isascii():
            return _of_jis(data)
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def euc_of(data: bytes, declared: str = "") -> str | None:
    """The text of EUC-JP where the bytes are that rather than CP932; None where they are not."""
    try:
        text = _quickly(data) or _of_euc(data)
    except UnicodeDecodeError:
        return None
    if declared.removeprefix("x-").startswith("euc"):
        return text
    other = data.decode("cp932", errors="replace")
    half = len(_HALF_KANA.findall(other)) + other.count("\ufffd")
    return text if half > len(other) * 0.2 and len(_KANA.findall(text)) * 10 > half else None


def _quickly(data: bytes) -> str | None:
    """What the codec can read without signs that vendors added."""
    try:
        return data.decode("euc_jp")
    except UnicodeDecodeError:
        return None


def _of_euc(data: bytes) -> str:
    """By way of CP932, which knows the signs that vendors added (①㈱髙﨑Ⅳ)."""
    return _EUC.sub(_to_cp932, data).decode("cp932")


def _to_cp932(found: re.Match[bytes]) -> bytes:
    code = found.group()
    if code[0] == 0x8E:
        return code[1:]
    if len(code) == 3:
        return code.decode("euc_jp").encode("cp932", errors="replace")
    if len(code) == 1:
        raise UnicodeDecodeError("euc_jp", code, 0, 1, "half a character")
    row, cell = code[0] - 0xA1, code[1] - 0xA1
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    trail = cell + 0x9F if row % 2 else cell + (0x40 if cell < 63 else 0x41)
    return bytes((lead, trail))


def _of_jis(data: bytes) -> str:
    """ISO-2022-JP: between its escapes stand the pairs of EUC without their high bits."""
    pieces: list[bytes] = []
    at, wide, kana = 0, False, False
    for escape in [*_JIS.finditer(data), None]:
        piece = data[at : escape.start() if escape else len(data)]
        pieces.append(_raised(piece, wide=wide, kana=kana))
        if escape:
            at, wide, kana = (
                escape.end(),
                escape.group().startswith(b"\x1b$"),
                escape.group() == b"\x1b(I",
            )
    return _of_euc(b"".join(pieces))


def _raised(piece: bytes, *, wide: bool, kana: bool) -> bytes:
    if wide:
        return bytes(byte | 0x80 if byte > 0x20 else byte for byte in piece)
    return b"".join(b"\x8e" + bytes((byte | 0x80,)) for byte in piece) if kana else piece
