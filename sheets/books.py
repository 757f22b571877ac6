"""Any file as sheets: told by its content and not by its name, refused with a reason."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from sheets import delimited, ods_marks, xls_marks, xlsx_marks
from sheets.limits import (
    FIRST_ROWS,
    MOST_COLUMNS,
    MOST_MERGED,
    MOST_ROWS,
    MOST_SHEETS,
    MOST_UNPACKED_BYTES,
)
from sheets.marks import Marks
from sheets.values import Area, Cell, Outline, Row, UnreadableSheet, letters, value_of
from sheets.xls_marks import PASSWORD
from sheets.xlsx_marks import BROKEN

NOT_A_SHEET = (
    "Excelのブック（.xlsx、.xlsm、.xls）、OpenDocumentの表（.ods）、CSVのどれかを選んでください。"
    "ほかの形式の表は、Excelで開いて.xlsxの形式で保存し直してください。"
)
TOO_LARGE_INSIDE = (
    f"ブックの中身が大きすぎます（展開すると{MOST_UNPACKED_BYTES // 1024 // 1024}MBを超えます）。"
    "要らない行・列・画像・シートを消すか、表の部分だけを新しいブックに写してください。"
)
NO_ROWS = "表が見つかりません。どのシートにも値がありません。"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (b"%PDF-", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"<!DOCTYPE", b"<html")


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file. `read` gives its merged cells and its rows, when they are asked for."""

    name: str
    hidden: bool
    hidden_columns: frozenset[int]
    read: Callable[[], tuple[Sequence[Area], Iterator[Row]]]

    def rows(self) -> Iterator[Row]:
        """The rows that hold something, in order. Raises UnreadableSheet, also for too many."""
        return self._counted(self.read()[1])

    def _counted(self, rows: Iterator[Row]) -> Iterator[Row]:
        count = 0
        for row in rows:
            if row.is_blank:
                continue
            count += 1
            if count > MOST_ROWS:
                raise UnreadableSheet(
                    f"シート「{self.name}」は{MOST_ROWS:,}行を超えています。"
                    f"{MOST_ROWS:,}行までに分けてください。"
                )
            _refuse_wide(self.name, row)
            yield row

    def outline(self) -> Outline:
        """Its first rows, and how much there is. Raises UnreadableSheet."""
        merged, rows = self.read()
        first: list[Row] = []
        count = columns = 0
        for row in self._counted(rows):
            count += 1
            columns = max(columns, len(row.cells))
            if len(first) < FIRST_ROWS:
                first.append(row)
        return Outline(
            self.name, self.hidden, count, columns, tuple(first), tuple(merged), self.hidden_columns
        )


def sheets_of(data: bytes) -> list[Sheet]:
    """The sheets of a file that may hold tables. Raises UnreadableSheet."""
    if data.startswith(b"PK"):
        return _of_archive(data)
    if data.startswith(_COMPOUND):
        return _of_compound(data)
    if data.lstrip()[:16].startswith(_OTHERS):
        raise UnreadableSheet(NOT_A_SHEET)
    delimited.text_of(data)  # refused at once
    return [Sheet("CSV", False, frozenset(), lambda: ((), delimited.rows(data)))]


def _of_archive(data: bytes) -> list[Sheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            names = set(book.namelist())
            if sum(each.file_size for each in book.infolist()) > MOST_UNPACKED_BYTES:
                raise UnreadableSheet(TOO_LARGE_INSIDE)
            if "xl/workbook.xml" in names:
                marks = xlsx_marks.read(book)
            elif "content.xml" in names and "META-INF/manifest.xml" in names:
                if b"encryption-data" in book.read("META-INF/manifest.xml"):
                    raise UnreadableSheet(PASSWORD)
                marks = ods_marks.read(book)
            else:
                raise UnreadableSheet(NOT_A_SHEET)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableSheet(BROKEN) from error
    return _sheets(data, lambda name, place: marks.get(name, Marks()))


def _of_compound(data: bytes) -> list[Sheet]:
    held = xls_marks.streams(data)
    if "EncryptedPackage" in held:
        raise UnreadableSheet(PASSWORD)
    if "Workbook" not in held and "Book" not in held:
        raise UnreadableSheet(NOT_A_SHEET)
    marks = xls_marks.read(data)
    return _sheets(data, lambda name, place: marks[place] if place < len(marks) else Marks())


def _sheets(data: bytes, marks_of: Callable[[str, int], Marks]) -> list[Sheet]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise UnreadableSheet(PASSWORD) from error
    except CalamineError as error:
        raise UnreadableSheet(BROKEN) from error
    told = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    return [
        _sheet(book, each.name, each.visible, marks_of(each.name, place))
        for place, each in enumerate(told[:MOST_SHEETS])
    ]


def _sheet(book: CalamineWorkbook, name: str, visible: SheetVisibleEnum, marks: Marks) -> Sheet:
    def read() -> tuple[Sequence[Area], Iterator[Row]]:
        try:
            found = book.get_sheet_by_name(name)
        except CalamineError as error:
            raise UnreadableSheet(BROKEN) from error
        return _merged(found, marks), _rows(found, marks)

    hidden = marks.hidden or visible != SheetVisibleEnum.Visible
    return Sheet(name, hidden, frozenset(marks.hidden_columns), read)


def _merged(sheet: CalamineSheet, marks: Marks) -> Sequence[Area]:
    if marks.merged is not None:
        return marks.merged
    found = sheet.merged_cell_ranges or []
    return [
        Area(top + 1, left, bottom + 1, right)
        for (top, left), (bottom, right) in found[:MOST_MERGED]
    ]


def _rows(sheet: CalamineSheet, marks: Marks) -> Iterator[Row]:
    left = sheet.start[1] if sheet.start else 0
    wrong: dict[int, dict[int, str]] = {}
    for (row, column), error in marks.errors.items():
        wrong.setdefault(row, {})[column] = error
    before = (Cell(),) * left
    for number, found in enumerate(sheet.iter_rows(), start=1):
        cells = [*before, *map(value_of, found)]
        for column, error in wrong.pop(number, {}).items():
            cells += [Cell()] * (column + 1 - len(cells))
            cells[column] = Cell(error=error)
        yield Row(number, _without_tail(cells), number in marks.hidden_rows)
    # Errors alone make no value: rows of nothing else lie outside of what was read.
    for row in sorted(wrong):
        cells = [Cell(error=wrong[row].get(each, "")) for each in range(max(wrong[row]) + 1)]
        yield Row(row, tuple(cells), row in marks.hidden_rows)


def _without_tail(cells: list[Cell]) -> tuple[Cell, ...]:
    while cells and cells[-1].is_empty:
        cells.pop()
    return tuple(cells)


def _refuse_wide(name: str, row: Row) -> None:
    if len(row.cells) > MOST_COLUMNS:
        raise UnreadableSheet(
            f"シート「{name}」の{row.number}行目は{letters(len(row.cells) - 1)}列まであります。"
            f"{letters(MOST_COLUMNS - 1)}列（{MOST_COLUMNS}列）までにしてください。"
        )
