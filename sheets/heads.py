"""Where the head of a table is, and what its columns are called, over merged cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sheets.values import Outline, Row, folded

DEPTH = 3
"""So many rows a head may have."""


def propose(outline: Outline, known: Callable[[str], bool]) -> int:
    """The number of the row that is likely the (lowest) row of the head: the one with most names
    that are `known` (asked with a folded name), else the first one with as many texts as any row
    after it; 0 for a sheet without rows."""
    rows = outline.first
    if not rows:
        return 0
    best = max(rows, key=lambda row: (_known(outline, row, known), -row.number))
    if _known(outline, best, known) >= 2:
        return _lowest(outline, best.number)
    most = max(_texts(row) for row in rows)
    return _lowest(outline, next(row.number for row in rows if _texts(row) * 2 > most))


def _lowest(outline: Outline, row: int) -> int:
    """The lowest row of the head that this row begins, where it holds names of its own."""
    last = first_after(outline, row) - 1
    return last if any(each.number == last for each in outline.first) else row


def names(outline: Outline, head: int) -> list[str]:
    """What each column is called by the head that ends in this row. A cell that is merged over
    several columns stands before the names below it: 担当部署：電話. A column without a name has
    an empty one."""
    return [_name(outline, head, column) for column in range(outline.columns)]


def first_after(outline: Outline, head: int) -> int:
    """The number of the first row after the head, which may reach further down where its cells are
    merged."""
    below = [each.bottom for each in outline.merged if each.top <= head <= each.bottom]
    return max([head, *(each for each in below if each < head + DEPTH)]) + 1


def _known(outline: Outline, row: Row, known: Callable[[str], bool]) -> int:
    found = {folded(name) for name in names(outline, row.number) if name}
    lowest = {folded(cell.text) for cell in row.cells if not cell.is_empty}
    return sum(1 for name in found if known(name)) + sum(1 for each in lowest if known(each))


def _texts(row: Row) -> int:
    return sum(1 for cell in row.cells if isinstance(cell.value, str))


def _name(outline: Outline, head: int, column: int) -> str:
    parts: list[str] = []
    for row in range(max(head - DEPTH + 1, 1), head + 1):
        text = _text_at(outline, row, column, lowest=row == head)
        if text and (not parts or parts[-1] != text):
            parts.append(text)
    return "：".join(parts)


def _text_at(outline: Outline, row: int, column: int, *, lowest: bool) -> str:
    """What stands at a place of the head. Above its lowest row only merged cells belong to it: a
    title over the table is none of its columns' names."""
    for area in outline.merged:
        if area.holds(row, column):
            if not lowest and _is_title(outline, area.left, area.right):
                return ""
            return _cell_text(outline.first, area.top, area.left)
    return _cell_text(outline.first, row, column) if lowest else ""


def _is_title(outline: Outline, left: int, right: int) -> bool:
    return left == 0 and right - left + 1 >= outline.columns


def _cell_text(rows: Sequence[Row], number: int, column: int) -> str:
    for row in rows:
        if row.number == number:
            return " ".join(row.at(column).text.split())
    return ""
