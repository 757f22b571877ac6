"""The values of a trial's page: what would change, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from meetings.enums import TrialStatus
from meetings.models import WordTrial
from meetings.words import changes, forum_words

NOT_SUGGESTED, NO_POINT, DISMISSED = "候補にしない", "論点なし", "除外"
VERDICTS = {"better": "人の判断に近づく", "worse": "人の判断から離れる", "": "—"}


@dataclass(frozen=True)
class Wanted:
    """A change of a line, in words."""

    subject: str
    expression: str
    old: str
    new: str
    note: str


@dataclass(frozen=True)
class Figure:
    """A number before and after, out of how many; `better` says which way is good (0: neither)."""

    label: str
    before: str
    after: str
    sign: str


@dataclass(frozen=True)
class Row:
    """A suggestion that would be another one."""

    quote: str
    old: str
    new: str
    right: str
    verdict: str
    kind: str
    suggestion: int | None


@dataclass(frozen=True)
class Set:
    """Minutes in which something changes; `meeting` is their meeting, None for a file."""

    label: str
    meeting: int | None
    rows: tuple[Row, ...]
    total: int


@dataclass(frozen=True)
class Page:
    """All of it."""

    wanted: tuple[Wanted, ...]
    saved: tuple[Figure, ...]
    files: tuple[Figure, ...]
    sets: tuple[Set, ...]
    total: int
    better: int
    worse: int
    looked_at: int
    left_out: int
    stale: bool


def page_of(trial: WordTrial) -> Page:
    """What the page shows of a trial, done or not."""
    found: list[dict[str, Any]] = trial.tried.get("sets", [])
    labels = forum_words.short_labels(trial.forum)
    verdicts = [row["verdict"] for each in found for row in each["changed"]]
    done = trial.status == TrialStatus.DONE
    return Page(
        wanted=tuple(_wanted(each, labels) for each in changes.of(trial.changes)),
        saved=_figures([each for each in found if each["meeting"] is not None]),
        files=_figures([each for each in found if each["meeting"] is None]),
        sets=tuple(_set(each, labels) for each in found if each["changed"]),
        total=sum(each["total"] for each in found),
        better=verdicts.count("better"),
        worse=verdicts.count("worse"),
        looked_at=len(found),
        left_out=trial.tried.get("left_out", 0),
        stale=done and trial.tried.get("stamp") != forum_words.stamp(trial.forum_id),
    )


def _wanted(change: changes.Change, labels: dict[str, str]) -> Wanted:
    old = "なし" if change.old is None else f"{change.old:g}"
    new = f"{change.weight:g}" if change.used else "使わない"
    label = labels.get(change.subject, change.subject)
    return Wanted(label, change.expression, old, new, change.note)


def _figures(sets: list[dict[str, Any]]) -> tuple[Figure, ...]:
    """The figures of these sets together; none where there are no sets."""
    if not sets:
        return ()
    was, becomes = _sum(sets, "before"), _sum(sets, "after")
    return (
        _figure("1位の論点が正しい", "first", "found", was, becomes, 1),
        _figure("どの論点でもないものに論点なし", "pointless", "outside", was, becomes, 1),
        _figure("論点の付かない候補", "without", "proposed", was, becomes, 0),
        _figure("人が除外した候補", "dismissed", "", was, becomes, -1),
    )


def _sum(sets: Iterable[dict[str, Any]], when: str) -> dict[str, int]:
    total: dict[str, int] = {}
    for each in sets:
        for name, number in each[when].items():
            total[name] = total.get(name, 0) + number
    return total


def _figure(
    label: str, part: str, whole: str, was: dict[str, int], becomes: dict[str, int], good: int
) -> Figure:
    moved = (becomes[part] - was[part]) * good
    if whole:
        # What is found may change as well: the share tells which way it goes.
        moved = becomes[part] * was[whole] - was[part] * becomes[whole]
        moved *= good
    sign = "better" if moved > 0 else "worse" if moved < 0 else ""
    return Figure(label, _share(was, part, whole), _share(becomes, part, whole), sign)


def _share(numbers: dict[str, int], part: str, whole: str) -> str:
    if not whole:
        return f"{numbers[part]}件"
    of = numbers[whole]
    return f"{numbers[part]}/{of}（{numbers[part] / of:.0%}）" if of else "対象なし"


def _set(each: dict[str, Any], labels: dict[str, str]) -> Set:
    rows = tuple(_row(row, labels) for row in each["changed"])
    return Set(each["label"], each["meeting"], rows, each["total"])


def _row(row: dict[str, Any], labels: dict[str, str]) -> Row:
    right = row["right"]
    said = "" if right is None else DISMISSED if right == "-" else _point(right, labels)
    return Row(
        quote=row["quote"],
        old=_point(row["old"], labels),
        new=_point(row["new"], labels),
        right=said,
        verdict=row["verdict"],
        kind="国側の発言" if row["type"] == "commitment" else "要望など",
        suggestion=row["suggestion"],
    )


def _point(code: str | None, labels: dict[str, str]) -> str:
    if code is None:
        return NOT_SUGGESTED
    return labels.get(code, code) if code else NO_POINT
