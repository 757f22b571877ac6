"""HTML: the words of the page without scripts, styles and what surrounds the minutes."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, PageElement, PreformattedString, Tag

from meetings.minutes.accounting.entries import LeftOut, Reason
from meetings.minutes.document import UnreadableMinutes
from meetings.minutes.formats import text as plain
from meetings.minutes.formats.encodings import declared_in
from meetings.minutes.formats.source import SourceText

_NO_WORDS = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "head",
    "meta", "link", "title", "audio", "video", "map", "input",
)  # fmt: skip
_AROUND = ("nav", "header", "footer", "aside", "form", "button", "select", "option", "textarea")
_READINGS = ("rt", "rp")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "details",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
    ]
)
_BOLD = frozenset(("b", "strong"))
_CELLS = frozenset(("td", "th"))
_MAX_DEPTH = 400
MAX_TAGS = 100_000
"""A page of minutes has some thousand; each takes a kilobyte or two as a tree in memory."""


def read(data: bytes) -> SourceText:
    """Raises UnreadableMinutes when the page holds no words or is nested beyond measure."""
    source = plain.read(data, declared_in(data))
    if data.count(b"<") > MAX_TAGS:
        raise UnreadableMinutes(
            "HTMLの作りが複雑すぎて読み取れません。本文をコピーし、文章として貼り付けてください。"
        )
    try:
        soup = BeautifulSoup(source.text, "lxml")
        left_out = _drop_surroundings(soup)
        lines = _Lines()
        main = _main_part(soup)
        lines.walk(main, 0)
        left_out += _outside(soup, main)
    except RecursionError as error:
        raise UnreadableMinutes(
            "HTMLの入れ子が深すぎて読み取れません。本文をコピーし、文章として貼り付けてください。"
        ) from error
    text = lines.text()
    if not text.strip():
        raise UnreadableMinutes("HTMLの中に文章がありません。本文のあるページを保存してください。")
    return SourceText(text, source.notes, (*source.left_out, *left_out))


def _drop_surroundings(soup: BeautifulSoup) -> list[LeftOut]:
    """Take out what is no word of the minutes; returns the words that go."""
    left_out: list[LeftOut] = []
    for tag in soup.find_all(_NO_WORDS):
        tag.decompose()
    whole = len(soup.get_text())
    for comment in soup.find_all(string=lambda words: isinstance(words, Comment)):
        left_out += _told(Reason.COMMENT, str(comment))
        comment.extract()
    for reason, found in (
        (Reason.RUBY, soup.find_all(_READINGS)),
        (Reason.DELETED, soup.find_all("del")),
        (Reason.HIDDEN, soup.find_all(_is_hidden)),
        (Reason.SURROUNDINGS, soup.find_all(_AROUND)),
    ):
        for tag in found:
            if tag.decomposed or (reason is Reason.SURROUNDINGS and _holds_the_minutes(tag, whole)):
                continue
            left_out += _told(reason, tag.get_text())
            tag.decompose()
    return left_out


def _told(reason: Reason, words: str) -> list[LeftOut]:
    words = " ".join(words.split())
    return [LeftOut(reason, words)] if words else []


def _is_hidden(tag: Tag) -> bool:
    return tag.has_attr("hidden") or _HIDING.search(str(tag.get("style", ""))) is not None


def _holds_the_minutes(tag: Tag, whole: int) -> bool:
    """The heading of the minutes, not that of the site; or a form around the whole page."""
    if tag.name == "header":
        return "第" in tag.get_text() and "回" in tag.get_text()
    return tag.name == "form" and len(tag.get_text()) > whole // 2


def _outside(soup: BeautifulSoup, main: Tag) -> list[LeftOut]:
    """The words that stand before and after the part that is read."""
    if main is soup.body or main is soup:
        return []
    main.extract()
    return [each for words in soup.stripped_strings for each in _told(Reason.SURROUNDINGS, words)]


def _main_part(soup: BeautifulSoup) -> Tag:
    """The page's own <main> or single <article> where most of the words stand there."""
    whole = len(soup.get_text())
    for name in ("main", "article"):
        found = soup.find_all(name)
        if len(found) == 1 and len(found[0].get_text()) > whole // 2:
            return found[0]
    return soup.body or soup


