"""Word (.docx): its words in the order of the document.

A .docx is a ZIP archive of XML. It is looked at before it is opened: how many entries, how large
they say they are and how large they really are, and no document type declaration in the XML (the
means of entity expansion).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from lxml import etree

from meetings.minutes.accounting.entries import LeftOut, Reason
from meetings.minutes.document import ReadingNote, UnreadableMinutes
from meetings.minutes.formats.source import MAX_UNPACKED_BYTES, SourceText
from meetings.minutes.formats.word_lines import WordLines
from meetings.minutes.unseen import word

MAX_ENTRIES = 3000
MAX_XML_BYTES = 24 * 1024 * 1024
"""Most that one part of the document may hold: two million letters with all their marks. As a tree
in memory it takes some ten times as much."""
MAX_RATIO = 250
"""Packed text shrinks to a tenth, seldom to a fiftieth; what shrinks more was made to."""
RATIO_FROM_BYTES = 4 * 1024 * 1024
_CHUNK = 1024 * 1024
_BOXES = (
    "枠（テキストボックス）の中の文章を、枠のある段落のすぐ後に読みました。"
    "順番が合っているか確かめてください。"
)
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
        hidden = word.hidden_styles(document.styles.element)
        left_out = _not_read(document, hidden)
        # What the page shows is read: insertions belong to it, deletions and hidden text do not.
        word.accept(document.element.body, hidden)
        walk = WordLines(_list_styles(document), _notes(document, hidden))
        lines = list(walk.of(document.element.body))
    except (OpcError, KeyError, ValueError, AttributeError, OSError) as error:
        raise UnreadableMinutes(_BROKEN) from error
    except (zipfile.BadZipFile, etree.XMLSyntaxError, zlib.error, RecursionError) as error:
        raise UnreadableMinutes(_BROKEN) from error
    if not any(line.strip() for line in lines):
        raise UnreadableMinutes("Wordの文書に文章がありません。本文のある文書を選んでください。")
    left_out += [LeftOut(Reason.RUBY, reading) for reading in walk.readings if reading.strip()]
    notes = (ReadingNote("text_boxes", _BOXES),) if walk.boxes else ()
    return SourceText("\n".join(lines), notes, tuple(left_out))


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


def _list_styles(document: WordDocument) -> frozenset[str]:
    """The keys of the styles whose paragraphs are list items."""
    return frozenset(
        style.style_id for style in document.styles if (style.name or "").startswith("List Bullet")
    )


def _notes(document: WordDocument, hidden: frozenset[str]) -> dict[tuple[str, str], Any]:
    """Footnotes and endnotes by sort and number, as the page shows them."""
    found: dict[tuple[str, str], Any] = {}
    for root in _parts(document, "footnotes", "endnotes"):
        word.accept(root, hidden)
        for note in root:
            if note.get(word.name("type"), "normal") == "normal":
                sort = etree.QName(note).localname
                found[sort, str(note.get(word.name("id")))] = note
    return found


def _parts(document: WordDocument, *sorts: str) -> list[Any]:
    """The roots of the parts of these sorts that belong to the document."""
    related = document.part.rels.values()
    return [
        word.parse(link.target_part.blob)
        for link in related
        if not link.is_external and link.reltype.rsplit("/", 1)[-1] in sorts
    ]


def _not_read(document: WordDocument, hidden: frozenset[str]) -> list[LeftOut]:
    """What will be taken out of the document before it is read, or stands beside its text."""
    body = document.element.body
    noted = _parts(document, "footnotes", "endnotes")
    around = _parts(document, "header", "footer")
    every = [
        *((Reason.DELETED, words) for root in (body, *noted) for words in word.deleted(root)),
        *((Reason.HIDDEN, words) for root in (body, *noted) for words in word.hidden(root, hidden)),
        *((Reason.RUNNING_HEAD, words) for root in around for words in word.paragraphs(root)),
        *(
            (Reason.COMMENT, words)
            for root in _parts(document, "comments")
            for words in word.paragraphs(root)
        ),
    ]
    return [LeftOut(reason, words) for reason, words in every if words.strip()]
