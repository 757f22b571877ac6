"""The words of a forum as a sheet (CSV): taken along, changed in a spreadsheet, brought back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from issues.models import Forum
from meetings.minutes.proposing.vocabulary import EFFECTS
from meetings.words import changes, forum_words
from meetings.words.changes import Change

COLUMNS = ("論点", "語", "重み", "わけ")
MARK = "\ufeff"
MOST_BYTES = 2_000_000
MOST_LINES = 5_000
LONGEST_NOTE = 200
NO_TEXT = "文字コードを読み取れません。UTF-8（BOM付き）かシフトJISのCSVで保存してください。"


def written(forum: Forum) -> bytes:
    """The lines in force, as Excel in Japan opens them: UTF-8 with its mark, CRLF."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for subject in forum_words.labels(forum):
        for line in forum_words.listed(forum, subject):
            if line.used:
                writer.writerow((subject, line.expression, f"{line.weight:g}", line.note))
    return (MARK + out.getvalue()).encode()


@dataclass
class Sheet:
    """What a sheet would change, and the lines that cannot be read."""

    changes: list[Change] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    same: int = 0


def read(forum: Forum, data: bytes, *, whole: bool = False) -> Sheet:
    """Compare a sheet with the words in force. Lines that are not in it stay as they are, unless it
    is the `whole` of the subjects that it names. Nothing is half-taken: with errors there are no
    changes."""
    sheet = Sheet()
    text = _text(data)
    if text is None:
        return Sheet(errors=[NO_TEXT])
    records = list(_records(text))
    if not records or tuple(records[0][1][: len(COLUMNS)]) != COLUMNS:
        return Sheet(errors=[f"1行目を「{'、'.join(COLUMNS)}」の見出しにしてください。"])
    if len(records) > MOST_LINES:
        return Sheet(errors=[f"一度に読み取れるのは{MOST_LINES}行までです。"])
    _Comparing(forum, sheet).run(records[1:], whole=whole)
    if sheet.errors:
        sheet.changes = []
    return sheet


def _text(data: bytes) -> str | None:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it ends in; empty ones and remarks (#) are passed over."""
    reader = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""))
    try:
        for record in reader:
            cells = [cell.strip() for cell in record]
            if any(cells) and not cells[0].startswith("#"):
                yield reader.line_num, cells
    except csv.Error:
        yield reader.line_num, []


class _Comparing:
    def __init__(self, forum: Forum, sheet: Sheet) -> None:
        self.sheet = sheet
        self.known = forum_words.labels(forum)
        self.there = {
            (subject, line.expression): line
            for subject in self.known
            for line in forum_words.listed(forum, subject)
        }
        self.seen: dict[tuple[str, str], int] = {}

    def run(self, records: list[tuple[int, list[str]]], *, whole: bool) -> None:
        for number, cells in records:
            if problem := self._take(number, cells):
                self.sheet.errors.append(f"{number}行目：{problem}")
        if whole:
            self._leave_out()
        if len(self.sheet.changes) > changes.MOST:
            self.sheet.errors.append(
                f"変更が{len(self.sheet.changes)}件あります。一度に{changes.MOST}件までです。"
            )

    def _take(self, number: int, cells: list[str]) -> str:
        """Compare one line. Returns why it cannot be used."""
        if len(cells) < 3:
            return "「論点」「語」「重み」が要ります。"
        subject, expression, weight, note = (*cells, "")[:4]
        key = (subject, expression)
        if key in self.seen:
            return f"{self.seen[key]}行目と同じ語です。"
        self.seen[key] = number
        value = 1.0 if subject in EFFECTS and not weight else _number(weight)
        found = changes.problems(subject, expression, value, known=self.known)
        if len(note) > LONGEST_NOTE:
            found["note"] = f"「わけ」は{LONGEST_NOTE}字以内です（今は{len(note)}字）。"
        if found or value is None:
            return "　".join(found.values())
        self._compare(Change(subject, expression, value, note))
        return ""

    def _compare(self, change: Change) -> None:
        now = self.there.get((change.subject, change.expression))
        if now and now.used and (now.weight, now.note) == (change.weight, change.note):
            self.sheet.same += 1
            return
        old = now.weight if now and now.used else None
        self.sheet.changes.append(
            Change(change.subject, change.expression, change.weight, change.note, old=old)
        )

    def _leave_out(self) -> None:
        named = {subject for subject, _ in self.seen}
        for (subject, expression), line in self.there.items():
            if subject in named and line.used and (subject, expression) not in self.seen:
                gone = Change(
                    subject, expression, line.weight, line.note, used=False, old=line.weight
                )
                self.sheet.changes.append(gone)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
