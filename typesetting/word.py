"""A paper as a Word file: real headings, tables whose heads repeat, fonts for Japanese.

The bytes depend on the paper alone: times inside the file are fixed. Word takes BIZ UDPゴシック
where it is installed (Windows has it) and its own Japanese font elsewhere.
"""

from __future__ import annotations

import zipfile
from datetime import datetime
from functools import singledispatch
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from typesetting.letters import clean
from typesetting.paper import (
    FICTIONAL,
    Block,
    Bullets,
    Column,
    Facts,
    Heading,
    Paper,
    Prose,
    Quote,
    Table,
)

AUTHOR = "Ronten"
FONT = "BIZ UDPゴシック"
FIXED = datetime(2000, 1, 1)
"""Every time that a file states."""
LABELS = 0.2
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_INK = RGBColor(0x1A, 0x1A, 0x1A)
_PALE = "EEF1F5"


def render(paper: Paper) -> bytes:
    """The file."""
    document = Document()
    _set_page(document, paper)
    _set_styles(document, compact=paper.compact)
    _set_properties(document, paper)
    _head_and_foot(document, paper)
    if paper.over:
        document.add_paragraph(clean(paper.over), style="Subtitle")
    document.add_paragraph(clean(paper.title), style="Title")
    document.add_paragraph(clean(paper.moment), style="Subtitle")
    for block in paper.blocks:
        _put(block, document, paper)
    output = BytesIO()
    document.save(output)
    return _with_fixed_times(output.getvalue())


