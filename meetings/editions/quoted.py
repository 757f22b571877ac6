"""Records that rest on what another edition has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q

from accounts.rules import Actor, sees_everything
from issues.models import Commitment, LocalRequest
from meetings.editions.values import Block, Comparison, Side
from meetings.minutes.editions.wording import Sort
from meetings.models import MinutesSource, Passage


@dataclass(frozen=True)
class Quoted:
    """A quote in what changed of a block, in the edition `name`."""

    passage: Passage
    block: Block
    name: str

    @property
    def record(self) -> LocalRequest | Commitment:
        return self.passage.record

    @property
    def is_commitment(self) -> bool:
        return self.passage.commitment_id is not None


def quoted_in(
    comparison: Comparison, *, actor: Actor, newest: MinutesSource | None
) -> tuple[Quoted, ...]:
    """The quotes that the reader sees and that stand in changed words of one of the editions, in
    the order of the page; one query. `newest` is the edition that the reader reads now: of a later
    one it is not told what became of a quote."""
    sides = [side for side in (comparison.old, comparison.new) if side.key is not None]
    found = []
    for passage in _passages([side.key for side in sides], actor):
        if not sees_everything(actor) and newest and passage.speech.source_id == newest.pk:
            passage = passage.without_doubt()
        side = next(side for side in sides if side.key == passage.speech.source_id)
        block = _block(comparison, side, passage)
        if block is not None:
            found.append(Quoted(passage, block, side.name))
    return tuple(sorted(found, key=lambda each: (each.block.place, each.passage.start)))


def _passages(keys: Sequence[int | None], actor: Actor) -> Iterator[Passage]:
    """Where the reader finds them: in the edition that they stand in, or in the public one."""
    rows = (
        Passage.objects.visible_to(actor)
        .live()
        .filter(Q(speech__source__in=keys) | Q(public_speech__source__in=keys))
        .select_related("speech__source", "public_speech__source", "local_request", "commitment")
    )
    for passage in rows:
        yield passage if passage.speech.source_id in keys else passage.as_public()


def _block(comparison: Comparison, side: Side, passage: Passage) -> Block | None:
    """The changed block whose changed words the quote touches; also one whose speaker is printed
    in another way, for then the quote is another's."""
    place = [each.index for each in side.speeches].index(passage.speech.index)
    for block in comparison.changes:
        places = block.old if side is comparison.old else block.new
        if place not in places:
            continue
        before = places[: places.index(place)]
        shift = sum(len(side.speeches[each].text) + 1 for each in before)
        spans = _spans(block, Sort.REMOVED if side is comparison.old else Sort.ADDED)
        touched = block.relabelled or _touches(spans, passage.start + shift, passage.end + shift)
        return block if touched else None
    return None


def _spans(block: Block, own: Sort) -> Iterator[tuple[int, int]]:
    """The changes of a block in the words of one edition; what only the other has is a point."""
    at = 0
    for run in block.runs:
        length = len(run.text) if run.sort in (Sort.KEPT, own) else 0
        if run.sort is not Sort.KEPT:
            yield at, at + length
        at += length


def _touches(spans: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(
        low < end and high > start if low < high else start < low < end for low, high in spans
    )
