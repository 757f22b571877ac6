"""The rows that were not made requests, as a workbook to mend and send again: the sender's own
columns, and why."""

from __future__ import annotations

from collections.abc import Iterator

from issues.enums import RowOutcome
from issues.intake import mapping
from issues.models import Intake, IntakeRow
from sheets import heads, writing
from sheets.values import Cell, address, cell_from_json

REASON = "理由"
ROW = "元の行"
_WIDTH = 20


def filename(intake: Intake) -> str:
    """What the file is called."""
    return f"{intake.filename.rpartition('.')[0] or intake.filename}_登録していない行.xlsx"


def rows_of(intake: Intake) -> Iterator[IntakeRow]:
    """The rows that have an error, in their order."""
    rows = IntakeRow.objects.filter(intake=intake, outcome=RowOutcome.WRONG).order_by("number")
    return rows.iterator(chunk_size=500)


def written(intake: Intake) -> bytes:
    """The bytes of the workbook."""
    outline = mapping.outline_of(intake, intake.sheet)
    names = heads.names(outline, intake.head) if outline else []
    book = writing.book()
    sheet = writing.sheet(book, "登録していない行", [*([_WIDTH] * len(names)), 10, 60])
    writing.head(sheet, (*names, ROW, REASON))
    for row in rows_of(intake):
        cells = [cell_from_json(each) for each in row.cells[: len(names)]]
        cells += [Cell()] * (len(names) - len(cells))
        writing.row(sheet, (*cells, Cell(row.number), Cell(reason(row))))
    return writing.saved(book)


def reason(row: IntakeRow) -> str:
    """Every error of a row, each with its cell."""
    return "\n".join(
        each["words"]
        if each["column"] is None
        else f"{address(row.number, each['column'])}：{each['words']}"
        for each in row.errors
    )
