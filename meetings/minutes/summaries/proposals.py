"""Proposals and their answers as ministries list them (提案募集): a table, or one sheet each.

The body that proposes says what it asks and why; the ministry in charge says the answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from meetings.minutes.document import Side
from meetings.minutes.parts.lines import Line
from meetings.minutes.summaries.pieces import Piece


class _Field(Enum):
    PROPOSER = "proposer"
    MINISTRY = "ministry"
    ASK = "ask"
    ANSWER = "answer"
    ABOUT = "about"


_FIELDS = (
    (
        _Field.ANSWER,
        r"(?:各|関係|所管|担当)?府省庁?(?:から)?の?(?:第?[12一二]次)?(?:回答|対応|見解|検討結果)"
        r"(?:の?内容|の概要|等)?"
        r"|(?:第?[12一二]次)?回答(?:欄|内容)?|対応方針(?:案)?|(?:対応|措置)状況|検討結果|国の(?:回答|対応)",
    ),
    (
        _Field.MINISTRY,
        r"(?:制度の)?(?:所管|担当|主管|関係|回答|提案要求先|要望先)(?:[・及び]{1,2}関係)?(?:府省庁?|省庁)?名?",
    ),
    (_Field.PROPOSER, r"(?:共同)?(?:提案|要望|要請)(?:団体|主体|者|自治体|市町村)名?"),
    (
        _Field.ASK,
        r"求める措置(?:の具体的?な?内容)?|(?:提案|要望)の?(?:具体的な?)?(?:内容|趣旨)|(?:具体的な?)?支障事例等?"
        r"|(?:制度改正|提案の実現|措置)による効果(?:.{0,20})?"
        r"|(?:.{0,30}踏まえた)?提案団体(?:から)?の(?:見解|意見|再検討要請)"
        r"|追加共同提案団体.{0,20}支障事例等?|全国知事会等?(?:から)?の(?:意見|見解)|地方六団体の意見",
    ),
    (
        _Field.ABOUT,
        r"(?:管理|整理|提案|受付)?番号|(?:提案)?(?:事項|件)名?|提案事項(?:\(事項名\))?|提案区分|区分|(?:重点)?分野"
        r"|根拠法令等?|追加共同提案団体名?|備考|年度|No\.?",
    ),
)
_LABELS = tuple((field, re.compile(words)) for field, words in _FIELDS)
_FIRST = re.compile(
    r"[【■●◆○・\[（(]?[\s　]{0,2}(?P<label>[^\s　:：\t。】\]]{1,34})"
    r"(?:[】\]）)][\s　]{0,4}[:：]?|[\s　]{0,4}[:：]|[\s　\t]|$)[\s　]{0,4}"
)
_OUTER = "【】■●◆○・[]（）()<>＜＞〈〉 　"
_FEWEST_COLUMNS = 3


@dataclass(frozen=True)
class _Entry:
    line: int
    field: _Field | None
    label: str
    value: str
    column: str = ""
    """The label, where it stands at the head of the column rather than here."""


def field_of(label: str) -> _Field | None:
    """What a heading of a table or sheet of proposals holds; None for others."""
    words = re.sub(r"\s", "", unicodedata.normalize("NFKC", label)).strip(_OUTER)
    return next((field for field, names in _LABELS if names.fullmatch(words)), None)


def is_field(text: str) -> bool:
    """Whether a line begins with such a heading that tells who asks, what, or the answer."""
    found = _labelled(text)
    return found is not None and found[0] is not _Field.ABOUT


def find_proposals(lines: Sequence[Line]) -> tuple[int, list[Piece]] | None:
    """The first proposal and all from there on; None where the file holds none."""
    entries = list(_entries(lines))
    held = {entry.field for entry in entries}
    if not {_Field.PROPOSER, _Field.ASK} <= held or not held & {_Field.MINISTRY, _Field.ANSWER}:
        return None
    first = next(entry.line for entry in entries if entry.field)
    if first and columns_of(lines[first - 1].text):
        first -= 1  # no list above the table goes on in the heads of its columns
    return first, _pieces([entry for entry in entries if entry.line >= first])


def _entries(lines: Sequence[Line]) -> Iterator[_Entry]:
    """Cells of tables with the heading of their column, and lines with theirs."""
    columns: list[str] = []
    for number, line in enumerate(lines):
        cells = _cells(line.text)
        if heads := columns_of(line.text):
            columns = heads
        elif columns and len(cells) >= _FEWEST_COLUMNS:
            for label, value in zip(columns, cells, strict=False):
                yield _Entry(number, field_of(label), label, value, column=label)
            for value in cells[len(columns) :]:
                yield _Entry(number, None, "", value)
        elif found := _labelled(line.text):
            yield _Entry(number, found[0], found[1], found[2])
        else:
            yield _Entry(number, None, "", line.text)


def _cells(text: str) -> list[str]:
    return [cell.strip() for cell in text.split("\t")]


def columns_of(text: str) -> list[str]:
    """The heads of the columns, where a line is the first one of a table of proposals."""
    cells = _cells(text) if "\t" in text else []
    return cells if sum(field_of(cell) is not None for cell in cells) >= _FEWEST_COLUMNS else []


def _labelled(text: str) -> tuple[_Field, str, str] | None:
    match = _FIRST.match(text[:80])
    field = field_of(match["label"]) if match else None
    return (field, match["label"], text[match.end() :].strip()) if match and field else None


def _pieces(entries: Sequence[_Entry]) -> list[Piece]:
    """Each proposal: what is asked by whom it names, and what is answered."""
    pieces: list[Piece] = []
    for proposal in _proposals(entries):
        who = {
            field: next((e.value for e in proposal if e.field is field and e.value), "")
            for field in (_Field.PROPOSER, _Field.MINISTRY)
        }
        current: _Field | None = None
        begun = False
        for entry in proposal:
            begun = begun and not entry.label
            current = entry.field or current
            pieces += _said(entry, current, who, again=begun)
            begun = bool(entry.value)
    return pieces


def _proposals(entries: Sequence[_Entry]) -> list[list[_Entry]]:
    """Divide before a heading that the proposal at hand has already, among those that open one."""
    opening = next((e.label for e in entries if e.field is not None), "")
    divided: list[list[_Entry]] = [[]]
    for entry in entries:
        if divided[-1] and entry.label == opening:
            divided.append([])
        divided[-1].append(entry)
    return divided


def _said(
    entry: _Entry, field: _Field | None, who: dict[_Field, str], *, again: bool
) -> list[Piece]:
    """The words of one cell or line, with the heading before them as nobody's."""
    if field not in (_Field.ASK, _Field.ANSWER):
        told = f"{entry.label}　{entry.value}".strip()
        return [Piece(None, told, column=entry.column)] if told else []
    side = Side.LOCAL if field is _Field.ASK else Side.NATIONAL
    label = who[_Field.PROPOSER if field is _Field.ASK else _Field.MINISTRY] or _NOBODY[side]
    pieces = [Piece(None, entry.label, column=entry.column)] if entry.label else []
    if entry.value:
        pieces.append(Piece(label, entry.value, again=again, side=side))
    return pieces


_NOBODY = {Side.LOCAL: "提案団体", Side.NATIONAL: "回答した府省"}
