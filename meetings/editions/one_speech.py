"""A speech at its address, which it keeps through all editions of the minutes."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.rules import Actor
from meetings.editions import readable
from meetings.editions.readable import Ink
from meetings.models import Meeting, MinutesSource, Passage, Speech
from meetings.review import reading_view
from meetings.review.marks import paragraph_spans
from meetings.review.reading_values import Turn


@dataclass(frozen=True)
class Wording:
    """The speech as one edition has it. `changed`: in other words, or under another label, than
    the edition before among those that the reader reads."""

    source: MinutesSource
    changed: bool
    before: MinutesSource | None


@dataclass(frozen=True)
class SpeechPage:
    """What the address of a speech shows. `source` is the edition whose words are shown, and `turn`
    the speech in it; `newest` the edition that the reader reads now. Where that has the speech no
    more, `gone` are its last words (black where any edition is), () where the reader may not read
    them, and `label` its speaker, "" likewise. `wordings` are the editions that the reader may read
    and that have it."""

    number: int
    source: MinutesSource | None
    newest: MinutesSource | None
    turn: Turn | None = None
    before: Speech | None = None
    after: Speech | None = None
    label: str = ""
    gone: tuple[str, ...] = ()
    wordings: tuple[Wording, ...] = ()

    @property
    def is_old_edition(self) -> bool:
        """The words shown were corrected since, as the reader knows."""
        return self.turn is not None and self.source != self.newest


def page(
    meeting: Meeting, number: int, *, actor: Actor, passage: Passage | None = None
) -> SpeechPage | None:
    """The speech of this number; None where the reader sees no edition that ever had it.
    `passage` (of `reading_view.passage_of`) is shown in its own edition, as is said there. A fixed
    number of queries."""
    newest = reading_view.source_for(meeting, actor=actor)
    source = passage.speech.source if passage is not None else newest
    if source is None:
        return None
    editions = readable.editions_of(meeting, actor=actor)
    wordings = _wordings(editions, number)
    turns = reading_view.turns_of(source, actor=actor, passage=passage)
    for place, turn in enumerate(turns):
        if turn.speech.number == number:
            return SpeechPage(
                number=number,
                source=source,
                newest=newest,
                turn=turn,
                before=turns[place - 1].speech if place else None,
                after=turns[place + 1].speech if place + 1 < len(turns) else None,
                label=turn.speech.label,
                wordings=wordings,
            )
    return _gone(meeting, number, newest, wordings, actor)


def _gone(
    meeting: Meeting,
    number: int,
    newest: MinutesSource | None,
    wordings: tuple[Wording, ...],
    actor: Actor,
) -> SpeechPage | None:
    """It stood in an earlier edition: which one is told to those who see that there was one, its
    words to those who may read it in full."""
    seen = MinutesSource.objects.visible_to(actor).filter(meeting=meeting)
    if not seen.filter(speeches__number=number).exists():
        return None
    if not wordings:
        return SpeechPage(number=number, source=None, newest=newest)
    last = wordings[-1].source
    speech, ink = Speech.objects.get(source=last, number=number), Ink.of(meeting)
    text = ink.over(speech.text)
    return SpeechPage(
        number=number,
        source=last,
        newest=newest,
        label=ink.over(speech.label),
        gone=tuple(text[start:end] for start, end in paragraph_spans(text)),
        wordings=wordings,
    )


def _wordings(editions: list[MinutesSource], number: int) -> tuple[Wording, ...]:
    rows = Speech.objects.filter(source__in=editions, number=number)
    said = {row.source_id: (row.label, row.text) for row in rows}
    found: list[Wording] = []
    for source in editions:
        if source.pk in said:
            before = found[-1].source if found else None
            changed = before is not None and said[before.pk] != said[source.pk]
            found.append(Wording(source, changed, before))
    return tuple(found)
