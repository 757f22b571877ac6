"""Which speeches of an edition of the minutes correspond to which of another.

The one rule for both: what a comparison sets side by side, and which number a speech inherits.
Words decide, not labels: a label may have been corrected. Equal speeches are paired first; between
them those that share most words, in their order; then what was cut in two or put together, what
stands alone between the same neighbours, and what was moved.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import product

from japan.text import normalise
from meetings.minutes.quotes.anchors import SpeechText

_PIECE = 3
_ALIKE = 0.5
"""Least share of common pieces, of both speeches together, for two to be the same one."""
_WITHIN = 0.75
"""Least share of the shorter one's pieces that the longer one holds, where much was cut away."""
_ENOUGH = 12
"""A shorter one has to have so many pieces for that: 「はい。」 is within every speech."""
_FEW = 900
"""So many pairs of speeches between equal ones are all looked at."""
_RARE = 8
"""A piece tells speeches apart where no more than so many of a long stretch have it."""
_LOOKED_AT = 4
"""Speeches of a long stretch with which one is compared."""
_TELLING = 20
"""Letters by which a speech is known again elsewhere; a shorter one may be said anywhere."""


@dataclass(frozen=True)
class Match:
    """Speeches that correspond, as places (from 0) in either edition. One side is empty where a
    speech was inserted or dropped; one has several where a speech was cut or put together.
    `moved`: it stands elsewhere among the others now."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False

    @property
    def is_pair(self) -> bool:
        """Both editions have it."""
        return bool(self.old and self.new)


def align(old: Sequence[SpeechText], new: Sequence[SpeechText]) -> tuple[Match, ...]:
    """Every speech of both editions in exactly one match, in the order of the new edition; what
    was dropped stands behind what it followed."""
    before, after = [_Weighed.of(each) for each in old], [_Weighed.of(each) for each in new]
    pairs: dict[int, int] = {}
    for gap in _gaps(before, after):
        for at in range(gap.equal):
            pairs[gap.old_end + at] = gap.new_end + at
        pairs.update(_alike(before, after, gap))
    pairs.update(_left_alone(before, after, pairs))
    groups = {here: Match((here,), (there,)) for here, there in pairs.items()}
    _take_in_parts(before, after, groups)
    _take_in_moved(before, after, groups)
    return _in_order(len(old), len(new), set(groups.values()))


@dataclass(frozen=True)
class _Weighed:
    """A speech with the three-letter pieces of its words."""

    label: str
    text: str

    @classmethod
    def of(cls, speech: SpeechText) -> _Weighed:
        return cls(normalise(speech.label), "".join(normalise(speech.text).split()))

    @cached_property
    def pieces(self) -> Counter[str]:
        """Counted only where a speech is not simply the same: most are."""
        ends = range(_PIECE, max(len(self.text), _PIECE) + 1)
        return Counter(self.text[end - _PIECE : end] for end in ends)

    @property
    def size(self) -> int:
        """How many pieces."""
        return max(len(self.text) - _PIECE, 0) + 1

    def shared(self, other: _Weighed) -> int:
        """How many pieces both have."""
        few, many = sorted((self.pieces, other.pieces), key=len)
        return sum(min(count, many[piece]) for piece, count in few.items() if piece in many)


@dataclass(frozen=True)
class _Gap:
    """Places between equal speeches, and how many equal ones follow."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    equal: int


def _gaps(old: Sequence[_Weighed], new: Sequence[_Weighed]) -> Iterator[_Gap]:
    before, after = ([(each.label, each.text) for each in side] for side in (old, new))
    here = there = 0
    for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        yield _Gap(here, block.a, there, block.b, block.size)
        here, there = block.a + block.size, block.b + block.size


def _alike(
    old: Sequence[_Weighed], new: Sequence[_Weighed], gap: _Gap
) -> Iterator[tuple[int, int]]:
    """The pairs of a gap, in order, that share most pieces together."""
    rows, columns = range(gap.old_start, gap.old_end), range(gap.new_start, gap.new_end)
    worth = {
        (i, j): value
        for i, j in _candidates(old, new, gap)
        if (value := _worth(old[i], new[j])) > 0
    }
    best = {(i, j): 0 for i in (*rows, gap.old_end) for j in (*columns, gap.new_end)}
    for i in reversed(rows):
        for j in reversed(columns):
            paired = worth.get((i, j), 0)
            with_it = best[i + 1, j + 1] + paired if paired else 0
            best[i, j] = max(best[i + 1, j], best[i, j + 1], with_it)
    i, j = gap.old_start, gap.new_start
    while i < gap.old_end and j < gap.new_end:
        if (i, j) in worth and best[i, j] == best[i + 1, j + 1] + worth[i, j]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i, j] == best[i + 1, j]:
            i += 1
        else:
            j += 1