class _Lines:
    """Collects words, ending a line at every block and <br>."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._parts: list[str] = []

    def text(self) -> str:
        self._end_line()
        return "\n".join(self._lines)

    def walk(self, node: Tag, depth: int) -> None:
        if depth > _MAX_DEPTH:
            raise RecursionError
        for child in node.children:
            self._child(child, depth)

    def _child(self, child: PageElement, depth: int) -> None:
        if isinstance(child, Tag):
            self._tag(child, depth)
        elif isinstance(child, NavigableString) and not isinstance(
            child, Comment | PreformattedString
        ):
            self._words(str(child), preformatted=child.find_parent("pre") is not None)

    def _tag(self, tag: Tag, depth: int) -> None:
        if tag.name == "br":
            self._end_line()
        elif tag.name == "tr" and not tag.find("table"):
            self._end_line()
            self._row(tag)
        elif tag.name in _BOLD and not self._parts and len(tag.get_text(strip=True)) <= 60:
            self._words(_bold(tag), preformatted=False)
        elif tag.name in _BLOCKS:
            self._end_line()
            if tag.name == "li":
                self._parts.append(_list_mark(tag))
            self.walk(tag, depth + 1)
            self._end_line()
            if tag.name in ("p", "h1", "h2", "h3"):
                self._lines.append("")
        else:
            self.walk(tag, depth + 1)

    def _row(self, row: Tag) -> None:
        """One line for a row, unless a cell holds several lines: then these follow its label."""
        cells = [_cell_lines(cell) for cell in row.find_all(_CELLS, recursive=False)]
        if sum(len(cell) > 1 for cell in cells) > 1 or not cells:
            self._lines.extend(line for cell in cells for line in cell)
        elif len(cells) > 1 and len(cells[-1]) > 1:
            label = "\t".join(line for cell in cells[:-1] for line in cell)
            self._lines.extend([f"{label}\t{cells[-1][0]}", *cells[-1][1:]])
        else:
            self._lines.append("\t".join(" ".join(cell) for cell in cells))

    def _words(self, words: str, *, preformatted: bool) -> None:
        if preformatted and "\n" in words:
            for line in words.split("\n"):
                self._parts.append(line)
                self._end_line()
            return
        words = " ".join(part for part in _split_spaces(words))
        if words and (words != " " or self._parts):
            self._parts.append(words)

    def _end_line(self) -> None:
        line = "".join(self._parts).strip(" \t\r\n")
        self._parts = []
        if line:
            self._lines.append(line)


def _split_spaces(words: str) -> list[str]:
    """Words divided by line ends and ASCII spaces. Full-width spaces carry meaning and stay; a line
    end between two Japanese characters is no space."""
    pieces = [piece.strip(" \t\r") for piece in words.split("\n")]
    lead = " " if words[:1] == " " else ""
    tail = " " if words[-1:] == " " else ""
    text = ""
    for piece in pieces:
        wide = text[-1:] > "\u2e80" or piece[:1] > "\u2e80"
        text += piece if not text or not piece or wide else " " + piece
    return [f"{lead}{text}{tail}"] if text else ([" "] if lead else [])


def _bold(tag: Tag) -> str:
    words = tag.get_text().strip()
    return f"**{words}**" if words else ""


def _list_mark(item: Tag) -> str:
    parent = item.parent
    if parent is None or parent.name != "ol":
        return "- " if item.get_text().lstrip()[:1] not in ("○", "◎", "・") else ""
    start = str(parent.get("start", "1"))
    first = int(start) if start.isdecimal() and len(start) < 6 else 1
    place = len(item.find_previous_siblings("li"))
    return f"{first + place}. "


def _cell_lines(cell: Tag) -> list[str]:
    lines = _Lines()
    lines.walk(cell, 0)
    return [line for line in lines.text().split("\n") if line.strip()] or [""]
