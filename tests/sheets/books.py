"""Sheets of every format, made as their programs make them, for tests of reading."""

import csv
import io
import zipfile
from datetime import date

import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P
from openpyxl import Workbook

FORMATS = ("xlsx", "xls", "ods", "utf-8-sig", "cp932", "utf-16")


def book(kind, rows, sheet="表"):
    """These rows (texts, numbers, days, None) as a file of this format or, for CSV, encoding."""
    return {"xlsx": _xlsx, "xls": _xls, "ods": _ods}.get(kind, _csv(kind))(rows, sheet)


def saved(workbook):
    """The bytes of a workbook of openpyxl or xlwt."""
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _xlsx(rows, sheet):
    made = Workbook(write_only=True)
    page = made.create_sheet(sheet)
    for row in rows:
        page.append(row)
    return saved(made)


def _xls(rows, sheet):
    made = xlwt.Workbook()
    page = made.add_sheet(sheet)
    days = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, date):
                page.write(number, column, value, days)
            elif value is not None:
                page.write(number, column, value)
    return saved(made)


def _ods(rows, sheet):
    table = Table(name=sheet)
    for row in rows:
        table.addElement(ods_row(row))
    return ods(table)


def ods(*tables):
    """The bytes of an OpenDocument file of these tables."""
    made = OpenDocumentSpreadsheet()
    for table in tables:
        made.spreadsheet.addElement(table)
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def ods_row(values, **more):
    """One row of such a table."""
    row = TableRow(**more)
    for value in values:
        row.addElement(ods_cell(value))
    return row


def ods_cell(value, **more):
    """One cell of such a row."""
    if value is None:
        return TableCell(**more)
    if isinstance(value, date):
        return TableCell(valuetype="date", datevalue=value.isoformat(), **more)
    if isinstance(value, int | float):
        return TableCell(valuetype="float", value=value, **more)
    cell = TableCell(valuetype="string", **more)
    for line in value.split("\n"):
        cell.addElement(P(text=line))
    return cell


def ods_with_odd_cells():
    """Hidden and filtered rows, a hidden column, merged cells, an error, a million blank rows."""
    table = Table(name="表")
    table.addElement(TableColumn())
    table.addElement(TableColumn(visibility="collapse"))
    merged = TableRow()
    merged.addElement(ods_cell("団体", numbercolumnsspanned=2))
    merged.addElement(CoveredTableCell())
    table.addElement(merged)
    table.addElement(ods_row(["隠れ", "a"], visibility="collapse"))
    table.addElement(ods_row(["外れ", "b"], visibility="filter"))
    table.addElement(ods_row(["#REF!", "c"]))
    blank = TableRow(numberrowsrepeated=1_000_000)
    blank.addElement(TableCell())
    table.addElement(blank)
    return ods(table)


def _csv(encoding):
    def made(rows, sheet):
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerows(
            [[each.isoformat() if isinstance(each, date) else each for each in r] for r in rows]
        )
        return out.getvalue().encode(encoding)

    return made


def with_part(data, name, content):
    """A workbook (.xlsx) one of whose parts is another; `content` bytes, or called to write it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        with new.open(name, "w") as file:
            if callable(content):
                content(file)
            else:
                file.write(content)
    return out.getvalue()
