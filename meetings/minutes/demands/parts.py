"""The asks of one chapter, each with the addressees and the headings above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from meetings.minutes.demands.addressees import at_end
from meetings.minutes.demands.asking import asks, names_an_act
from meetings.minutes.demands.signs import HEADINGS_TO, Sign, Sort, sign_of
from meetings.minutes.sentences import paragraphs, split_sentences

MOST = 250
"""Letters of one ask: what a request may hold. Longer items are taken sentence by sentence."""


@dataclass
class Ask:
    """Words that ask for one thing: a span of the text, its first sentence, the headings above
    it, the words just before that explain, and to whom it is addressed."""

    start: int
    end: int
    first_end: int
    headings: tuple[str, ...] = ()
    before: str = ""
    addressee: str = ""


@dataclass(frozen=True)
class _Paragraph:
    start: int
    end: int
    text: str
    sign: Sign


@dataclass
class _Walk:
    """What holds at a place of the text while it is gone through."""

    asking: bool | None = None
    before: str = ""
    above: list[tuple[int, str, str]] = field(default_factory=list)
    """Headings that are open: level, words, addressee."""

    def open(self, level: int, words: str, addressee: str) -> None:
        self.above = [each for each in self.above if each[0] < level]
        self.above.append((level, words, addressee))
        self.before = ""
        if level <= HEADINGS_TO:
            self.asking = None

    def address(self, words: str) -> None:
        level, heading, known = self.above.pop() if self.above else (-1, "", "")
        keeps = known and self.asking is None and not self.before
        self.above.append((level, heading, f"{known}　{words}" if keeps else words))

    @property
    def addressee(self) -> str:
        return next((words for _, _, words in reversed(self.above) if words), "")


def asks_of(text: str) -> tuple[Ask, ...]:
    """The asks of one chapter's text, in order."""
    found = _read(text)
    walk, given = _Walk(), list[Ask]()
    after = _names_addressees_after(text, found)
    waiting: list[Ask] = []
    for number, each in enumerate(found):
        sort = each.sign.sort
        if sort is Sort.ADDRESSEE and after:
            for ask in waiting:
                ask.addressee = ask.addressee or each.text
            waiting = []
        elif sort is Sort.ADDRESSEE:
            walk.address(each.text)
        elif sort in (Sort.EXPLAINS, Sort.ASKS):
            walk.asking = sort is Sort.ASKS
        elif new := _asks_in(text, each, walk, found[number + 1 : number + 2]):
            given += new
            waiting += new
        elif sort is Sort.HEADING:
            words = each.text[each.sign.begin :]
            walk.open(each.sign.level, words.removesuffix(at_end(words)).strip(), at_end(words))
            waiting = []
        else:
            walk.before = each.text
    return tuple(given)


def _read(text: str) -> list[_Paragraph]:
    read: list[_Paragraph] = []
    for start, end in paragraphs(text):
        words = text[start:end]
        below = bool(read) and read[-1].sign.sort is Sort.ADDRESSEE
        read.append(_Paragraph(start, end, words, sign_of(words, below_label=below)))
    return read


def _names_addressees_after(text: str, found: Sequence[_Paragraph]) -> bool:
    """Whether addressees stand below what they are asked: the first one comes after an ask."""
    for number, each in enumerate(found):
        if each.sign.sort is Sort.ADDRESSEE:
            return False
        if _asks_in(text, each, _Walk(), found[number + 1 : number + 2]):
            return any(later.sign.sort is Sort.ADDRESSEE for later in found[number:])
    return False


def _asks_in(
    text: str, each: _Paragraph, walk: _Walk, following: Sequence[_Paragraph]
) -> list[Ask]:
    """What one paragraph asks: an item is one ask as long as it is not too long."""
    sort, begin = each.sign.sort, each.start + each.sign.begin
    if sort not in (Sort.HEADING, Sort.ITEM, Sort.PROSE):
        return []
    explains = walk.asking is False
    spans = [
        span
        for span in _sentences(text, begin, each.end)
        if asks(text[slice(*span)], explains=explains)
    ]
    if not spans and sort is Sort.HEADING and walk.asking and _stands_alone(each, following):
        spans = [(begin, each.end)] if names_an_act(text[begin : each.end]) else []
    if not spans:
        return []
    whole = _without_addressee(text, spans[0][0], spans[-1][1])
    one = sort is not Sort.PROSE and whole[1] - whole[0] <= MOST
    told = (
        [(*whole, spans[0][1])] if one else [(*_without_addressee(text, *s), s[1]) for s in spans]
    )
    own = at_end(each.text) or walk.addressee
    headings = tuple(words for _, words, _ in walk.above if words)
    before = text[begin : spans[0][0]] or walk.before
    return [Ask(s, e, min(f, e), headings, before, own) for s, e, f in told]


def _stands_alone(each: _Paragraph, following: Sequence[_Paragraph]) -> bool:
    """Whether nothing below belongs to a line without a predicate: it is no heading then."""
    return all(
        (later.sign.level <= each.sign.level and later.sign.sort is not Sort.PROSE)
        or later.sign.sort in (Sort.ADDRESSEE, Sort.EXPLAINS, Sort.ASKS)
        for later in following
    )


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for first, last in split_sentences(text[start:end]):
        yield start + first, start + last


def _without_addressee(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    kept = words.rstrip("。 \u3000").removesuffix(at_end(words)).rstrip()
    return (start, start + len(kept)) if at_end(words) else (start, end)
