"""Text files of rows (.csv, .tsv), in whatever code Excel or an office system wrote them."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from sheets.limits import LONGEST_CELL
from sheets.values import Cell, Row, UnreadableSheet, value_of

NO_TEXT = (
    "文字コードを読み取れません。Excelで開き、「CSV UTF-8（コンマ区切り）」の形式で保存し直して"
    "ください。"
)
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LOOKED_AT = 4_000
"""Characters by which the sign between cells is told."""


def text_of(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 (with its mark) or CP932. Raises UnreadableSheet."""
    own = [name for mark, name in _MARKS if data.startswith(mark)]
    for encoding in own or ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableSheet(NO_TEXT)


def rows(data: bytes) -> Iterator[Row]:
    """Each row, blank ones included. Raises UnreadableSheet."""
    text = text_of(data).replace("\x00", "")
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_between(text))
    number = 0
    try:
        for number, record in enumerate(reader, start=1):
            yield Row(number, tuple(_cell(each) for each in record))
    except csv.Error as error:
        raise UnreadableSheet(
            f'CSVの{number + 1}行目が読めません。引用符（"）が閉じていないか、'
            f"1つのセルが{LONGEST_CELL:,}字を超えています。その行を直して、保存し直してください。"
        ) from error


def _cell(text: str) -> Cell:
    return value_of(text)


def _between(text: str) -> str:
    """The sign between cells: the one that stands most often at the beginning."""
    head = text[:_LOOKED_AT]
    return max(",\t;", key=lambda sign: head.count(sign))
