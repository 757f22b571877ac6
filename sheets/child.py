"""``python -m sheets.child``: reads one file, under limits that the kernel keeps.

Started by `sheets.reading` alone.
"""

from __future__ import annotations

from typing import Any

from confined import child
from sheets import books
from sheets.books import Sheet
from sheets.values import UnreadableSheet, outline_as_json, row_as_json

AT_ONCE = 200
"""Rows in one answer."""
GONE = "選んだシートが、ファイルにありません。もう一度シートを選んでください。"


def carry_out(order: dict[str, Any], data: bytes, answer: child.Answer) -> None:
    """Answer with the outline of each sheet, or with the rows of one from a row on."""
    try:
        found = books.sheets_of(data)
        if order["sheet"] is None:
            _outline(found, answer)
        else:
            _rows(found, order["sheet"], order["first"], answer)
        answer(done=True)
    except UnreadableSheet as problem:
        answer(refused=str(problem))


def _outline(found: list[Sheet], answer: child.Answer) -> None:
    held = [outline for sheet in found if (outline := sheet.outline()).rows]
    if not held:
        raise UnreadableSheet(books.NO_ROWS)
    for outline in held:
        answer(outline=outline_as_json(outline))


def _rows(found: list[Sheet], name: str, first: int, answer: child.Answer) -> None:
    chosen = next((sheet for sheet in found if sheet.name == name), None)
    if chosen is None:
        raise UnreadableSheet(GONE)
    some: list[Any] = []
    for row in chosen.rows():
        if row.number >= first:
            some.append(row_as_json(row))
        if len(some) == AT_ONCE:
            answer(rows=some)
            some = []
    answer(rows=some)


if __name__ == "__main__":
    child.run(carry_out)
