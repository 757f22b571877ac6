"""Putting what was typed back into the form of a page: plain text in, plain text out.

The page is left as it is, letter by letter, but for the fields of that one form. So any form can
be filled again, whatever it is made of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.utils.html import escape

Attributes = dict[str, str | None]

UNTOUCHED = frozenset({"csrfmiddlewaretoken", "once"})
NOT_TYPED = frozenset({"submit", "button", "reset", "image", "file", "password"})
TICKED = frozenset({"checkbox", "radio"})
SHORT = 20
"""Words of the machine are shorter and have no Japanese; what is longer was written."""


@dataclass
class _Piece:
    """A part of the page: a tag with its attributes, or what stands between two."""

    text: str
    tag: str = ""
    attributes: Attributes = field(default_factory=dict)
    closes: bool = False


@dataclass
class _Form:
    """A form of the page: the pieces of its fields, and the folds that it lies in."""

    start: int
    attributes: Attributes
    folds: list[int]
    fields: list[int] = field(default_factory=list)
    targets: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Filled:
    """The page with the form filled (or as it was, `found` false), and what found no place."""

    page: str
    found: bool
    left: list[str]


class _Cutter(HTMLParser):
    """Cuts a page into pieces, none of them lost."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.page, self.marks = page, [(0, _Piece(""))]
        self.lines = [0]
        for line in page.splitlines(keepends=True) if "\r" not in page else page.split("\n"):
            self.lines.append(self.lines[-1] + len(line) + (0 if line.endswith("\n") else 1))
        self.feed(page)
        self.close()

    def _mark(self, piece: _Piece) -> None:
        line, column = self.getpos()
        self.marks.append((self.lines[line - 1] + column, piece))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._mark(_Piece("", tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self._mark(_Piece("", tag, closes=True))

    def handle_data(self, data: str) -> None:
        self._mark(_Piece(""))

    def pieces(self) -> list[_Piece]:
        """All of the page, in order."""
        ends = [start for start, _ in self.marks[1:]] + [len(self.page)]
        for (start, piece), end in zip(self.marks, ends, strict=True):
            piece.text = self.page[start:end]
        return [piece for _, piece in self.marks]


def fill(page: str, *, at: str, sent_to: str, fields: Mapping[str, list[str]], mark: str) -> Filled:
    """Fill the form of `page` (at the address `at`) that goes to the path `sent_to`; `mark` is
    written into it as well, right behind its beginning."""
    pieces = _Cutter(page).pieces()
    form = _chosen(_forms(pieces, at), sent_to, fields)
    if form is None:
        return Filled(page, False, written(v for values in fields.values() for v in values))
    left = _fill(pieces, form, fields)
    pieces[form.start].text += mark
    for fold in form.folds:
        _rewrite(pieces[fold], {"open": None})
    return Filled("".join(piece.text for piece in pieces), True, left)


def _forms(pieces: list[_Piece], at: str) -> list[_Form]:
    """The forms that change something. A field may stand outside of its form and name it."""
    forms: list[_Form] = []
    folds: list[int] = []
    inside: _Form | None = None
    by_id: dict[str, _Form] = {}
    for place, piece in enumerate(pieces):
        if piece.tag == "details":
            folds = folds[:-1] if piece.closes else [*folds, place]
        elif piece.tag == "form":
            inside = None if piece.closes else _Form(place, piece.attributes, list(folds))
            if inside is not None:
                forms.append(inside)
                by_id[inside.attributes.get("id") or ""] = inside
    inside = None
    for place, piece in enumerate(pieces):
        if piece.tag == "form":
            inside = None if piece.closes else next(f for f in forms if f.start == place)
        named = piece.attributes.get("form")
        form = by_id.get(named) if named else inside
        if form is not None and not piece.closes:
            _note(form, place, piece, at)
    return [form for form in forms if (form.attributes.get("method") or "").lower() == "post"]


def _note(form: _Form, place: int, piece: _Piece, at: str) -> None:
    for name in ("action", "formaction", "hx-post"):
        if name in piece.attributes or piece.tag == "form":
            form.targets.add(urlsplit(urljoin(at, piece.attributes.get(name) or "")).path)
    if piece.tag in ("input", "select", "textarea", "button"):
        form.names.add(piece.attributes.get("name") or "")
        form.fields.append(place)


def _chosen(forms: list[_Form], sent_to: str, fields: Mapping[str, list[str]]) -> _Form | None:
    """The form that goes there and has most of the fields; else one that has nearly all."""
    common = {form.start: len(form.names & fields.keys()) for form in forms}
    there = [form for form in forms if sent_to in form.targets and common[form.start]]
    alike = [form for form in forms if common[form.start] * 4 >= len(fields) * 3 > 3]
    return max(there or alike, key=lambda form: common[form.start], default=None)


def _fill(pieces: list[_Piece], form: _Form, fields: Mapping[str, list[str]]) -> list[str]:
    """Write the values into the fields; gives what was written and found no place."""
    taken: Counter[str] = Counter()
    placed: dict[str, set[str]] = {}
    for place in form.fields:
        piece = pieces[place]
        name = piece.attributes.get("name") or ""
        kind = (piece.attributes.get("type") or "").lower()
        if not name or name in UNTOUCHED or piece.tag == "button":
            continue
        # A box that is not ticked is not sent.
        if name not in fields and kind not in TICKED:
            continue
        values = fields.get(name, [])
        if piece.tag == "select":
            placed.setdefault(name, set()).update(_select(pieces, place, values))
        elif kind in TICKED:
            value = piece.attributes.get("value") or "on"
            _rewrite(piece, {"checked": None} if value in values else {}, drop="checked")
            placed.setdefault(name, set()).add(value)
        elif kind not in NOT_TYPED and taken[name] < len(values):
            value = values[taken[name]]
            taken[name] += 1
            placed.setdefault(name, set()).add(value)
            if piece.tag == "textarea":
                _write_inside(pieces, place, value)
            else:
                _rewrite(piece, {"value": value})
    buttons = {pieces[p].attributes.get("name") for p in form.fields if pieces[p].tag == "button"}
    return written(
        value
        for name, values in fields.items()
        if name not in buttons
        for value in values
        if value not in placed.get(name, set())
    )


def _select(pieces: list[_Piece], place: int, values: list[str]) -> set[str]:
    """Choose in a list what had been chosen; gives what it offers."""
    offered = set()
    for at in range(place + 1, len(pieces)):
        piece = pieces[at]
        if piece.tag == "select":
            break
        if piece.tag != "option" or piece.closes:
            continue
        value = piece.attributes.get("value")
        value = unescape(pieces[at + 1].text).strip() if value is None else value
        offered.add(value)
        _rewrite(piece, {"selected": None} if value in values else {}, drop="selected")
    return offered


def _write_inside(pieces: list[_Piece], place: int, value: str) -> None:
    start = pieces[place]
    # A line end right behind the tag is not part of the text.
    start.text = start.text.partition(">")[0] + ">\n" + escape(value)
    for at in range(place + 1, len(pieces)):
        if pieces[at].tag == "textarea" and pieces[at].closes:
            break
        pieces[at].text = ""


def _rewrite(piece: _Piece, given: Attributes, *, drop: str = "") -> None:
    """Give a tag other attributes; what follows it stays."""
    piece.attributes = {n: v for n, v in piece.attributes.items() if n != drop} | given
    written = (f"{n}" if v is None else f'{n}="{escape(v)}"' for n, v in piece.attributes.items())
    rest = piece.text[_end_of_tag(piece.text) :]
    piece.text = f"<{' '.join((piece.tag, *written))}>{rest}"


def _end_of_tag(text: str) -> int:
    """Where the tag ends that the text begins with; a > in quotes is none."""
    quote = ""
    for at, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter == ">":
            return at + 1
    return len(text)


def written(values: Iterable[str]) -> list[str]:
    """Those values that a person wrote, and not the page itself."""
    return [v for v in values if v.strip() and (len(v) > SHORT or not v.isascii())]
