"""The rows of a table as the XML of an Excel sheet.

`openpyxl` writes the same, cell by cell through objects, which takes a thousandth of a second a
row. A test compares both, to the byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from operator import attrgetter
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.compat import safe_string
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from issues.columns.column import Column, Found, as_value
from issues.columns.rows import Row
from typesetting import cells
from typesetting.cells import Memo


def lines(rows: Iterable[Row], shown: Sequence[Column], patterns: Sequence[Any]) -> Iterator[bytes]:
    """One row of the sheet for each row of the table, from the second of the sheet on; `patterns`
    are cells whose style those of the columns bear."""
    take = attrgetter(*(column.name for column in shown))
    heads = [f'<c r="{get_column_letter(place)}' for place in range(1, len(shown) + 1)]
    makers = [_Maker(pattern) for pattern in patterns]
    make = [
        maker.cell if column.own else Memo(maker.cell).__getitem__
        for maker, column in zip(makers, shown, strict=True)
    ]
    for place, row in enumerate(rows, start=2):
        drawn = "".join(
            [
                f'{head}{place}" {cell(found)}'
                for head, cell, found in zip(heads, make, take(row), strict=False)
            ]
        )
        # Without a declared encoding a file of XML is safe in ASCII alone.
        yield f'<row r="{place}">{drawn}</row>'.encode("ascii", "xmlcharrefreplace")


class _Maker:
    """Cells of one column, from their style on. A style gets its number when it is first used."""

    def __init__(self, pattern: Any) -> None:
        self._pattern = pattern
        self._plain = self._quoted = ""

    def cell(self, found: Found) -> str:
        """The rest of a cell after its place."""
        if isinstance(found, str) and found and cells.is_plain(found):
            return f"{self.plain}{_words(found)}"
        value = as_value(found)
        if value is None:
            return f'{self.plain} t="n"></c>'
        if not isinstance(value, str):
            number = value if isinstance(value, int) else to_excel(value)
            return f'{self.plain} t="n"><v>{safe_string(number)}</v></c>'
        text = cells.fitting(cells.legible(value))
        style = self.quoted if cells.looks_like_formula(text) else self.plain
        return f"{style}{_words(text)}"

    @property
    def plain(self) -> str:
        """The style of the column."""
        self._plain = self._plain or f's="{self._pattern.style_id}"'
        return self._plain

    @property
    def quoted(self) -> str:
        """The same for text that stays text also when somebody opens and leaves the cell."""
        if not self._quoted:
            cell = WriteOnlyCell(self._pattern.parent)
            cell._style = copy(self._pattern._style)
            cell.quotePrefix = True
            self._quoted = f's="{cell.style_id}"'
        return self._quoted


def _words(text: str) -> str:
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f' t="inlineStr"><is><t{kept}>{text}</t></is></c>'
