"""HTML: comments, hidden elements, names in the head; and a copy without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import Comment, Tag

from meetings.minutes.formats import text as plain
from meetings.minutes.formats.encodings import declared_in
from meetings.minutes.unseen.found import Found, told

_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NAMES = frozenset({"author", "generator", "creator", "lastmodifiedby", "copyright", "company"})
_GONE = ["script", "template", "noscript", "iframe", "object", "embed", "form", "xml"]


def look(data: bytes) -> list[Found]:
    """All that there is, sort by sort."""
    page = _page(data)
    return [
        *told("コメント", (str(each) for each in _comments(page))),
        *told("隠された部分", (each.get_text() for each in _hidden(page))),
        *told("文書の情報（作成者など）", (_meta(each) for each in _metas(page))),
        *told("スクリプト・埋め込み", (each.name for each in page.find_all(_GONE))),
    ]


def cleaned(data: bytes) -> bytes:
    """The same page without what it does not show, in UTF-8."""
    page = _page(data)
    for comment in list(_comments(page)):
        comment.extract()
    for each in [*_hidden(page), *_metas(page), *page.find_all(_GONE)]:
        if not each.decomposed:
            each.decompose()
    for each in page.find_all(True):
        for name in [n for n in each.attrs if n.startswith(("on", "data-"))]:
            del each.attrs[name]
    for each in page.find_all("meta", charset=True):
        each["charset"] = "utf-8"
    return page.encode("utf-8")


def _page(data: bytes) -> BeautifulSoup:
    return BeautifulSoup(plain.read(data, declared_in(data)).text, "lxml")


def _comments(page: BeautifulSoup) -> Iterator[Comment]:
    for each in page.find_all(string=lambda words: isinstance(words, Comment)):
        if isinstance(each, Comment):
            yield each


def _hidden(page: BeautifulSoup) -> list[Tag]:
    return [
        each
        for each in page.find_all(True)
        if each.has_attr("hidden")
        or _HIDING.search(str(each.get("style", "")))
        or (each.name == "input" and each.get("type") == "hidden")
    ]


def _metas(page: BeautifulSoup) -> list[Tag]:
    return [m for m in page.find_all("meta") if str(m.get("name", "")).lower() in _NAMES]


def _meta(tag: Tag) -> str:
    return f"{tag.get('name')}: {tag.get('content', '')}"
