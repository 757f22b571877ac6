"""What the parts of an Excel workbook (.xlsx, .xlsm) say beside values: hidden rows and columns,
errors, formulas without a kept value. Read part by part; no part is held as a whole."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from lxml import etree

from sheets.marks import Marks
from sheets.values import NOT_CALCULATED, UnreadableSheet

BROKEN = "ブックが壊れていて開けません。元のファイルを開き、保存し直してください。"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_HELD = etree.XPath("*[*]")
"""The cells of a row that hold something: a million rows may be made of nothing but borders."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def read(book: zipfile.ZipFile) -> dict[str, Marks]:
    """The marks of each worksheet, by its name. Raises UnreadableSheet."""
    try:
        return {name: _of_part(book, name, part) for name, part in _parts(book)}
    except (etree.XMLSyntaxError, KeyError, zipfile.BadZipFile, ValueError) as error:
        raise UnreadableSheet(BROKEN) from error


def events(file: IO[bytes], *names: str) -> Iterator[Any]:
    """The elements of these names (without their name space) as each one ends; what has been told
    is forgotten."""
    found = etree.iterparse(
        file,
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
    )
    for _, element in found:
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _parts(book: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each worksheet's name with the part that holds it."""
    with book.open("xl/_rels/workbook.xml.rels") as file:
        targets = {each.get("Id"): each.get("Target") for each in events(file, "Relationship")}
    there = set(book.namelist())
    with book.open("xl/workbook.xml") as file:
        for sheet in events(file, "sheet"):
            key = sheet.get(f"{{{_RELATIONS}}}id") or sheet.get(f"{{{_STRICT}}}id")
            target = targets.get(key) or ""
            part = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            if "worksheets/" in part and part in there:
                yield sheet.get("name", ""), posixpath.normpath(part)


def _of_part(book: zipfile.ZipFile, name: str, part: str) -> Marks:
    marks = Marks()
    number = 0
    with book.open(part) as file:
        for element in events(file, "row", "col"):
            if etree.QName(element).localname == "col":
                _hide_columns(marks, element)
                continue
            number = int(element.get("r") or number + 1)
            if element.get("hidden") in ("1", "true"):
                marks.hidden_rows.add(number)
            _look_at_cells(marks, number, element)
    marks.refuse_vast(name)
    return marks


def _hide_columns(marks: Marks, element: Any) -> None:
    if element.get("hidden") in ("1", "true"):
        first, last = int(element.get("min", 1)), int(element.get("max", 1))
        marks.hidden_columns.update(range(first - 1, min(last, 16_384)))


def _look_at_cells(marks: Marks, row: int, element: Any) -> None:
    for cell in _HELD(element):
        reference = _REFERENCE.fullmatch(cell.get("r") or "")
        column = _column(reference[1]) if reference else element.index(cell)
        marks.saw(row, column)
        inside = {etree.QName(each).localname: each for each in cell}
        value = inside.get("v")
        kind = cell.get("t")
        if kind == "e":
            marks.errors[row, column] = (value.text if value is not None else "") or "#VALUE!"
        elif "f" in inside and (value is None or not value.text) and kind != "str":
            marks.errors[row, column] = NOT_CALCULATED


def _column(letters: str) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found - 1
