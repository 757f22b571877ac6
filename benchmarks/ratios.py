"""Timing two things in one run, in turn, and saying how they compare. No clock time is kept:
only the ratio of medians travels from one machine to another."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter


def ratio(small: Callable[[], object], large: Callable[[], object], *, rounds: int = 7) -> float:
    """Median time of `large` over that of `small`, each run `rounds` times after a warm-up."""
    small()
    large()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for work, taken in zip((small, large), times, strict=True):
            start = perf_counter()
            work()
            taken.append(perf_counter() - start)
    return median(times[1]) / median(times[0])


def say(what: str, value: float) -> None:
    """Print one result."""
    print(f"\n{what}: ×{value:.2f}")
