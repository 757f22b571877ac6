"""Which number a speech bears: the one of the speech that it was in the edition before.

A number is given once in a meeting. It stays with the speech through all editions, whatever is put
before it, and is not given again where the speech is dropped.
"""

from __future__ import annotations

from collections.abc import Sequence

from meetings.minutes.editions.aligning import align
from meetings.minutes.quotes.anchors import SpeechText


def inherited(
    old: Sequence[SpeechText], numbers: Sequence[int], new: Sequence[SpeechText], *, highest: int
) -> list[int]:
    """The numbers of the speeches of `new`, given those of `old`. New ones go on from `highest`,
    the highest number of the meeting so far. Of a speech that was cut the longest part keeps the
    number; of speeches that were put together the longest one's number stays."""
    found: dict[int, int] = {}
    for match in align(old, new):
        if match.is_pair:
            found[_longest(match.new, new)] = numbers[_longest(match.old, old)]
    given = []
    for place in range(len(new)):
        if place not in found:
            highest += 1
        given.append(found.get(place, highest))
    return given


def _longest(places: tuple[int, ...], speeches: Sequence[SpeechText]) -> int:
    return max(places, key=lambda place: (len(speeches[place].text), -place))

