"""Word (.docx): tracked changes, comments, hidden text, names and properties; and a copy without.

The archive has been looked at (`formats.docx.inspect`) before anything here opens it.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from meetings.minutes.unseen.found import Found, told

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KEPT_WRAPPERS = ("ins", "moveTo")
_REMOVED = (
    "del", "moveFrom", "commentRangeStart", "commentRangeEnd", "annotationRef", "rPrChange",
    "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "tcPrChange", "trPrChange",
    "tblPrExChange", "numberingChange", "cellIns", "cellDel", "cellMerge", "moveFromRangeStart",
    "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart",
    "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd", "proofErr", "rsids",
    "rsid", "attachedTemplate", "docVars", "dataBinding", "trackRevisions", "writeProtection",
    "mailMerge",
)  # fmt: skip
_DROPPED = re.compile(
    r"^(docProps/.*|customXml/.*|word/comments[^/]*\.xml|word/people\.xml|word/embeddings/.*"
    r"|word/vbaProject.*|word/vbaData\.xml|word/printerSettings/.*|word/webextensions/.*"
    r"|word/activeX/.*|word/customizations\.xml|word/attachedToolbars\.bin)$"
)
_PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
_PLAIN = ("Template", "Company", "Manager", "HyperlinkBase")
_STAMP = (1980, 1, 1, 0, 0, 0)


def look(data: bytes) -> list[Found]:
    """All that there is, sort by sort."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        parts = [parse(archive.read(name)) for name in names if _is_body(name)]
        comments = [parse(archive.read(n)) for n in names if n.startswith("word/comments")]
        properties = [parse(archive.read(name)) for name in _PROPERTIES if name in names]
    hidden = _hidden_styles(parts)
    authors = [a for part in parts + comments for a in _attributes(part, "author")]
    return [
        *told("変更履歴（挿入）", _words(parts, "ins", "moveTo")),
        *told("変更履歴（削除）", _words(parts, "del", "moveFrom")),
        *told("コメント", (_text(c) for part in comments for c in part.iter(_w("comment")))),
        *told("隠し文字", (_text(run) for p in parts for run in _vanished(p, hidden))),
        *told("変更やコメントをした人の名前", dict.fromkeys(authors)),
        *told("文書の情報（作成者など）", (line for each in properties for line in _lines(each))),
        *told("埋め込まれたファイル・マクロ", (n for n in names if _is_embedded(n))),
    ]


def accept(root: Any, hidden: frozenset[str] = frozenset()) -> None:
    """Accept all tracked changes below `root`, and take out comments and hidden text."""
    for row in list(root.iter(_w("tr"))):
        if row.find(f"{_w('trPr')}/{_w('del')}") is not None:
            _remove(row)
    emptied = [p for p in root.iter(_w("p")) if _mark_is_deleted(p)]
    for run in list(_vanished(root, hidden)):
        _remove(run)
    for name in _REMOVED:
        for element in list(root.iter(_w(name))):
            _remove(element)
    for reference in list(root.iter(_w("commentReference"))):
        _remove(reference)
    for name in _KEPT_WRAPPERS:
        for element in list(root.iter(_w(name))):
            _unwrap(element)
    for paragraph in emptied:
        _join_to_the_next(paragraph)


def hidden_styles(root: Any) -> frozenset[str]:
    """The names of styles of a styles part whose text is hidden."""
    return _hidden_styles([root])


def name(local: str) -> str:
    """The full name of an element or attribute of the language of Word."""
    return _w(local)


def deleted(root: Any) -> Iterator[str]:
    """The words of tracked deletions, and of rows that were deleted."""
    for element in root.iter(_w("del"), _w("moveFrom")):
        if element.getparent().tag not in (_w("rPr"), _w("trPr")):
            yield _text(element)
    for row in root.iter(_w("tr")):
        if row.find(f"{_w('trPr')}/{_w('del')}") is not None:
            yield "".join(t.text or "" for t in row.iter(_w("t")))


def hidden(root: Any, styles: frozenset[str]) -> Iterator[str]:
    """The words of hidden text. `styles`: those whose text is hidden."""
    for run in _vanished(root, styles):
        if not any(each.tag in (_w("del"), _w("moveFrom")) for each in run.iterancestors()):
            yield _text(run)


def paragraphs(root: Any) -> Iterator[str]:
    """The words of each paragraph below `root`, as they stand there."""
    for paragraph in root.iter(_w("p")):
        yield "".join(t.text or "" for t in paragraph.iter(_w("t")))