def _set_page(document: Any, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if paper.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin, section.bottom_margin = Mm(20), Mm(16)
    section.header_distance = section.footer_distance = Mm(8)


_SIZES = {
    "Normal": 9.5, "Title": 16, "Subtitle": 9.5, "Heading 1": 12, "Heading 2": 10.5,
    "Heading 3": 9.5, "List Bullet": 9.5, "Quote": 9.5, "Caption": 8, "Header": 8, "Footer": 8,
}  # fmt: skip
_COMPACT = {
    **_SIZES, "Normal": 8.5, "Title": 13, "Subtitle": 8.5, "Heading 1": 10, "Heading 2": 9,
    "Heading 3": 8.5, "List Bullet": 8.5, "Quote": 8.5,
}  # fmt: skip


def _set_styles(document: Any, *, compact: bool) -> None:
    for name, size in (_COMPACT if compact else _SIZES).items():
        style = document.styles[name]
        _set_font(style.element.get_or_add_rPr())
        style.font.size, style.font.color.rgb = Pt(size), _INK
        style.font.italic = False
        style.font.bold = name.startswith(("Heading", "Title"))
        spacing = style.paragraph_format
        head = name.startswith("Heading")
        spacing.space_before = Pt((5 if compact else 9) if head else 0)
        spacing.space_after = Pt(1 if compact else 3)
        spacing.line_spacing = 1.0 if compact else 1.15
    title = document.styles["Title"].element.get_or_add_pPr()
    for border in title.findall(qn("w:pBdr")):
        title.remove(border)


def _set_font(properties: Any) -> None:
    """The typeface for Latin and Japanese letters alike, and the language."""
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts, language = OxmlElement("w:rFonts"), OxmlElement("w:lang")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    language.set(qn("w:val"), "ja-JP")
    language.set(qn("w:eastAsia"), "ja-JP")
    properties.insert(0, fonts)
    properties.append(language)


def _set_properties(document: Any, paper: Paper) -> None:
    properties = document.core_properties
    properties.title = clean(f"{paper.over} {paper.title}".strip())[:255]
    properties.subject = clean(paper.moment)[:255]
    properties.author = properties.last_modified_by = AUTHOR
    properties.language = "ja-JP"
    properties.comments = ""
    properties.created = properties.modified = FIXED
    properties.revision = 1


def _head_and_foot(document: Any, paper: Paper) -> None:
    section = document.sections[0]
    head = section.header.paragraphs[0]
    head.text = clean(f"{paper.over} {paper.title}".strip()) + f"　{clean(paper.moment)}"
    if paper.fictional:
        mark = head.insert_paragraph_before()
        mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
        mark.add_run(FICTIONAL).bold = True
    foot = section.footer.paragraphs[0]
    if paper.caution:
        foot.insert_paragraph_before(clean(paper.caution)).runs[0].bold = True
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(foot, "PAGE")
    foot.add_run(" / ")
    _field(foot, "NUMPAGES")
    foot.add_run(" ページ")


def _field(paragraph: Any, code: str) -> None:
    """A field that Word fills in: the page, the number of pages."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


@singledispatch
def _put(block: Block, document: Any, paper: Paper) -> None:
    raise TypeError(f"no such block: {block!r}")


@_put.register
def _heading(block: Heading, document: Any, paper: Paper) -> None:
    document.add_heading(clean(block.text), block.level)


@_put.register
def _prose(block: Prose, document: Any, paper: Paper) -> None:
    document.add_paragraph(clean(block.text), style="Caption" if block.small else "Normal")


@_put.register
def _quote(block: Quote, document: Any, paper: Paper) -> None:
    words = document.add_paragraph(clean(f"「{block.words}」"), style="Quote")
    words.paragraph_format.keep_with_next = True
    document.add_paragraph(clean(block.source), style="Caption")


@_put.register
def _bullets(block: Bullets, document: Any, paper: Paper) -> None:
    for item in block.items:
        document.add_paragraph(clean(item), style="List Bullet")


@_put.register
def _facts(block: Facts, document: Any, paper: Paper) -> None:
    table = _table_of(document, paper, (LABELS, 1 - LABELS), len(block.rows))
    for row, (label, value) in zip(table.rows, block.rows, strict=True):
        _fill(row.cells[0], label, bold=True, shaded=True)
        _fill(row.cells[1], value)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


@_put.register
def _table(block: Table, document: Any, paper: Paper) -> None:
    if not block.rows:
        document.add_paragraph(clean(block.empty))
        return
    columns = block.columns
    total = sum(column.weight for column in columns)
    rows = (*block.rows, block.foot) if block.foot else block.rows
    weights = tuple(column.weight / total for column in columns)
    table = _table_of(document, paper, weights, len(rows) + 1)
    _describe(table, block.name)
    _repeat(table.rows[0])
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        _fill(cell, column.head, bold=True, shaded=True, right=column.number)
    below = list(table.rows)[1:]
    for number, (row, cells) in enumerate(zip(below, rows, strict=True)):
        _fill_row(row, cells, columns, foot=number == len(block.rows))
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _fill_row(row: Any, cells: tuple[str, ...], columns: tuple[Column, ...], *, foot: bool) -> None:
    for cell, text, column in zip(row.cells, cells, columns, strict=True):
        _fill(cell, text, bold=foot or column.strong, right=column.number, lead=column.lead)


def _table_of(document: Any, paper: Paper, weights: tuple[float, ...], rows: int) -> Any:
    table = document.add_table(rows, len(weights), style="Table Grid")
    table.autofit = False
    width = (297 if paper.landscape else 210) - 30
    for column, weight in zip(table.columns, weights, strict=True):
        column.width = Mm(width * weight)
    for row in table.rows:
        for cell, weight in zip(row.cells, weights, strict=True):
            cell.width = Mm(width * weight)
    return table


def _fill(
    cell: Any,
    text: str,
    *,
    bold: bool = False,
    shaded: bool = False,
    right: bool = False,
    lead: bool = False,
) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.0
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    first, rest = _lead(text) if lead else ("", text)
    for words, strong in ((first, True), (rest, bold)):
        if words:
            run = paragraph.add_run(clean(words))
            run.font.size, run.bold = Pt(8.5), strong
    if shaded:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:color"), "auto")
        shade.set(qn("w:fill"), _PALE)
        cell._tc.get_or_add_tcPr().append(shade)


def _lead(text: str) -> tuple[str, str]:
    """The first line with its end, and the rest."""
    first, end, rest = text.partition("\n")
    return first + end, rest


def _repeat(row: Any) -> None:
    """Every page that the table goes on to begins with this row."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _describe(table: Any, name: str) -> None:
    """What the table holds, for those who do not see it."""
    words = OxmlElement("w:tblCaption")
    words.set(qn("w:val"), clean(name))
    table._tbl.tblPr.append(words)


def _with_fixed_times(data: bytes) -> bytes:
    """The same package, each part with one time."""
    output = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            fixed = zipfile.ZipInfo(part.filename, _ZIP_TIME)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = 0o600 << 16
            new.writestr(fixed, old.read(part.filename))
    return output.getvalue()
