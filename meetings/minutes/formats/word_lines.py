"""The words of a Word document in the order of the page: paragraphs, tables, boxes, footnotes.

Walks the XML itself, since words stand in many wrappers: content controls, smart tags, links,
ruby, boxes. What is not read (readings of ruby) is kept apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MARKS = "○◎◆△●〇◯ 　"
_BREAKS = {f"{_W}tab": "\t", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_PASSED_OVER = frozenset(
    _W + name
    for name in (
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "sectPr",
        "tblPr",
        "tblGrid",
        "instrText",
        "delText",
    )
)
_NOTE_MARKS = {f"{_W}footnoteReference": "footnote", f"{_W}endnoteReference": "endnote"}
_MAX_DEPTH = 200


@dataclass
class _Paragraph:
    """The words of a paragraph while it is gone through, and what follows it: boxes, notes."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    def text(self) -> str:
        return "".join(words for words, _ in self.pieces)


class WordLines:
    """Lines of a document whose changes are accepted.

    `lists` are the keys of the styles of list items, `notes` the footnotes and endnotes by sort and
    number.
    """

    def __init__(self, lists: frozenset[str], notes: Mapping[tuple[str, str], Any]) -> None:
        self._lists = lists
        self._notes = notes
        self.readings: list[str] = []
        self.boxes = 0

    def of(self, container: Any, depth: int = 0) -> Iterator[str]:
        """The lines of the blocks in `container`. Raises RecursionError beyond measure."""
        if depth > _MAX_DEPTH:
            raise RecursionError
        for child in container:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child, depth)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child, depth)
            elif child.tag == f"{_MC}AlternateContent":
                yield from self.of(_shown(child), depth + 1)
            elif child.tag not in _PASSED_OVER:
                yield from self.of(child, depth + 1)

    def _paragraph(self, element: Any, depth: int) -> Iterator[str]:
        paragraph = _Paragraph()
        self._inline(element, paragraph, depth + 1, bold=False)
        yield from self._marked(element, paragraph).split("\n")
        yield from paragraph.after

    def _inline(self, element: Any, paragraph: _Paragraph, depth: int, *, bold: bool) -> None:
        if depth > _MAX_DEPTH:
            raise RecursionError
        for child in element:
            tag = child.tag
            if tag in (f"{_W}t", f"{_M}t"):
                paragraph.pieces.append((child.text or "", bold))
            elif tag == f"{_W}r":
                self._inline(child, paragraph, depth + 1, bold=_is_bold(child))
            elif tag in _BREAKS or tag == f"{_W}br":
                paragraph.pieces.append((_break(child), bold))
            elif tag == f"{_W}ruby":
                self._ruby(child, paragraph, depth, bold=bold)
            elif tag in _NOTE_MARKS:
                self._note(child, paragraph, depth)
            elif tag == f"{_W}txbxContent":
                self.boxes += 1
                paragraph.after.extend(self.of(child, depth + 1))
            elif tag == f"{_MC}AlternateContent":
                self._inline(_shown(child), paragraph, depth + 1, bold=bold)
            elif tag not in _PASSED_OVER and isinstance(tag, str):
                self._inline(child, paragraph, depth + 1, bold=bold)

    def _ruby(self, ruby: Any, paragraph: _Paragraph, depth: int, *, bold: bool) -> None:
        for reading in ruby.findall(f"{_W}rt"):
            self.readings.append("".join(t.text or "" for t in reading.iter(f"{_W}t")))
        for base in ruby.findall(f"{_W}rubyBase"):
            self._inline(base, paragraph, depth + 1, bold=bold)

    def _note(self, reference: Any, paragraph: _Paragraph, depth: int) -> None:
        """A footnote stands as lines of its own after the paragraph that refers to it."""
        number = str(reference.get(f"{_W}id"))
        note = self._notes.get((_NOTE_MARKS[reference.tag], number))
        lines = [] if note is None else [line for line in self.of(note, depth + 1) if line.strip()]
        if lines:
            paragraph.after += [f"※{number} {lines[0].strip()}", *lines[1:]]

    def _marked(self, element: Any, paragraph: _Paragraph) -> str:
        """The words; a bold start is marked, since it often is the speaker's label."""
        text = paragraph.text()
        head = ""
        for words, bold in paragraph.pieces:
            if words and not bold:
                break
            head += words
        if not head.strip() or len(head) >= len(text.strip()) or "\n" in head:
            return self._numbered(element, text)
        mark = head[: len(head) - len(head.lstrip(_MARKS))]
        words = head[len(mark) :].strip()
        return f"{mark}**{words}** {text[len(head) :].lstrip()}" if words else text

    def _numbered(self, element: Any, text: str) -> str:
        """Word keeps list bullets apart from the words; a list item gets one back."""
        properties = element.find(f"{_W}pPr")
        if not text.strip() or properties is None:
            return text
        style = properties.find(f"{_W}pStyle")
        listed = properties.find(f"{_W}numPr") is not None
        if listed or (style is not None and style.get(f"{_W}val") in self._lists):
            return f"- {text}"
        return text

    def _table(self, table: Any, depth: int) -> Iterator[str]:
        for cells in self._cells(table, depth):
            if len(cells) == 1:
                yield from cells[0]
            elif any(len(cell) > 1 and "。" in "".join(cell) for cell in cells[:-1]):
                yield from (line for cell in cells for line in cell)
            elif len(cells) > 1 and len(cells[-1]) > 1:
                label = "\t".join(" ".join(cell) for cell in cells[:-1])
                yield f"{label}\t{cells[-1][0]}"
                yield from cells[-1][1:]
            else:
                yield "\t".join(" ".join(cell) for cell in cells)

    def _cells(self, table: Any, depth: int) -> Iterator[list[list[str]]]:
        """The lines of each cell, row by row. A cell that spans columns stands once; one that spans
        rows stands in each of them. A cell may say that it spans two thousand million columns, so
        these are only counted."""
        above: dict[int, list[str]] = {}
        for row in _inner(table, "tr"):
            cells: dict[int, list[str]] = {}
            column = _number(row, "trPr/gridBefore")
            for cell in _inner(row, "tc"):
                merged = cell.find(f"{_W}tcPr/{_W}vMerge")
                goes_on = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
                if goes_on and column in above:
                    cells[column] = above[column]
                else:
                    lines = [line for line in self.of(cell, depth + 1) if line.strip()]
                    cells[column] = lines or [""]
                column += max(_number(cell, "tcPr/gridSpan"), 1)
            above = cells
            yield list(cells.values())


def _inner(element: Any, name: str) -> Iterator[Any]:
    """Rows or cells, also those in wrappers (content controls)."""
    for child in element:
        if child.tag == _W + name:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml"):
            yield from _inner(child, name)


def _number(element: Any, path: str) -> int:
    found = element.find("/".join(_W + name for name in path.split("/")))
    value = "" if found is None else str(found.get(f"{_W}val", ""))
    return int(value) if value.isdecimal() and len(value) < 12 else 0


def _shown(alternatives: Any) -> Any:
    """Of the same thing told twice, for new and for old programs, the one that holds words."""
    choices = [*alternatives.findall(f"{_MC}Choice"), *alternatives.findall(f"{_MC}Fallback")]
    with_words = (c for c in choices if next(c.iter(f"{_W}t"), None) is not None)
    return next(with_words, choices[0] if choices else ())


def _break(element: Any) -> str:
    if element.tag != f"{_W}br":
        return _BREAKS[element.tag]
    return "\n" if element.get(f"{_W}type", "textWrapping") != "column" else ""


def _is_bold(run: Any) -> bool:
    bold = run.find(f"{_W}rPr/{_W}b")
    return bold is not None and bold.get(f"{_W}val", "1") not in ("0", "false", "off")
