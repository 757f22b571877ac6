"""What a workbook says of its cells beside their values."""

from __future__ import annotations

from dataclasses import dataclass, field

from sheets.limits import MOST_PLACES
from sheets.values import Area, UnreadableSheet, address


@dataclass
class Marks:
    """Of one sheet. Rows are counted from 1, columns from 0; `errors` by (row, column). `merged` is
    None where the reader of the values tells."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Area] | None = None
    hidden: bool = False
    last_row: int = 0
    last_column: int = -1
    widest: tuple[int, int] = (0, 0)

    def saw(self, row: int, column: int) -> None:
        """Something stands in this cell."""
        self.last_row = max(self.last_row, row)
        if column > self.last_column:
            self.last_column, self.widest = column, (row, column)

    def refuse_vast(self, name: str) -> None:
        """Raise UnreadableSheet where some lone cell stands so far off that all the empty places
        before it would fill the memory."""
        if self.last_row * (self.last_column + 1) <= MOST_PLACES:
            return
        far = address(self.last_row, self.last_column)
        raise UnreadableSheet(
            f"シート「{name}」は{far}まであり、広すぎて読めません（最も右の値はセル"
            f"{address(*self.widest)}）。表から離れたセルの値を消し、要らない行と列を削除して、"
            "保存し直してください。"
        )
