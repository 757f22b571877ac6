"""PDF: the text layer, page by page. Pictures of text are not read."""

from __future__ import annotations

import gc

import pypdfium2
import pypdfium2.raw as raw

from meetings.minutes.accounting.entries import LeftOut, Reason
from meetings.minutes.document import UnreadableMinutes
from meetings.minutes.formats import pdf_glyphs, pdf_plain, pdf_rows
from meetings.minutes.formats.source import MAX_TEXT_CHARACTERS, PAGE_BREAK, SourceText

MAX_PAGES = 1000
MAX_PAGE_OBJECTS = 100_000
MAX_PAGE_CHARACTERS = 200_000
_FEW_CHARACTERS = 10
"""A page with fewer characters holds a page number at most."""


def read(data: bytes) -> SourceText:
    """Raises UnreadableMinutes for a broken or encrypted file and for one without a text layer."""
    document = _open(data)
    collecting = gc.isenabled()
    try:
        # Thousands of small tuples without a cycle, which the collector would go over again.
        gc.disable()
        pages, readings = _pages(document)
    except pypdfium2.PdfiumError as error:
        raise UnreadableMinutes(_broken()) from error
    finally:
        document.close()
        if collecting:
            gc.enable()
    if all(len("".join(page.split())) < _FEW_CHARACTERS for page in pages):
        raise UnreadableMinutes(
            "文字の入っていないPDFです（紙をスキャンした画像など）。"
            "文字認識（OCR）をかけるか、元のWordやテキストのファイルを使ってください。"
        )
    left_out = tuple(LeftOut(Reason.RUBY, reading) for reading in readings)
    return SourceText(f"\n{PAGE_BREAK}\n".join(pages), left_out=left_out)


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableMinutes(
                "パスワードのかかったPDFです。パスワードを外して保存し直してください。"
            ) from error
        raise UnreadableMinutes(_broken()) from error


def _pages(document: pypdfium2.PdfDocument) -> tuple[list[str], list[str]]:
    """The text of each page, and the readings that stood beside words."""
    if len(document) > MAX_PAGES:
        raise UnreadableMinutes(
            f"PDFのページが多すぎます。{MAX_PAGES}ページまでです。会合ごとに分けてください。"
        )
    pages: list[str] = []
    readings: list[str] = []
    total = 0
    for number in range(len(document)):
        page = document[number]
        _refuse_crowded(raw.FPDFPage_CountObjects(page), MAX_PAGE_OBJECTS)
        textpage = page.get_textpage()
        _refuse_crowded(textpage.count_chars(), MAX_PAGE_CHARACTERS)
        text, beside = _text_of(textpage)
        readings += beside
        textpage.close()
        page.close()
        total += len(text)
        pages.append(text)
        if total > MAX_TEXT_CHARACTERS:
            break
    return pages, readings


def _text_of(textpage: pypdfium2.PdfTextPage) -> tuple[str, list[str]]:
    """The library's own text where lines simply follow each other, else what the places of the
    characters say."""
    plain = pdf_plain.plain_text(textpage)
    return plain or pdf_rows.page_text(pdf_glyphs.glyphs_of(textpage))


def _refuse_crowded(count: int, most: int) -> None:
    if count > most:
        raise UnreadableMinutes(
            "PDFの作りが複雑すぎて読み取れません。"
            "元のWordやテキストのファイルを使うか、本文をコピーし、文章として貼り付けてください。"
        )


def _broken() -> str:
    return (
        "PDFのファイルが壊れていて開けません。"
        "元のファイルを開いて確かめ、もう一度保存してください。"
    )