def cleaned(data: bytes) -> bytes:
    """The same document as its page shows it: changes accepted, everything else left out. The same
    bytes give the same copy."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [each.filename for each in archive.infolist() if not each.is_dir()]
        dropped = {name for name in names if _DROPPED.match(name)}
        styles = archive.read("word/styles.xml") if "word/styles.xml" in names else b""
        hidden = hidden_styles(parse(styles)) if styles else frozenset()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            for name in names:
                if name in dropped:
                    continue
                content = _clean_part(name, archive.read(name), dropped, hidden)
                entry = zipfile.ZipInfo(name, _STAMP)
                entry.compress_type = zipfile.ZIP_DEFLATED
                copy.writestr(entry, content)
    return out.getvalue()


def _clean_part(name: str, content: bytes, dropped: set[str], hidden: frozenset[str]) -> bytes:
    if name.endswith(".rels"):
        return _edited(content, lambda root: _clean_links(root, name, dropped))
    if name == "[Content_Types].xml":
        return _edited(content, lambda root: _clean_types(root, dropped))
    if name.startswith("word/") and name.endswith(".xml"):
        return _edited(content, lambda root: _clean_words(root, hidden))
    return content


def _clean_words(root: Any, hidden: frozenset[str]) -> None:
    accept(root, hidden)
    for element in root.iter(etree.Element):
        for attribute in list(element.attrib):
            local = etree.QName(attribute).localname
            described = local in ("descr", "title") and etree.QName(element).localname == "docPr"
            if local.startswith("rsid") or described or local in ("paraId", "textId", "durableId"):
                del element.attrib[attribute]
    for comment in list(root.iter(etree.Comment)):
        _remove(comment)


def _clean_links(root: Any, name: str, dropped: set[str]) -> None:
    base = posixpath.dirname(posixpath.dirname(name))
    for link in list(root):
        target = str(link.get("Target", ""))
        inner = posixpath.normpath(posixpath.join(base, target)).lstrip("/")
        inner = target.lstrip("/") if target.startswith("/") else inner
        outside = link.get("TargetMode") == "External" and "hyperlink" not in link.get("Type", "")
        if inner in dropped or outside:
            root.remove(link)


def _clean_types(root: Any, dropped: set[str]) -> None:
    for override in list(root):
        if str(override.get("PartName", "")).lstrip("/") in dropped:
            root.remove(override)


def _edited(content: bytes, edit: Callable[[Any], None]) -> bytes:
    root = parse(content)
    edit(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def parse(content: bytes) -> Any:
    """The tree of one part. Entities are not expanded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_pis=True)
    return etree.fromstring(content, parser)


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"


def _is_body(name: str) -> bool:
    return name.startswith("word/") and name.endswith(".xml") and "comments" not in name


def _is_embedded(name: str) -> bool:
    return name.startswith(("word/embeddings/", "word/vbaProject", "word/activeX/"))


def _text(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(_w("t"), _w("delText")))


def _words(parts: list[Any], *names: str) -> Iterator[str]:
    for part in parts:
        for element in part.iter(*(_w(name) for name in names)):
            yield _text(element)


def _attributes(part: Any, name: str) -> Iterator[str]:
    for element in part.iter(etree.Element):
        if value := element.get(_w(name)):
            yield str(value)


def _lines(properties: Any) -> Iterator[str]:
    core = "core-properties" in properties.tag
    for element in properties:
        name = etree.QName(element).localname
        words = "".join(element.itertext()).strip()
        if words and (core or name in _PLAIN or name == "property"):
            yield f"{element.get('name', name)}: {words}"


def _is_on(element: Any) -> bool:
    return element is not None and element.get(_w("val")) not in ("0", "false", "off")


def _hidden_styles(parts: list[Any]) -> frozenset[str]:
    styles = (style for part in parts for style in part.iter(_w("style")))
    return frozenset(
        str(style.get(_w("styleId")))
        for style in styles
        if _is_on(style.find(f"{_w('rPr')}/{_w('vanish')}"))
    )


def _vanished(part: Any, hidden: frozenset[str]) -> Iterator[Any]:
    for run in part.iter(_w("r")):
        own = run.find(f"{_w('rPr')}/{_w('vanish')}")
        style = run.find(f"{_w('rPr')}/{_w('rStyle')}")
        whole = run.getparent().find(f"{_w('pPr')}/{_w('pStyle')}")
        named = {s.get(_w("val")) for s in (style, whole) if s is not None}
        if _is_on(own) or (own is None and named & hidden):
            yield run


def _mark_is_deleted(paragraph: Any) -> bool:
    return paragraph.find(f"{_w('pPr')}/{_w('rPr')}/{_w('del')}") is not None


def _join_to_the_next(paragraph: Any) -> None:
    """The end of the paragraph was deleted: what is left of it begins the next one."""
    following = paragraph.getnext()
    while following is not None and following.tag != _w("p"):
        following = following.getnext()
    if following is None:
        return
    at = 1 if following.find(_w("pPr")) is not None else 0
    for child in reversed([c for c in paragraph if c.tag != _w("pPr")]):
        following.insert(at, child)
    _remove(paragraph)


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Any) -> None:
    parent = element.getparent()
    at = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(at, child)
    parent.remove(element)
