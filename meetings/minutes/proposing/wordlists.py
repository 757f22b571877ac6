"""The vocabulary files (`vocabulary/*.csv`) as values: cues, exclusions, lines of points and theme.

The files are written for officials: UTF-8, a Japanese header, lines beginning with # are remarks.
A file that cannot be used is refused with its name and line, never half-read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from meetings.minutes.proposing.notation import NotationError, compile_expression, translate

FOLDER = Path(__file__).parent.parent / "vocabulary"
REQUEST, CONCERN, INFORMATION, COMMITMENT = "要望", "懸念", "事例", "約束"
KINDS = (REQUEST, CONCERN, INFORMATION, COMMITMENT)
THEME = "主題"


class VocabularyError(Exception):
    """A vocabulary file cannot be used. The message is Japanese and names file and line."""


@dataclass(frozen=True)
class Cue:
    """Words that speak for `kind` with `weight` (1.0 alone is enough). `manner` is 明示 or 暗示 for
    the local side, 強, 中 or 弱 for a commitment."""

    expression: str
    kind: str
    manner: str
    weight: float
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Exclusion:
    """Words that speak against. `effect`: 無視 (read on as if they were not there), 除外 (the
    clause is not proposed), 文除外 (nor is what stands before it in the sentence)."""

    expression: str
    effect: str
    kinds: tuple[str, ...]
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class WordLine:
    """A line of words as it is written: what they speak for (`subject`), in the notation, with
    their weight and why they stand there."""

    subject: str
    expression: str
    weight: float
    note: str = ""


@lru_cache(maxsize=1)
def request_cues() -> tuple[Cue, ...]:
    return tuple(
        _cue(
            row, kind=row["種別"], allowed=(REQUEST, CONCERN, INFORMATION), manners=("明示", "暗示")
        )
        for row in _rows(FOLDER / "request_cues.csv")
    )


@lru_cache(maxsize=1)
def commitment_cues() -> tuple[Cue, ...]:
    return tuple(
        _cue(row, kind=COMMITMENT, allowed=(COMMITMENT,), manners=("強", "中", "弱"))
        for row in _rows(FOLDER / "commitment_cues.csv")
    )


@lru_cache(maxsize=1)
def exclusions() -> tuple[Exclusion, ...]:
    return tuple(_exclusion(row) for row in _rows(FOLDER / "exclusions.csv"))


@lru_cache(maxsize=1)
def point_lines() -> tuple[WordLine, ...]:
    """The words of the points, each with the code of its point, in the order of the file."""
    rows = _rows(FOLDER / "point_terms.csv")
    return tuple(_line(row, row["論点"], row["語"]) for row in rows)


@lru_cache(maxsize=1)
def theme_lines() -> tuple[WordLine, ...]:
    """The words by which the theme of the forum, and those of others, are known."""
    return tuple(_line(row, THEME, row["語"]) for row in _rows(FOLDER / "theme_terms.csv"))


STATE, CHANGE, ACT = "様子", "変化", "行い"


@lru_cache(maxsize=1)
def verbs() -> dict[str, frozenset[str]]:
    """Verbs by what they tell of, in one spelling."""
    rows = [(row["語"], row["働き"]) for row in _rows(FOLDER / "verbs.csv")]
    return {
        sort: frozenset(word for word, told in rows if told == sort)
        for sort in (STATE, CHANGE, ACT)
    }


@dataclass(frozen=True)
class MinistryTerm:
    """A word of the field of a ministry."""

    code: str
    pattern: re.Pattern[str]
    weight: float


@lru_cache(maxsize=1)
def ministry_terms() -> tuple[MinistryTerm, ...]:
    return tuple(
        MinistryTerm(row["府省庁"], re.compile(translate(row["語"])), _number(row, "重み"))
        for row in _rows(FOLDER / "ministry_terms.csv")
    )


@dataclass(frozen=True)
class Row:
    """One line of a vocabulary file; reading a column that is not there is refused."""

    file: str
    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        value = self.values.get(column)
        if value is None or not value.strip():
            raise self.refusal(f"「{column}」が空です。")
        return value.strip()

    def refusal(self, reason: str) -> VocabularyError:
        return VocabularyError(f"{self.file} の{self.line}行目：{reason}")

    def compiled(self, make: Callable[[], re.Pattern[str]]) -> re.Pattern[str]:
        try:
            return make()
        except (NotationError, re.error) as error:
            raise self.refusal(str(error)) from error


def _rows(path: Path) -> Iterator[Row]:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    kept = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and line[0] != "#"]
    if not kept:
        raise VocabularyError(f"{path.name} に見出しの行がありません。")
    header, *records = list(csv.reader(line for _, line in kept))
    for (number, _), record in zip(kept[1:], records, strict=True):
        yield Row(path.name, number, dict(zip(header, record, strict=False)))


def _cue(row: Row, *, kind: str, allowed: tuple[str, ...], manners: tuple[str, ...]) -> Cue:
    column = "言い方" if "言い方" in row.values else "強さ"
    manner = row[column]
    if kind not in allowed or manner not in manners:
        raise row.refusal(f"種別「{kind}」・{column}「{manner}」は使えません。")
    expression = row["表現"]
    pattern = row.compiled(lambda: compile_expression(expression))
    return Cue(expression, kind, manner, _number(row, "重み"), pattern)


def _exclusion(row: Row) -> Exclusion:
    effect, target = row["働き"], row["対象"]
    kinds = KINDS if target == "すべて" else tuple(target.split("・"))
    if effect not in ("無視", "除外", "文除外") or not set(kinds) <= set(KINDS):
        raise row.refusal(f"働き「{effect}」・対象「{target}」は使えません。")
    expression = row["表現"]
    pattern = row.compiled(lambda: compile_expression(expression))
    return Exclusion(expression, effect, kinds, pattern)


def _line(row: Row, subject: str, expression: str) -> WordLine:
    row.compiled(lambda: compile_expression(expression))
    note = (row.values.get("わけ") or "").strip()
    return WordLine(subject, expression, _number(row, "重み"), note)


def _number(row: Row, column: str) -> float:
    try:
        return float(row[column])
    except ValueError as error:
        raise row.refusal(f"「{column}」は数で書いてください。") from error
