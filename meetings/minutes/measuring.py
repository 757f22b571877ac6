"""How well suggestions agree with what careful readers marked.

A suggested span finds an annotated quote when, in the same speech, it overlaps at least half of the
quote or lies wholly within it. A span that finds neither a core nor an optional item is false.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from meetings.minutes.document import (
    ParsedMinutes,
    SuggestedCommitment,
    SuggestedRequest,
    Suggestions,
)

BINDING = ("strong", "medium")

# What suggestions must reach on a set of minutes to be of use (for each annotation file).
CORE_SHARE = 21 / 23
FALSE_REQUESTS = 8
FIRST_SHARE = 0.85
FIRST_TWO_SHARE = 0.95
BINDING_SHARE = 14 / 17
FALSE_COMMITMENTS = 8
OUTSIDE_SHARE = 0.85
REQUESTS_F1 = 0.75
COMMITMENTS_F1 = 0.65


@dataclass(frozen=True)
class Marked:
    """A quote that a reader marked. `weight` is its tier (core, optional) or grade."""

    speech: int
    start: int
    end: int
    quote: str
    weight: str = ""
    primary: str = ""


@dataclass(frozen=True)
class Annotations:
    """Everything marked in one set of minutes.

    `read` are the speeches that were read through even where nothing is marked in them; `lost`
    are quotes that the text does not hold.
    """

    requests: tuple[Marked, ...] = ()
    commitments: tuple[Marked, ...] = ()
    not_requests: tuple[Marked, ...] = ()
    lost: tuple[str, ...] = ()
    read: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Measurement:
    """The numbers, and the quotes behind those that are not full marks. `off_theme` are the found
    requests that concern no point, `off_theme_pointless` those of them that were given none."""

    core: int
    core_found: int
    false_requests: tuple[str, ...]
    primary_first: int
    primary_in_two: int
    binding: int
    binding_found: int
    false_commitments: tuple[str, ...]
    not_requests_proposed: tuple[str, ...]
    proposed: int
    promised: int
    off_theme: int
    off_theme_pointless: int
    missed: tuple[str, ...]
    missed_commitments: tuple[str, ...]
    wrong_point: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def requests_f1(self) -> float:
        """Of what was proposed and what was to be found together, as one number."""
        return _f1(self.core_found, self.core, len(self.false_requests), self.proposed)

    @property
    def commitments_f1(self) -> float:
        return _f1(self.binding_found, self.binding, len(self.false_commitments), self.promised)


def _f1(found: int, marked: int, wrong: int, proposed: int) -> float:
    """The harmonic mean of the share that was found and the share that is right; 1 of nothing."""
    recall = found / marked if marked else 1.0
    precision = 1 - wrong / proposed if proposed else 1.0
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


@dataclass(frozen=True)
class Line:
    """One line of the table of results: what was measured, the number, the bar, and whether it is
    reached."""

    label: str
    value: str
    bar: str
    reached: bool


Span = SuggestedRequest | SuggestedCommitment


def load(path: Path, parsed: ParsedMinutes, *, whole: bool = False) -> Annotations:
    """The annotation file, its quotes placed in the speeches of the minutes. `whole` says that
    the minutes were marked from beginning to end, not only some speeches of them."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    texts = {speech.index: speech.text for speech in parsed.speeches}
    lost: list[str] = []

    def placed(key: str, weight: str, primary: str = "") -> tuple[Marked, ...]:
        marks = []
        for entry in raw.get(key, ()):
            start = texts.get(entry["speech"], "").find(entry["quote"])
            if start < 0:
                lost.append(f"{entry['speech']}: {entry['quote']}")
            end = start + len(entry["quote"]) if start >= 0 else start
            marks.append(
                Marked(entry["speech"], start, end, entry["quote"],
                       entry.get(weight, ""), entry.get(primary, ""))
            )  # fmt: skip
        return tuple(marks)

    requests = placed("requests", "tier", "primary")
    commitments = placed("commitments", "grade")
    return Annotations(
        requests,
        commitments,
        placed("not_requests", ""),
        tuple(lost),
        frozenset(texts) if whole else frozenset(),
    )


def finds(span: Span, mark: Marked) -> bool:
    """Whether the span counts as finding the marked quote."""
    if span.speech != mark.speech or mark.start < 0:
        return False
    if mark.start <= span.start and span.end <= mark.end:
        return True
    shared = min(span.end, mark.end) - max(span.start, mark.start)
    return shared > 0 and shared * 2 >= mark.end - mark.start


