"""Which number a speech bears: the one of the speech that it was in the edition before.

A number is given once in a meeting. It stays with the speech through all editions, whatever is put
before it. Where the speech is dropped nothing else gets the number; it has it again if it returns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from meetings.minutes.editions.aligning import align
from meetings.minutes.quotes.anchors import SpeechText

RETURNING = 20
"""Letters by which a speech that was dropped is known again; a shorter one may be another."""


def inherited(
    old: Sequence[SpeechText],
    numbers: Sequence[int],
    new: Sequence[SpeechText],
    *,
    highest: int,
    dropped: Mapping[str, int] | None = None,
) -> list[int]:
    """The numbers of the speeches of `new`, given those of `old`. New ones go on from `highest`,
    the highest number of the meeting so far. Of a speech that was cut the longest part keeps the
    number; of speeches that were put together the longest one's number stays. `dropped` are the
    numbers that earlier editions had and `old` has not, by the words: the same words have them
    again."""
    found: dict[int, int] = {}
    away = dict(dropped or {})
    for match in align(old, new):
        if match.is_pair:
            found[_longest(match.new, new)] = numbers[_longest(match.old, old)]
    given = []
    for place in range(len(new)):
        number = found.get(place) or _returning(new[place].text, away)
        if number is None:
            highest += 1
        given.append(number or highest)
    return given


def _returning(text: str, away: dict[str, int]) -> int | None:
    return away.pop(text, None) if len(text) >= RETURNING else None


def _longest(places: tuple[int, ...], speeches: Sequence[SpeechText]) -> int:
    return max(places, key=lambda place: (len(speeches[place].text), -place))
