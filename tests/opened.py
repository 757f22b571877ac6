"""Papers opened again with the libraries that read them."""

import ctypes
import io
import re
import zipfile

import pikepdf
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
    """(name, is it embedded?) of every font that a letter of the PDF is set in; of a subset the
    name without its mark."""
    pdf, found = pypdfium2.PdfDocument(data), set()
    try:
        for page in pdf:
            for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                font = pdfium.FPDFTextObj_GetFont(thing.raw)
                name = ctypes.create_string_buffer(100)
                pdfium.FPDFFont_GetBaseFontName(font, name, 100)
                whole = name.value.decode().rpartition("+")[2]
                found.add((whole, bool(pdfium.FPDFFont_GetIsEmbedded(font))))
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


def lines_of(data):
    """The lines of a PDF as they are broken, without spaces around them."""
    return [line.strip() for page in pages_of(data) for line in page.splitlines()]


def edges_of(data):
    """How far to the left and to the right a letter of a PDF reaches, in points."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        things = [
            thing.get_bounds()
            for page in pdf
            for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
        ]
        return min(left for left, *_ in things), max(right for _, _, right, _ in things)
    finally:
        pdf.close()


def tree_of(data):
    """The tags of a PDF: (sort, attributes of tables, the tags within) of each."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return _tags(pdf.Root.StructTreeRoot)


def _tags(element):
    within = element.get("/K", [])
    within = within if isinstance(within, pikepdf.Array) else [within]
    found = []
    for each in within:
        if isinstance(each, pikepdf.Dictionary) and "/S" in each:
            told = {}
            for given in each.get("/A", []):
                told |= {k: _plain(v) for k, v in given.items() if given.O == "/Table"}
            told.pop("/O", None)
            found.append((str(each.S), told, _tags(each)))
    return found


def _plain(value):
    return [bytes(each) for each in value] if isinstance(value, pikepdf.Array) else str(value)


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
