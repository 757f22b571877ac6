"""Setting two editions side by side: which speeches changed, and which words of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from meetings.editions.values import Block, Comparison, Figures, Side, Stretch
from meetings.minutes.editions.aligning import Match, align
from meetings.minutes.editions.wording import Run, Sort, runs
from meetings.minutes.quotes.anchors import SpeechText


def compare(old: Side, new: Side) -> Comparison:
    """Every letter of both editions stands in the result once: as kept, added or removed. Of
    speeches that were cut or put together the words are joined by line ends."""
    blocks = list(_placed(_block(match, old, new) for match in align(old.speeches, new.speeches)))
    stretches = tuple(
        Stretch(tuple(group)) for _, group in groupby(blocks, key=lambda block: block.place > 0)
    )
    return Comparison(old, new, stretches, _figures(blocks))


def _block(match: Match, old: Side, new: Side) -> Block:
    before = [old.speeches[place] for place in match.old]
    after = [new.speeches[place] for place in match.new]
    side, places = (new, match.new) if match.new and new.numbers else (old, match.old)
    return Block(
        place=0,
        old=match.old,
        new=match.new,
        labels=(_labels(before), _labels(after)),
        numbers=tuple(side.numbers[place] for place in places) if side.numbers else (),
        runs=_runs(match, _words(before), _words(after)),
        moved=match.moved,
    )


def _runs(match: Match, before: str, after: str) -> tuple[Run, ...]:
    """What only one edition has is added or removed as a whole: it needs no comparing."""
    if match.is_pair:
        return runs(before, after)
    sort, text = (Sort.ADDED, after) if match.new else (Sort.REMOVED, before)
    return (Run(sort, text),) if text else ()


def _placed(blocks: Iterator[Block]) -> Iterator[Block]:
    place = 0
    for block in blocks:
        if not block.changed:
            yield block
            continue
        place += 1
        yield Block(**{**vars(block), "place": place})


def _labels(speeches: list[SpeechText]) -> str:
    return "、".join(dict.fromkeys(speech.label for speech in speeches))


def _words(speeches: list[SpeechText]) -> str:
    return "\n".join(speech.text for speech in speeches)


def _figures(blocks: list[Block]) -> Figures:
    both = [block for block in blocks if block.old and block.new]
    return Figures(
        added=sum(block.added for block in blocks),
        removed=sum(block.removed for block in blocks),
        changed=sum(block.changed for block in both),
        same=sum(not block.changed for block in both),
        letters_added=_letters(blocks, Sort.ADDED),
        letters_removed=_letters(blocks, Sort.REMOVED),
    )


def _letters(blocks: list[Block], sort: Sort) -> int:
    found = (run.text for block in blocks for run in block.runs if run.sort is sort)
    return sum(not letter.isspace() for text in found for letter in text)
