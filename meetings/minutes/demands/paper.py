"""A paper of demands as it is read: one speech of who hands it in for each chapter.

The headings of chapters stand between the speeches. Labels (現状・課題), addressees and
headings inside a chapter stay in its words, so that whoever reads an ask sees what is above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from japan.eras import parse_date
from meetings.minutes.accounting.speech_words import uncovered
from meetings.minutes.demands.addressees import at_end, is_addressee
from meetings.minutes.demands.asking import asks
from meetings.minutes.demands.cover import Cover, account, read_cover, title_of
from meetings.minutes.demands.joining import Paragraph, paragraphs_of
from meetings.minutes.demands.signs import HEADINGS_TO, Sort, sign_of
from meetings.minutes.document import Heading, MeetingFacts, ParsedMinutes, Side, SourceKind, Speech
from meetings.minutes.parts.lines import Line
from meetings.minutes.parts.naming import body_of
from meetings.minutes.parts.sections import Part, heading_of
from meetings.minutes.people.labels import candidate
from meetings.minutes.people.posts import ends_as_post
from meetings.minutes.summaries.proposals import find_proposals

NOBODY = "提出した団体（記載なし）"
_LOOKED_AT = 60
_MEETINGS = (Part.PEOPLE, Part.ABSENT, Part.PLACE, Part.START, Part.END)
_SPEAKING = 2
_LAYOUTS = ("mark", "bold", "colon", "corner", "paren", "tab")


@dataclass
class _Chapter:
    """The words of one speech while they are gathered, and the pages that begin in them."""

    words: list[str] = field(default_factory=list)
    pages: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, pages: Sequence[tuple[int, int]]) -> None:
        at = self.length + (1 if self.words else 0)
        for place, page in pages:
            if not self.pages or self.pages[-1][1] != page:
                self.pages.append((at + place, page))
        self.words.append(text)
        self.length = at + len(text)


def paper_title(lines: Sequence[Line]) -> str:
    """The title, where the lines of a file are a paper of demands, else "": it is called one, asks
    for something, and neither lists people and places nor answers."""
    title = title_of(lines)
    if not title:
        return ""
    lines = _without_bold(lines)
    if _tells_of_a_meeting(lines) or find_proposals(lines):
        return ""
    return title if any(asks(line.text) for line in lines) else ""


def _without_bold(lines: Sequence[Line]) -> list[Line]:
    """The lines without the marks of bold letters, which a heading of any level may have."""
    return [replace(line, text=line.text.replace("**", "").strip() or line.text) for line in lines]


def _tells_of_a_meeting(lines: Sequence[Line]) -> bool:
    for line in lines[:_LOOKED_AT]:
        heading = heading_of(line.text)
        if heading and heading.part in _MEETINGS and not is_addressee(line.text):
            return True
    speaking = 0
    for line in lines:
        found = candidate(line.text)
        if found and found.rest and found.layout in _LAYOUTS and ends_as_post(found.label):
            speaking += len(found.label) <= 24 and not is_addressee(line.text)
    return speaking >= _SPEAKING


def read_paper(lines: Sequence[Line], title: str) -> ParsedMinutes:
    """The paper of that title, every character of it in one part or in `left_out`."""
    lines = _without_bold(lines)
    cover = read_cover(lines, title)
    paragraphs, joins = paragraphs_of(lines[cover.first :])
    chapters, headings = _chapters(paragraphs)
    parsed = ParsedMinutes(
        meeting=MeetingFacts(title=title, body=body_of(title), date=parse_date(cover.dated)),
        attendees=cover.bodies,
        speeches=tuple(_speech(n, chapter, cover) for n, chapter in enumerate(chapters, 1)),
        headings=tuple(headings),
        joins=tuple(joins),
        kind=SourceKind.DEMANDS,
    )
    kept, left_out = account(cover, lines)
    left_out += uncovered(parsed, [Line(paragraph.text) for paragraph in paragraphs])
    return replace(parsed, heading_lines=tuple(kept), left_out=tuple(left_out))


def _speech(index: int, chapter: _Chapter, cover: Cover) -> Speech:
    who = cover.bodies[0] if cover.bodies else None
    return Speech(
        index=index,
        label=cover.label or NOBODY,
        text="\n".join(chapter.words),
        attendee=who.name if who else None,
        side=Side.LOCAL,
        organization=who.organization if who else "",
        code=who.code if who else None,
        pages=tuple(chapter.pages),
    )


def _chapters(paragraphs: Sequence[Paragraph]) -> tuple[list[_Chapter], list[Heading]]:
    """The chapters, each with all below its outermost heading. Addressees beside a heading go to
    the words below it."""
    outermost = min(map(_level, paragraphs), default=HEADINGS_TO)
    chapters: list[_Chapter] = []
    headings: list[Heading] = []
    new = True
    for paragraph in paragraphs:
        text, pages = paragraph.text, paragraph.pages
        if _level(paragraph) == outermost <= HEADINGS_TO:
            addressee = at_end(text)
            words = text.removesuffix(addressee).rstrip()
            headings.append(Heading(len(chapters), words))
            new, text = True, addressee
        if text:
            if new:
                chapters.append(_Chapter())
            chapters[-1].add(text, pages)
            new = False
    return chapters, headings


def _level(paragraph: Paragraph) -> int:
    """The level of a chapter's heading; beyond all of these for others."""
    sign = sign_of(paragraph.text)
    is_heading = sign.sort is Sort.HEADING and sign.begin > 0 and not asks(paragraph.text)
    return sign.level if is_heading and sign.level <= HEADINGS_TO else HEADINGS_TO + 1
