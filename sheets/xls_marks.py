"""What an old Excel workbook (.xls) says beside values: hidden rows, columns and sheets, errors.

A compound file holds streams, cut into sectors that a table chains; the stream `Workbook` is a
run of records, each with its kind and length. Kinds and layouts: [MS-CFB], [MS-XLS].
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from sheets.marks import Marks
from sheets.values import UnreadableSheet
from sheets.xlsx_marks import BROKEN

_END = 0xFFFFFFFA
"""Sector numbers from here on are no sectors."""
_BOUNDSHEET, _FILEPASS, _ROW, _COLUMNS, _BOOLERR, _FORMULA, _EOF = (
    0x85, 0x2F, 0x208, 0x7D, 0x205, 0x06, 0x0A,
)  # fmt: skip
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
PASSWORD = (
    "ブックにパスワードがかかっていて開けません。"
    "パスワードを外して保存し直し、もう一度選んでください。"
)


def streams(data: bytes) -> dict[str, tuple[int, int]]:
    """The names of the streams of a compound file, each with its first sector and its length.
    Raises UnreadableSheet."""
    return dict(_Compound(data).entries())


def read(data: bytes) -> list[Marks]:
    """The marks of each worksheet, in their order. Raises UnreadableSheet."""
    try:
        return _read(_Compound(data).workbook())
    except (struct.error, IndexError) as error:
        raise UnreadableSheet(BROKEN) from error


@dataclass(frozen=True)
class _Compound:
    data: bytes

    @property
    def _size(self) -> int:
        return 1 << int(struct.unpack_from("<H", self.data, 30)[0])

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self.data[start : start + self._size]

    def _table(self) -> list[int]:
        """Which sector follows each sector."""
        first, more = struct.unpack_from("<II", self.data, 68)
        lists = [list(struct.unpack_from("<109I", self.data, 76))]
        per = self._size // 4
        for _ in range(min(more, len(self.data) // self._size)):
            held = struct.unpack(f"<{per}I", self._sector(first))
            lists.append(list(held[:-1]))
            first = held[-1]
        found: list[int] = []
        for number in (each for some in lists for each in some if each < _END):
            sector = self._sector(number)
            found += struct.unpack(f"<{len(sector) // 4}I", sector)
        return found

    def _chain(self, start: int, table: list[int]) -> bytes:
        found: list[bytes] = []
        most = len(self.data) // self._size + 1
        while start < _END and len(found) <= most:
            found.append(self._sector(start))
            start = table[start]
        return b"".join(found)

    def entries(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Each stream's name, first sector and length."""
        try:
            table = self._table()
            start = struct.unpack_from("<I", self.data, 48)[0]
            directory = self._chain(start, table)
        except (struct.error, IndexError) as error:
            raise UnreadableSheet(BROKEN) from error
        for at in range(0, len(directory) - 127, 128):
            length = struct.unpack_from("<H", directory, at + 64)[0]
            name = directory[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            first, size = struct.unpack_from("<II", directory, at + 116)
            if name:
                yield name, (first, size)

    def workbook(self) -> bytes:
        """The stream of the workbook; b"" where it is too short to stand in sectors of its own."""
        held = dict(self.entries())
        first, size = held.get("Workbook") or held.get("Book") or (_END, 0)
        return self._chain(first, self._table())[:size] if size >= 4096 else b""


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    at = start
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _read(stream: bytes) -> list[Marks]:
    found = []
    for kind, body in _records(stream, 0):
        if kind == _FILEPASS:
            raise UnreadableSheet(PASSWORD)
        if kind == _EOF:
            break
        if kind == _BOUNDSHEET and body[5] == 0:  # a worksheet, no chart
            marks = _of_sheet(stream, struct.unpack_from("<I", body)[0])
            marks.hidden = bool(body[4] & 3)
            found.append(marks)
    return found


def _of_sheet(stream: bytes, start: int) -> Marks:
    marks = Marks()
    for kind, body in _records(stream, start):
        if kind == _EOF:
            break
        if kind == _ROW and body[12] & 0x20:
            marks.hidden_rows.add(struct.unpack_from("<H", body)[0] + 1)
        elif kind == _COLUMNS and body[8] & 1:
            first, last = struct.unpack_from("<HH", body)
            marks.hidden_columns.update(range(first, last + 1))
        elif kind in (_BOOLERR, _FORMULA):
            row, column = struct.unpack_from("<HH", body)
            if (code := _error(kind, body)) is not None:
                marks.errors[row + 1, column] = _ERRORS.get(code, "#VALUE!")
    return marks


def _error(kind: int, body: bytes) -> int | None:
    """The code of the error that a cell shows; None for a value."""
    if kind == _BOOLERR:
        return body[6] if body[7] else None
    is_error = body[12:14] == b"\xff\xff" and body[6] == 2
    return body[8] if is_error else None