def _candidates(
    old: Sequence[_Weighed], new: Sequence[_Weighed], gap: _Gap
) -> Iterator[tuple[int, int]]:
    """The pairs of a gap that are looked at. In a long one those that have most telling pieces in
    common: comparing each with each would take a minute where all was retyped."""
    rows, columns = range(gap.old_start, gap.old_end), range(gap.new_start, gap.new_end)
    if len(rows) * len(columns) <= _FEW:
        yield from product(rows, columns)
        return
    where: dict[str, list[int]] = defaultdict(list)
    for j in columns:
        for piece in new[j].pieces:
            where[piece].append(j)
    for i in rows:
        found = (where.get(piece, []) for piece in old[i].pieces)
        counts = Counter(j for places in found if len(places) <= _RARE for j in places)
        yield from ((i, j) for j, _ in counts.most_common(_LOOKED_AT))


def _worth(one: _Weighed, other: _Weighed) -> int:
    """Shared pieces of two speeches that may be the same one; 0 where they are not. Of two that
    are equally alike the one with the same label is worth more."""
    shared = one.shared(other)
    smaller = min(one.size, other.size)
    alike = 2 * shared >= _ALIKE * (one.size + other.size)
    within = smaller >= _ENOUGH and shared >= _WITHIN * smaller
    if not shared or not (alike or within):
        return 0
    return 2 * shared + (one.label == other.label)


def _left_alone(
    old: Sequence[_Weighed], new: Sequence[_Weighed], pairs: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """Between two pairs one speech under a label is left on either side: its words are others
    now, its turn is the same."""
    here = there = 0
    for at, other in (*sorted(pairs.items()), (len(old), len(new))):
        before, after = _turns(old, range(here, at)), _turns(new, range(there, other))
        matcher = SequenceMatcher(None, list(before), list(after), autojunk=False)
        for block in matcher.get_matching_blocks():
            for label in list(before)[block.a : block.a + block.size]:
                yield before[label], after[label]
        here, there = at + 1, other + 1


def _turns(side: Sequence[_Weighed], places: range) -> dict[str, int]:
    """Of these places those whose label stands there once, in order, by their label."""
    counts = Counter(side[place].label for place in places)
    return {side[place].label: place for place in places if counts[side[place].label] == 1}


def _take_in_parts(
    old: Sequence[_Weighed], new: Sequence[_Weighed], groups: dict[int, Match]
) -> None:
    """Let speeches beside a pair belong to it whose words the other edition has within it."""
    taken = {place for match in groups.values() for place in match.new}
    for here in sorted(groups):
        (there,) = groups[here].new
        after = _parts(old[here], new, there, taken)
        if len(after) > 1:
            groups[here] = Match((here,), after)
            taken.update(after)
    for here in sorted(groups):
        match = groups.get(here)
        if match is None or len(match.new) > 1:
            continue
        before = _parts(new[match.new[0]], old, here, set(groups))
        if len(before) > 1:
            groups.update(dict.fromkeys(before, Match(before, match.new)))


def _parts(
    whole: _Weighed, side: Sequence[_Weighed], place: int, taken: set[int]
) -> tuple[int, ...]:
    """`place` and the free ones beside it that are made of what is left of `whole`."""
    left = whole.pieces - side[place].pieces
    first = last = place
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(side) and at not in taken:
            common = sum((side[at].pieces & left).values())
            if side[at].size < _ENOUGH or common < _WITHIN * side[at].size:
                break
            left = left - side[at].pieces
            first, last = min(first, at), max(last, at)
            at += step
    return tuple(range(first, last + 1))


def _take_in_moved(
    old: Sequence[_Weighed], new: Sequence[_Weighed], groups: dict[int, Match]
) -> None:
    """Pair what is word for word the same at another place, where that is the only one."""
    taken = {place for match in groups.values() for place in match.new}
    gone = _only(old, set(groups))
    for text, there in _only(new, taken).items():
        if (here := gone.get(text)) is not None:
            groups[here] = Match((here,), (there,), moved=True)


def _only(side: Sequence[_Weighed], taken: set[int]) -> dict[str, int]:
    """The free speeches, by their words, that are told apart by them."""
    counts = Counter(each.text for each in side)
    return {
        each.text: place
        for place, each in enumerate(side)
        if place not in taken and counts[each.text] == 1 and len(each.text) >= _TELLING
    }


def _in_order(old: int, new: int, groups: set[Match]) -> tuple[Match, ...]:
    groups |= {Match((), (place,)) for place in set(range(new)) - _places(groups, new=True)}
    behind: dict[int, list[Match]] = {}
    found = {place: match for match in groups for place in match.old}
    last = -1
    for place in range(old):
        if place in found:
            last = found[place].new[-1]
        else:
            behind.setdefault(last, []).append(Match((place,), ()))
    ordered = list(behind.get(-1, ()))
    for match in sorted(groups, key=lambda each: each.new):
        ordered.append(match)
        for place in match.new:
            ordered += behind.get(place, ())
    return tuple(ordered)


def _places(groups: set[Match], *, new: bool) -> set[int]:
    return {place for match in groups for place in (match.new if new else match.old)}
