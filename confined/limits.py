"""How much one file may take while it is read: memory, processor time, time on the clock."""

from __future__ import annotations

from dataclasses import dataclass

_MEGABYTE = 1024 * 1024
MAX_FILE_BYTES = 20 * _MEGABYTE
"""Largest file that is opened: minutes are a few hundred kilobytes, sheets a few megabytes."""
MEMORY_BYTES = 1024 * _MEGABYTE
"""Ten times what the longest text that is read takes."""
CPU_SECONDS = 20
CPU_SECONDS_A_MEGABYTE = 10
MOST_CPU_SECONDS = 100
WALL_TIMES = 2
"""On the clock reading may take so many times longer: other work shares the processor."""


@dataclass(frozen=True)
class Limits:
    """What the child process that reads may use."""

    memory_bytes: int
    cpu_seconds: int
    wall_seconds: float


def limits_for(size: int) -> Limits:
    """What reading a file of `size` bytes may take."""
    cpu = min(CPU_SECONDS + CPU_SECONDS_A_MEGABYTE * size // _MEGABYTE, MOST_CPU_SECONDS)
    return Limits(MEMORY_BYTES, cpu, float(cpu * WALL_TIMES))
