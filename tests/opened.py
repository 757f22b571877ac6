"""Papers opened again with the libraries that read them."""

import ctypes
import io
import re
import zipfile

import pypdfium2
import pypdfium2.raw as pdfium
from docx import Document


def squeezed(text):
    """Without spaces and line ends, which a layout puts where it needs them."""
    return re.sub(r"\s", "", text)


def pages_of(data):
    """The text of each page of a PDF."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in pdf]
    finally:
        pdf.close()


def text_of(data):
    """All words of a PDF, squeezed."""
    return squeezed("".join(pages_of(data)))


def sizes_of(data):
    """Width and height of each page in whole millimetres."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in pdf]
    finally:
        pdf.close()


def facts_of(data):
    """The metadata of a PDF."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return pdf.get_metadata_dict(skip_empty=True)
    finally:
        pdf.close()


def outline_of(data):
    """(level, words, number of the page) of each bookmark."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return [
            (mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc()
        ]
    finally:
        pdf.close()


def fonts_of(data):
    """(name, is it embedded?) of every font that a letter of the PDF is set in."""
    pdf, found = pypdfium2.PdfDocument(data), set()
    try:
        for page in pdf:
            for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                font = pdfium.FPDFTextObj_GetFont(thing.raw)
                name = ctypes.create_string_buffer(100)
                pdfium.FPDFFont_GetBaseFontName(font, name, 100)
                found.add((name.value.decode(), bool(pdfium.FPDFFont_GetIsEmbedded(font))))
        return found
    finally:
        pdf.close()


def sizes_of_type(data):
    """The sizes of type in a PDF, in points."""
    pdf, found, size = pypdfium2.PdfDocument(data), set(), ctypes.c_float()
    try:
        for page in pdf:
            for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                pdfium.FPDFTextObj_GetFontSize(thing.raw, size)
                found.add(round(size.value, 2))
        return found
    finally:
        pdf.close()


def word(data):
    """A Word file."""
    return Document(io.BytesIO(data))


def words_of(data):
    """All words of a Word file but for head and foot, squeezed, in their order."""
    document = word(data)
    parts = (each.text for each in document.element.body.iter() if each.tag.endswith("}t"))
    return squeezed("".join(parts))


def headings_of(data):
    """(level, words) of each heading of a Word file."""
    return [
        (int(each.style.name[-1]), each.text)
        for each in word(data).paragraphs
        if each.style.name.startswith("Heading")
    ]


def times_of(data):
    """The times of the parts of a Word file."""
    return {part.date_time for part in zipfile.ZipFile(io.BytesIO(data)).infolist()}
