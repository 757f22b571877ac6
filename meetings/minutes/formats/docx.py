"""Word (.docx): paragraphs and table cells in the order of the document.

A .docx is a ZIP archive of XML. It is looked at before it is opened: how many entries, how large
they say they are and how large they really are, and no document type declaration in the XML (the
means of entity expansion).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml import etree

from meetings.minutes.document import UnreadableMinutes
from meetings.minutes.formats.source import MAX_UNPACKED_BYTES, SourceText
from meetings.minutes.unseen import word

MAX_ENTRIES = 3000
MAX_XML_BYTES = 24 * 1024 * 1024
"""Most that one part of the document may hold: two million letters with all their marks. As a tree
in memory it takes some ten times as much."""
MAX_RATIO = 250
"""Packed text shrinks to a tenth, seldom to a fiftieth; what shrinks more was made to."""
RATIO_FROM_BYTES = 4 * 1024 * 1024
_CHUNK = 1024 * 1024
_SAVE_AGAIN = "Wordで開いて「名前を付けて保存」で.docxとして保存し直してください。"
_BROKEN = f"Word（.docx）のファイルが壊れています。{_SAVE_AGAIN}"
_TOO_LARGE = (
    "Word（.docx）の中身が大きすぎるため、開きません。"
    "画像を減らすか、本文だけを新しい文書に貼り付けて保存してください。"
)


def read(data: bytes) -> SourceText:
    """Raises UnreadableMinutes for a broken archive, one that unpacks beyond the limit, or one that
    is not a Word document."""
    inspect(data)
    try:
        document = Document(io.BytesIO(data))
        # What the page shows is read: insertions belong to it, deletions and hidden text do not.
        word.accept(document.element.body, word.hidden_styles(document.styles.element))
        lines = list(_lines(document))
    except (OpcError, KeyError, ValueError, AttributeError, OSError) as error:
        raise UnreadableMinutes(_BROKEN) from error
    except (zipfile.BadZipFile, etree.XMLSyntaxError, zlib.error, RecursionError) as error:
        raise UnreadableMinutes(_BROKEN) from error
    if not any(line.strip() for line in lines):
        raise UnreadableMinutes("Wordの文書に文章がありません。本文のある文書を選んでください。")
    return SourceText("\n".join(lines))


def inspect(data: bytes) -> None:
    """Look an archive over before anything opens it. Raises UnreadableMinutes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            _refuse_other_archives(names)
            if len(entries) > MAX_ENTRIES or _is_too_large(entries, len(data)):
                raise UnreadableMinutes(_TOO_LARGE)
            _refuse_encrypted(entries)
            _unpack_within_limit(archive, entries)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise UnreadableMinutes(_BROKEN) from error
    except (RuntimeError, ValueError) as error:
        raise UnreadableMinutes(_BROKEN) from error


def _is_too_large(entries: list[zipfile.ZipInfo], packed: int) -> bool:
    """By the sizes that the archive itself declares."""
    total = sum(entry.file_size for entry in entries)
    return (
        total > MAX_UNPACKED_BYTES
        or (total > RATIO_FROM_BYTES and total > packed * MAX_RATIO)
        or any(entry.file_size > MAX_XML_BYTES for entry in entries if _is_xml(entry))
    )


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.endswith((".xml", ".rels"))


def _refuse_other_archives(names: set[str]) -> None:
    if "word/document.xml" in names:
        return
    if any(name.startswith("xl/") for name in names):
        what = "Excelのファイルです。"
    elif any(name.startswith("ppt/") for name in names):
        what = "PowerPointのファイルです。"
    else:
        what = "Word（.docx）の文書ではない圧縮ファイルです。"
    raise UnreadableMinutes(
        f"この形式は読み取れません。{what}"
        "テキスト、Markdown、HTML、Word（.docx）、PDFのどれかで保存し直してください。"
    )


def _refuse_encrypted(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UnreadableMinutes(
            "パスワードがかかっています。パスワードを外して保存し直してください。"
        )


def _unpack_within_limit(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """Unpack everything once, in pieces, counting: declared sizes can lie."""
    left = MAX_UNPACKED_BYTES
    for entry in entries:
        is_xml = _is_xml(entry)
        tail = b""
        with archive.open(entry) as stream:
            while piece := stream.read(_CHUNK):
                left -= len(piece)
                if left < 0:
                    raise UnreadableMinutes(_TOO_LARGE)
                if is_xml and b"<!DOCTYPE" in tail + piece:
                    raise UnreadableMinutes(_BROKEN)
                tail = piece[-16:]


def _lines(document: WordDocument) -> Iterator[str]:
    lists = _list_styles(document)
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield from _paragraph(block, lists).split("\n")
        else:
            yield from _rows(block)


def _list_styles(document: WordDocument) -> frozenset[str]:
    """The keys of the styles whose paragraphs are list items. Looked up once: a paragraph that is
    asked for its style goes through all of them."""
    return frozenset(
        style.style_id for style in document.styles if (style.name or "").startswith("List Bullet")
    )


def _paragraph(paragraph: Paragraph, lists: frozenset[str]) -> str:
    """The words; a bold start is marked, since it often is the speaker's label."""
    text = paragraph.text
    runs = [run for run in paragraph.runs if run.text]
    head = ""
    for run in runs:
        if not run.bold:
            break
        head += run.text
    if not head.strip() or len(head) >= len(text.strip()) or not text.startswith(head):
        return _numbered(paragraph, text, lists)
    mark = head[: len(head) - len(head.lstrip("○◎◆△●〇◯ 　"))]
    words = head[len(mark) :].strip()
    return f"{mark}**{words}** {text[len(head) :].lstrip()}" if words else text


def _numbered(paragraph: Paragraph, text: str, lists: frozenset[str]) -> str:
    """Word keeps list bullets apart from the words; a list item gets one back."""
    properties = paragraph._p.pPr
    listed = properties is not None and properties.numPr is not None
    if text.strip() and (listed or paragraph._p.style in lists):
        return f"- {text}"
    return text


def _rows(table: Table) -> Iterator[str]:
    for cells in _cells(table):
        if len(cells) > 1 and len(cells[-1]) > 1:
            label = "\t".join(" ".join(cell) for cell in cells[:-1])
            yield f"{label}\t{cells[-1][0]}"
            yield from cells[-1][1:]
        elif len(cells) == 1:
            yield from cells[0]
        else:
            yield "\t".join(" ".join(cell) for cell in cells)


def _cells(table: Table) -> Iterator[list[list[str]]]:
    """The lines of each cell, row by row. A cell that spans columns stands once; one that spans
    rows stands in each of them. Not by `row.cells`: that lists a cell for each column it says it
    spans, be it two thousand million, and goes back up a column row by row."""
    above: dict[int, list[str]] = {}
    for row in table._tbl.tr_lst:
        cells: dict[int, list[str]] = {}
        column = row.grid_before
        for tc in row.tc_lst:
            continues = tc.vMerge == "continue" and column in above
            cells[column] = above[column] if continues else _cell_lines(_Cell(tc, table))
            column += max(tc.grid_span, 1)
        above = cells
        yield list(cells.values())


def _cell_lines(cell: _Cell) -> list[str]:
    return [line for line in cell.text.split("\n") if line.strip()] or [""]
