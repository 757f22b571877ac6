"""公表前の確かめ: what will appear, sentence by sentence, with personal data and news marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from accounts.rules import Actor
from japan import personal
from japan.eras import format_era
from japan.personal import Found, Kind
from publication.models import Removal
from publication.rehearsal import looking
from publication.rehearsal.publishable import Publishable, Shown, known_persons
from workflow.machine import Decision

_SENTENCE = re.compile(r"[^\n]*?(?:[。！？!?]+[」』）)]*|(?=\n)|\Z)")


@dataclass(frozen=True)
class Alarm:
    """Personal data at its place: `anchor` is the id of the mark in the text. `around` are the
    words before and behind, so that the list can be read by itself."""

    found: Found
    anchor: str
    before: str
    after: str
    place: str


@dataclass(frozen=True)
class Piece:
    """Words under one mark, or under none. `anchor` is "" behind the first part of a mark."""

    text: str
    found: Found | None = None
    anchor: str = ""


@dataclass(frozen=True)
class Sentence:
    """One sentence. `new`: it was not public until now, while other words of the thing were."""

    pieces: tuple[Piece, ...]
    new: bool = False


@dataclass(frozen=True)
class Passage:
    """One text below its heading: paragraphs of sentences."""

    label: tuple[Piece, ...]
    paragraphs: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True)
class Part:
    """One thing as the public will see it."""

    row: Publishable
    obj: Any
    ref: str
    digest: str
    title: str
    note: str
    passages: tuple[Passage, ...]
    compared: bool
    news: int
    along: bool = False
    reason_wanted: str = ""
    decision: Decision = field(default_factory=Decision)

    @property
    def seen(self) -> str:
        """What the form sends back."""
        return f"{self.ref}.{self.digest}"

    @property
    def url(self) -> str:
        return self.row.url(self.obj)


@dataclass(frozen=True)
class Group:
    """Alarms of one kind."""

    kind: Kind
    alarms: tuple[Alarm, ...]


@dataclass(frozen=True)
class Rehearsal:
    """All that a page of rehearsal shows."""

    parts: tuple[Part, ...]
    groups: tuple[Group, ...]

    @property
    def alarms(self) -> int:
        """How much there is to look at; known persons do not count."""
        return sum(len(group.alarms) for group in self.groups if group.kind != Kind.KNOWN)

    @property
    def news(self) -> int:
        return sum(part.news for part in self.parts)


def rehearse(things: Iterable[tuple[Publishable, Any]], *, actor: Actor) -> Rehearsal:
    """The things and all that goes along with them, in order."""
    reader = _Reader(known_persons())
    all_of_it = [looking.with_along(row, obj) for row, obj in things]
    down = looking.taken_down([thing for group in all_of_it for thing in group])
    parts = [
        _part(reader, row, obj, actor, removal=down.get(row.ref(obj)), along=bool(position))
        for group in all_of_it
        for position, (row, obj) in enumerate(group)
    ]
    by_kind = ((kind, [a for a in reader.alarms if a.found.kind == kind]) for kind in Kind)
    groups = tuple(Group(kind, tuple(alarms)) for kind, alarms in by_kind if alarms)
    return Rehearsal(tuple(parts), groups)


def _part(
    reader: _Reader,
    row: Publishable,
    obj: Any,
    actor: Actor,
    *,
    removal: Removal | None,
    along: bool,
) -> Part:
    texts = row.texts(obj)  # once: the digest is that of what the page shows
    # Nothing of it was public: then all is new, and to mark it all would mark nothing.
    compared = any(text.before for text in texts)
    title = row.title(obj)
    passages = tuple(reader.passage(text, place=title, compared=compared) for text in texts)
    news = sum(s.new for p in passages for paragraph in p.paragraphs for s in paragraph)
    return Part(
        row=row,
        obj=obj,
        ref=row.ref(obj),
        digest=looking.digest(texts, removal),
        title=title,
        note=row.note(obj) + _was_down(obj, removal),
        passages=passages,
        compared=compared,
        news=news,
        along=along,
        reason_wanted="" if along else row.wants_reason(obj),
        decision=Decision() if along else row.decide(actor, obj),
    )


def _was_down(obj: Any, removal: Removal | None) -> str:
    if removal is None or getattr(obj, "published_at", None) is not None:
        return ""
    when, ground = format_era(timezone.localdate(removal.at)), removal.get_ground_display()
    return (
        f"{when}に公表を取りやめたものです（{ground}）。もう一度公表してよいか、確かめてください。"
    )


class _Reader:
    """Cuts texts into sentences and keeps the alarms, numbered through the page."""

    def __init__(self, known: Collection[str]) -> None:
        self.known = known
        self.alarms: list[Alarm] = []

    def passage(self, shown: Shown, *, place: str, compared: bool) -> Passage:
        label = tuple(
            self._pieces(shown.label, 0, len(shown.label), self._found(shown.label, place))
        )
        found = self._found(shown.text, f"{place}：{shown.label}")
        public = Counter(_bare(shown.before[a:b]) for a, b in _sentences(shown.before))
        paragraphs: list[list[Sentence]] = [[]]
        at = 0
        for start, end in _sentences(shown.text):
            if "\n" in shown.text[at:start]:
                paragraphs.append([])
            at = end
            pieces = tuple(self._pieces(shown.text, start, end, found))
            paragraphs[-1].append(
                Sentence(pieces, compared and _is_new(shown.text[start:end], public))
            )
        return Passage(label, tuple(tuple(each) for each in paragraphs if each))

    def _found(self, text: str, place: str) -> list[Alarm]:
        """The alarms of one text, in order."""
        alarms = []
        for found in personal.find(text, known=self.known):
            alarm = Alarm(
                found=found,
                anchor=f"f{len(self.alarms) + 1}",
                before=text[max(0, found.start - 12) : found.start].rpartition("\n")[2],
                after=text[found.end : found.end + 12].partition("\n")[0],
                place=place,
            )
            alarms.append(alarm)
            self.alarms.append(alarm)
        return alarms

    @staticmethod
    def _pieces(text: str, start: int, end: int, alarms: list[Alarm]) -> Iterator[Piece]:
        at = start
        for alarm in alarms:
            first, last = max(alarm.found.start, at), min(alarm.found.end, end)
            if first >= last:
                continue
            if first > at:
                yield Piece(text[at:first])
            begins_here = first == alarm.found.start
            yield Piece(text[first:last], alarm.found, alarm.anchor if begins_here else "")
            at = last
        if at < end:
            yield Piece(text[at:end])


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text begin and end, without blank ones and line breaks."""
    for match in _SENTENCE.finditer(text):
        if match.group().strip():
            yield match.span()


def _bare(sentence: str) -> str:
    return sentence.strip()


def _is_new(sentence: str, public: Counter[str]) -> bool:
    """Not public until now; a sentence that stood once is taken once."""
    bare = _bare(sentence)
    if public[bare] > 0:
        public[bare] -= 1
        return False
    return True
