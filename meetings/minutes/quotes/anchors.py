"""A quoted passage and what may become of it: plain values, as W3C's Web Annotation Data Model
describes them (text quote selector and text position selector)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

CONTEXT = 32
"""Characters kept on each side of a quote."""


class AnchorStatus(StrEnum):
    """What became of an anchor; only same and moved carry a position."""

    SAME = "same"
    MOVED = "moved"
    DOUBTFUL = "doubtful"
    GONE = "gone"


@dataclass(frozen=True)
class SpeechText:
    """A speech as far as anchoring needs it: its index (from 1), label as printed, and text."""

    index: int
    label: str
    text: str


@dataclass(frozen=True)
class Anchor:
    """`quote` stands at [start, end) of the speech, between `prefix` and `suffix`."""

    speech_index: int
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str


@dataclass(frozen=True)
class Candidate:
    """A place a person may choose: the words there and whose they are."""

    speech_index: int
    start: int
    end: int
    quote: str
    label: str


@dataclass(frozen=True)
class Reanchored:
    """What became of an anchor. `reason` is Japanese, for the screen. The position is None unless
    the status is same or moved; `candidates` come best first and only with doubtful."""

    status: AnchorStatus
    reason: str
    speech_index: int | None = None
    start: int | None = None
    end: int | None = None
    candidates: tuple[Candidate, ...] = ()


def make_anchor(
    text: str, start: int, end: int, speech_index: int, context: int = CONTEXT
) -> Anchor:
    """The anchor of `text[start:end]`. Raises ValueError for an empty span or one outside."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"引用箇所の位置が発言の範囲にありません（{start}～{end}）。")
    return Anchor(
        speech_index=speech_index,
        start=start,
        end=end,
        quote=text[start:end],
        prefix=text[max(start - context, 0) : start],
        suffix=text[end : end + context],
    )
