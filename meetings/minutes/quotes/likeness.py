"""Finding words that are nearly the same, with bounded work.

Three-character pieces show where a text may hold something like the wanted words; only the few
best windows are then compared in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

LIKENESS = 0.6
"""The least share of equal characters (difflib's ratio) for two passages to be alike."""

_PIECE = 3
_WINDOWS_COMPARED = 12
_COMPARED_LENGTH = 1_000


def alike_spans(
    wanted: str, texts: Sequence[str], *, at_most: int = 5
) -> list[tuple[int, int, int]]:
    """(which text, start, end) of the passages most like `wanted`, the most alike first."""
    windows = sorted(_windows(wanted, texts), reverse=True)[:_WINDOWS_COMPARED]
    scored: list[tuple[float, int, int, int]] = []
    for _, at, start, end in windows:
        match = _trimmed(wanted, texts[at], start, end)
        if match is not None and not any(
            at == other and match[1] < stop and begin < match[2] for _, other, begin, stop in scored
        ):
            scored.append((match[0], at, match[1], match[2]))
    scored.sort(key=lambda each: (-each[0], each[1], each[2]))
    return [(at, start, end) for _, at, start, end in scored[:at_most]]


def _windows(wanted: str, texts: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """(shared pieces, which text, start, end) of stretches about as long as `wanted`."""
    pieces = {wanted[at : at + _PIECE] for at in range(len(wanted) - _PIECE + 1)}
    if not pieces:
        return
    reach = len(wanted)
    for which, text in enumerate(texts):
        hits = [at for at in range(len(text) - _PIECE + 1) if text[at : at + _PIECE] in pieces]
        first = 0
        best: tuple[int, int, int, int] | None = None
        for last, at in enumerate(hits):
            while hits[first] < at - reach:
                first += 1
            count = last - first + 1
            if best is not None and hits[first] > best[2] + reach:
                yield best
                best = None
            if best is None or count > best[0]:
                best = (count, which, hits[first], at + _PIECE)
        if best is not None:
            yield best


def _trimmed(wanted: str, text: str, start: int, end: int) -> tuple[float, int, int] | None:
    """Likeness and exact span of the part of the window that answers `wanted`, if alike enough."""
    wanted = wanted[:_COMPARED_LENGTH]
    begin = max(start - len(wanted) // 2, 0)
    window = text[begin : min(end + len(wanted) // 2, begin + 3 * _COMPARED_LENGTH)]
    matcher = SequenceMatcher(None, window, wanted, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size > 1]
    if not blocks:
        return None
    first, last = blocks[0], blocks[-1]
    low = max(first.a - first.b, 0)
    high = min(last.a + last.size + len(wanted) - last.b - last.size, len(window))
    score = SequenceMatcher(None, window[low:high], wanted, autojunk=False).ratio()
    return (score, begin + low, begin + high) if score >= LIKENESS else None
