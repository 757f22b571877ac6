"""What single cells say: an organization, a day, points. Each raises `ValueError` whose Japanese
message says what to write instead."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from issues.enums import RequestKind
from japan import eras
from sheets.values import Cell, folded

_EARLIEST = date(1947, 5, 3)
"""Local autonomy; nothing is asked before it."""
_EIGHT_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_KINDS = {folded(str(label)): value for value, label in RequestKind.choices}
_EXCEL_DAY = range(20_000, 80_000)


def plain(text: str) -> str:
    """One line in half width, as numbers and codes are compared."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def day(cell: Cell) -> date:
    """A day: a date of the sheet, or one written as officials do."""
    value = cell.value
    if isinstance(value, datetime):
        return _possible(value.date())
    if isinstance(value, date):
        return _possible(value)
    text = plain(cell.text)
    if match := _EIGHT_DIGITS.fullmatch(text):
        text = "-".join(match.groups())
    elif text.isdecimal() and int(text) in _EXCEL_DAY:
        raise ValueError(
            f"「{text}」は日付の形になっていません。Excelでセルの書式を日付にするか、"
            "令和8年4月5日のように書いてください。"
        )
    return _possible(eras.parse_input(text))


def _possible(found: date) -> date:
    if found < _EARLIEST:
        raise ValueError(f"{found.year}年の日付です。年を確かめてください。")
    return found


def kind(text: str) -> str:
    """The code of 要望, 懸念 or 事例紹介."""
    found = _KINDS.get(folded(text))
    if found is None:
        labels = "、".join(str(label) for label in RequestKind.labels)
        raise ValueError(f"種別は{labels}のどれかを書いてください（今は「{text}」）。")
    return found


def one_line(text: str) -> str:
    """A text without its line breaks."""
    return " ".join(text.split())
