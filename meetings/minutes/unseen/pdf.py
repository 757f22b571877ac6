"""PDF: properties, attachments, annotations, what lies below; and a copy without.

The copy is written anew from what the pages use, so that earlier versions of the file, which stay
in it when it is saved again, do not come along.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from meetings.minutes.unseen.found import Found, told

_OF_ROOT = (
    "/Metadata", "/AF", "/OpenAction", "/AA", "/AcroForm", "/PieceInfo", "/Collection", "/Perms",
    "/Legal", "/DSS", "/SpiderInfo", "/Threads",
)  # fmt: skip
_OF_PAGE = ("/Annots", "/Metadata", "/PieceInfo", "/AA", "/Thumb", "/B", "/LastModified", "/AF")
_OF_OBJECT = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/OPI")


def look(data: bytes) -> list[Found]:
    """All that there is, sort by sort."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            *told("文書の情報（作成者など）", _properties(pdf)),
            *told("添付されたファイル", list(pdf.attachments)),
            *told("注釈", _annotations(pdf)),
            *told("入力欄・スクリプト", _active(pdf)),
            *told("見えない層", _layers(pdf)),
            *told("保存し直す前の版", [""] * max(0, data.count(b"%%EOF") - 1 - _is_linear(data))),
        ]


def cleaned(data: bytes) -> bytes:
    """The pages alone. The same bytes give the same copy."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for name in list(pdf.attachments):
            del pdf.attachments[name]
        _strip(pdf.Root, _OF_ROOT)
        if "/Names" in pdf.Root:
            _strip(pdf.Root.Names, ("/EmbeddedFiles", "/JavaScript"))
        for page in pdf.pages:
            _strip(page.obj, _OF_PAGE)
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
                _strip(each, _OF_OBJECT)
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        pdf.remove_unreferenced_resources()
        pdf.save(
            out,
            deterministic_id=True,
            linearize=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def _strip(holder: Any, names: tuple[str, ...]) -> None:
    for name in names:
        if name in holder:
            del holder[name]


def _properties(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/Info" in pdf.trailer:
        for key, value in pdf.docinfo.items():
            yield f"{str(key).lstrip('/')}: {value}"
    if "/Metadata" in pdf.Root:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as found:
            for key, value in found.items():
                words = "、".join(map(str, value)) if isinstance(value, list | set) else value
                yield f"{key.rsplit('}', 1)[-1]}: {words}"


def _annotations(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        for each in _list(page.obj, "/Annots"):
            if isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") != "/Link":
                author, words = (str(each.get(name, "")) for name in ("/T", "/Contents"))
                yield f"{author} {words}".strip()


def _active(pdf: pikepdf.Pdf) -> Iterator[str]:
    for name in ("/AcroForm", "/OpenAction", "/AA"):
        if name in pdf.Root:
            yield name.lstrip("/")
    if "/Names" in pdf.Root and "/JavaScript" in pdf.Root.Names:
        yield "JavaScript"


def _layers(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/OCProperties" not in pdf.Root:
        return
    for each in _list(pdf.Root.OCProperties.get("/D", pikepdf.Dictionary()), "/OFF"):
        yield str(each.get("/Name", ""))


def _list(holder: Any, name: str) -> list[Any]:
    found = holder.get(name)
    return list(found) if isinstance(found, pikepdf.Array) else []


def _is_linear(data: bytes) -> bool:
    """Files made for the web have two ends in one version."""
    return b"/Linearized" in data[:2048]
