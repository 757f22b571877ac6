"""The two editions that a page sets side by side: saved ones, or one that waits to be saved."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.rules import Actor, sees_everything
from meetings.editions import papers
from meetings.editions.comparing import compare
from meetings.editions.quoted import Quoted, quoted_in
from meetings.editions.readable import Ink
from meetings.editions.values import Comparison, Difference, Side
from meetings.minutes.quotes.anchors import SpeechText
from meetings.models import Meeting, MinutesImport, MinutesSource
from meetings.review import reading_view

WAITING = "これから保存する版"


@dataclass(frozen=True)
class Compared:
    """A comparison with all that stands around it. `papers` is None where nothing is known of what
    one of the files stated, and for readers outside the team: the lines of a session's papers are
    published by themselves."""

    comparison: Comparison
    quoted: tuple[Quoted, ...]
    papers: tuple[Difference, ...] | None

    @property
    def nothing(self) -> bool:
        """The two say the same."""
        return not (self.comparison.changes or self.papers)


def of_editions(
    meeting: Meeting, old: MinutesSource, new: MinutesSource, *, actor: Actor
) -> Compared:
    """Two editions that the reader may read; a fixed number of queries."""
    ink = Ink.of(meeting)
    comparison = compare(_saved(old, ink), _saved(new, ink))
    newest = reading_view.source_for(meeting, actor=actor)
    stated = None
    if sees_everything(actor):
        stated = papers.differences(*papers.readings_of(old, new), ink=ink)
    return Compared(comparison, quoted_in(comparison, actor=actor, newest=newest), stated)


def of_import(minutes_import: MinutesImport, *, actor: Actor) -> Compared | None:
    """What was read of a file beside the current edition of the meeting that it is for; None where
    there is no such edition, or nothing was read yet. For the team."""
    meeting, reading = minutes_import.meeting, papers.reading_of(minutes_import)
    current = meeting.current_source if meeting is not None else None
    if meeting is None or current is None or reading is None:
        return None
    ink = Ink.of(meeting)
    texts = (
        SpeechText(s["index"], ink.over(s["label"]), ink.over(s["text"])) for s in reading.speeches
    )
    comparison = compare(_saved(current, ink), Side(WAITING, tuple(texts)))
    (before,) = papers.readings_of(current)
    return Compared(
        comparison,
        quoted_in(comparison, actor=actor, newest=current),
        papers.differences(before, reading, ink=ink),
    )


def _saved(source: MinutesSource, ink: Ink) -> Side:
    rows = list(source.speeches.order_by("index").values_list("index", "label", "text", "number"))
    return Side(
        name=f"第{source.edition}版",
        speeches=tuple(
            SpeechText(index, ink.over(label), ink.over(text)) for index, label, text, _ in rows
        ),
        numbers=tuple(row[3] for row in rows),
        key=source.pk,
    )