def measure(suggestions: Suggestions, annotations: Annotations) -> Measurement:
    """Compare, within the speeches that were read and those in which anything was marked."""
    requests = _within(suggestions.requests, annotations.requests, annotations.read)
    promises = _within(suggestions.commitments, annotations.commitments, annotations.read)
    core = [mark for mark in annotations.requests if mark.weight != "optional"]
    binding = [mark for mark in annotations.commitments if mark.weight in BINDING]
    ranked = {mark: _points(requests, mark) for mark in core if _found(requests, mark)}
    found_binding = [mark for mark in binding if _found(promises, mark)]
    fitting = {mark: codes for mark, codes in ranked.items() if mark.primary}
    outside = [codes for mark, codes in ranked.items() if not mark.primary]
    wrong = [mark for mark, codes in fitting.items() if codes[:1] != [mark.primary]]
    return Measurement(
        core=len(core),
        core_found=len(ranked),
        false_requests=_false(requests, annotations.requests),
        primary_first=len(fitting) - len(wrong),
        primary_in_two=sum(mark.primary in codes[:2] for mark, codes in fitting.items()),
        binding=len(binding),
        binding_found=len(found_binding),
        false_commitments=_false(promises, annotations.commitments),
        not_requests_proposed=_proposed(suggestions, annotations.not_requests),
        proposed=len(requests),
        promised=len(promises),
        off_theme=len(outside),
        off_theme_pointless=outside.count([]),
        missed=tuple(mark.quote for mark in core if mark not in ranked),
        missed_commitments=tuple(mark.quote for mark in binding if mark not in found_binding),
        wrong_point=tuple(f"{m.primary} ≠ {ranked[m][:2]}: {m.quote}" for m in wrong),
        lost=annotations.lost,
    )


def table(result: Measurement) -> tuple[Line, ...]:
    """The result against the bar. Shares of nothing count as reached."""
    found = result.primary_first + len(result.wrong_point)
    return (
        _share("要望など（必ず拾うもの）", result.core_found, result.core, CORE_SHARE),
        _most("余計な候補（要望など）", result.false_requests, FALSE_REQUESTS),
        _share("論点が1位で正しい", result.primary_first, found, FIRST_SHARE),
        _share("論点が2位までに正しい", result.primary_in_two, found, FIRST_TWO_SHARE),
        _share("どの論点でもないもの", result.off_theme_pointless, result.off_theme, OUTSIDE_SHARE),
        _score("要望などのF値", result.requests_f1, REQUESTS_F1),
        _share("国側の約束（強・中）", result.binding_found, result.binding, BINDING_SHARE),
        _most("余計な候補（国側の約束）", result.false_commitments, FALSE_COMMITMENTS),
        _score("国側の約束のF値", result.commitments_f1, COMMITMENTS_F1),
        _most("要望でないのに候補にしたもの", result.not_requests_proposed, 0),
        _most("本文に見つからない注釈", result.lost, 0),
    )


def _share(label: str, part: int, whole: int, bar: float) -> Line:
    share = f"（{part / whole:.0%}）" if whole else ""
    reached = part >= bar * whole - 1e-9
    return Line(label, f"{part}/{whole}{share}", f"{bar:.0%}以上", reached)


def _score(label: str, value: float, bar: float) -> Line:
    return Line(label, f"{value:.2f}", f"{bar:.2f}以上", value >= bar - 1e-9)


def _most(label: str, quotes: tuple[str, ...], most: int) -> Line:
    return Line(label, f"{len(quotes)}", f"{most}以下", len(quotes) <= most)


def _within(spans: Iterable[Span], marks: Sequence[Marked], read: frozenset[int]) -> list[Span]:
    speeches = read | {mark.speech for mark in marks}
    return [span for span in spans if span.speech in speeches]


def _proposed(suggestions: Suggestions, marks: Sequence[Marked]) -> tuple[str, ...]:
    return tuple(mark.quote for mark in marks if _found(suggestions.requests, mark))


def _found(spans: Iterable[Span], mark: Marked) -> bool:
    return any(finds(span, mark) for span in spans)


def _false(spans: Iterable[Span], marks: Sequence[Marked]) -> tuple[str, ...]:
    return tuple(
        f"{span.speech}: {span.quote}"
        for span in spans
        if not any(finds(span, mark) for mark in marks)
    )


def _points(spans: Iterable[Span], mark: Marked) -> list[str]:
    """Point codes of the span that shares most with the quote."""
    best = max(
        (span for span in spans if finds(span, mark)),
        key=lambda span: min(span.end, mark.end) - max(span.start, mark.start),
    )
    return [point.code for point in best.points]
