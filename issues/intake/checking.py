"""A row of a sheet, read as a request: what it makes, and every error at its cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import User
from issues.enums import RequestKind, RowOutcome
from issues.intake import targets
from issues.intake.known import digest
from issues.intake.organizations_named import Named
from issues.intake.reading_cells import day, kind, one_line, plain
from issues.models import DiscussionPoint, Intake, IntakeRow, LocalRequest
from issues.transitions.requests import LOCAL_REQUEST
from issues.validators import ask_fits, trouble_fits
from organizations.models import Organization
from sheets.values import NOT_CALCULATED, Area, Cell, Row, folded, row_as_json

EXAMPLE = folded("記入例")
CUT = 255
"""Characters at which older programs cut a cell."""
HIDDEN = "シートで隠れている行（フィルターで外れた行を含む）のため、登録しません。"
_AND = "、,;；\n"


@dataclass
class Read:
    """What was read of one row. `errors` and `doubts`: (column, words); column None: the row."""

    row: Row
    values: dict[str, Any] = field(default_factory=dict)
    errors: list[tuple[int | None, str]] = field(default_factory=list)
    doubts: list[tuple[int | None, str]] = field(default_factory=list)


class Checking:
    """The check of all rows of an intake, one after the other."""

    def __init__(self, intake: Intake, *, by: User, merged: Sequence[Area] = ()) -> None:
        self.intake, self.by = intake, by
        self.columns: dict[str, list[int]] = {}
        for index, key in sorted((int(i), k) for i, k in intake.mapping.items()):
            self.columns.setdefault(key, []).append(index)
        self._merged = [
            area for area in merged if area.top > intake.head and area.bottom > area.top
        ]
        self._kept: dict[Area, Cell] = {}
        self._may: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        self._texts: dict[tuple[int, bytes], int] = {}

    @cached_property
    def _named(self) -> Named:
        return Named()

    @cached_property
    def _points(self) -> dict[str, DiscussionPoint]:
        """The points that are in use, by everything that people call them."""
        found: dict[str, DiscussionPoint] = {}
        for point in DiscussionPoint.objects.of_forum(self.intake.forum).offered():
            number, name, short = str(point.position), point.name, point.short_name
            for each in (number, point.code, name, short, f"{number}{name}", f"{number}{short}"):
                found.setdefault(folded(each), point)
        return found

    def rows(self, some: Iterable[Row]) -> list[IntakeRow]:
        """What becomes of these rows; those that hold nothing in a column that is read are passed
        over."""
        return [each for row in some if (each := self._row(self._filled(row))) is not None]

    def _filled(self, row: Row) -> Row:
        """With what is merged over several rows in each of them."""
        for area in self._merged:
            if row.number == area.top:
                self._kept[area] = row.at(area.left)
            elif area.holds(row.number, area.left) and row.at(area.left).is_empty:
                cells = list(row.cells) + [Cell()] * (area.left + 1 - len(row.cells))
                cells[area.left] = self._kept.get(area, Cell())
                row = Row(row.number, tuple(cells), row.hidden)
        return row

    def _row(self, row: Row) -> IntakeRow | None:
        mapped = [index for some in self.columns.values() for index in some]
        if all(row.at(index).is_empty for index in mapped):
            return None
        read = Read(row)
        outcome = RowOutcome.LEFT
        if self._is_example(row):
            read.doubts.append((None, "「記入例」とある行のため、登録しません。"))
        elif row.hidden and not self.intake.given.get("hidden"):
            read.doubts.append((None, HIDDEN))
        else:
            self._read(read)
            outcome = RowOutcome.WRONG if read.errors else RowOutcome.GOOD
        return IntakeRow(
            intake=self.intake,
            number=row.number,
            hidden=row.hidden,
            cells=row_as_json(row)[2],
            outcome=outcome,
            values=read.values,
            errors=[{"column": column, "words": words} for column, words in read.errors],
            doubts=[{"column": column, "words": words} for column, words in read.doubts],
        )

    @staticmethod
    def _is_example(row: Row) -> bool:
        return any(folded(cell.text).startswith(EXAMPLE) for cell in row.cells if not cell.is_empty)

    def _read(self, read: Read) -> None:
        texts = {key: self._text(read, key) for key in targets.BY_KEY}
        read.values = {
            "number": plain(texts["number"]),
            "title": one_line(texts["title"]),
            "ask": texts["ask"],
            "trouble": _together(texts["trouble"], texts["effect"]),
            "speaker": one_line(texts["speaker"]),
            "beside": {
                target.label: texts[target.key]
                for target in targets.TARGETS
                if target.beside and texts[target.key]
            },
        }
        self._organization(read, texts)
        self._given(read, texts)
        self._lengths(read)
        self._only_once(read)

    def _text(self, read: Read, key: str) -> str:
        """What the columns of a target say, one below the other; errors in them are told."""
        said = []
        for index in self.columns.get(key, ()):
            cell = read.row.at(index)
            if cell.error:
                read.errors.append((index, _broken(cell.error)))
                continue
            text = cell.text.strip()
            if len(text) == CUT and targets.BY_KEY[key].limit:
                read.doubts.append(
                    (index, f"ちょうど{CUT}字です。途中で切れていないか確かめてください。")
                )
            if text:
                said.append(text)
        return ("、" if key == "points" else "\n").join(said)

    def _where(self, key: str, row: Row) -> int | None:
        """The column of a target where an error is told: the first that holds something."""
        held = self.columns.get(key, [])
        first = held[0] if held else None
        return next((index for index in held if not row.at(index).is_empty), first)

    def _say(self, read: Read, key: str, words: str) -> None:
        column = self._where(key, read.row)
        if not any(each == column for each, _ in read.errors if column is not None):
            read.errors.append((column, words))

    def _organization(self, read: Read, texts: dict[str, str]) -> None:
        found: dict[str, Organization] = {}
        for key, means in (("organization", "named"), ("organization_code", "coded")):
            if texts[key]:
                try:
                    found[key] = getattr(self._named, means)(texts[key])
                except ValueError as error:
                    self._say(read, key, str(error))
        if len({row.pk for row in found.values()}) > 1:
            coded = found["organization_code"].full_name
            self._say(
                read, "organization_code",
                f"団体名と合いません。このコードは{coded}です。どちらかを直してください。",
            )  # fmt: skip
        if not found and (texts["organization"] or texts["organization_code"]):
            return  # whose it is nobody knows: not the sender's, for it names another one
        whose = next(iter(found.values()), self.intake.organization)
        read.values["organization"] = whose.pk
        if not read.errors and (refusal := self._refusal(whose)):
            self._say(read, "organization", refusal)

    def _refusal(self, organization: Organization) -> str:
        """Why this person may not log a request of it; "" where they may."""
        if organization.pk not in self._may:
            may = LOCAL_REQUEST.decide("log", self.by, LocalRequest(organization=organization))
            self._may[organization.pk] = "" if may else f"{organization.full_name}の{may.reason}"
        return self._may[organization.pk]

    def _given(self, read: Read, texts: dict[str, str]) -> None:
        """Kind, day and points: what the row says, else what was given for all rows."""
        given, values = self.intake.given, read.values
        values["kind"] = given.get("kind") or RequestKind.REQUEST
        values["said_on"] = given.get("said_on", "")
        try:
            if texts["kind"]:
                values["kind"] = kind(one_line(texts["kind"]))
        except ValueError as error:
            self._say(read, "kind", str(error))
        self._day(read, texts["said_on"])
        self._read_points(read, texts)

    def _day(self, read: Read, text: str) -> None:
        if not text:
            if not read.values["said_on"]:
                self._say(read, "said_on", "発言の日を書いてください。")
            return
        column = self._where("said_on", read.row)
        try:
            found: date = day(read.row.at(-1 if column is None else column))
            read.values["said_on"] = found.isoformat()
        except ValueError as error:
            self._say(read, "said_on", str(error))

    def _read_points(self, read: Read, texts: dict[str, str]) -> None:
        named = [("primary", texts["primary"] or str(self.intake.given.get("primary", "")))]
        others = texts["points"].translate(dict.fromkeys(map(ord, _AND), "、"))
        named += [("points", each) for each in others.split("、") if each.strip()]
        found = []
        for key, text in named:
            point = self._points.get(folded(text))
            if point is not None:
                found.append(point)
            elif text.strip():
                known = "、".join(dict.fromkeys(each.name for each in self._points.values()))
                self._say(
                    read, key, f"「{text.strip()}」という論点がありません。次のどれかです：{known}"
                )
            else:
                self._say(read, key, "主な論点を書いてください。")
        read.values["points"] = list(dict.fromkeys(point.pk for point in found))

    def _lengths(self, read: Read) -> None:
        values = read.values
        if not values["title"]:
            self._say(read, "title", "件名を書いてください。")
        for key in ("number", "title", "speaker"):
            self._short(read, key, values[key])
        for key, fits in (("ask", ask_fits), ("trouble", trouble_fits)):
            try:
                fits(values[key])
            except ValidationError as error:
                place = key if self.columns.get(key) else "effect"
                self._say(read, place, error.messages[0])
        for target in targets.TARGETS:
            if target.beside:
                self._short(read, target.key, values["beside"].get(target.label, ""))

    def _short(self, read: Read, key: str, text: str) -> None:
        target = targets.BY_KEY[key]
        if len(text) > target.limit:
            self._say(
                read, key,
                f"{target.label}は{target.limit}字以内で書いてください（今は{len(text)}字です）。",
            )  # fmt: skip

    def _only_once(self, read: Read) -> None:
        """Neither a number nor the same text of the same body may stand twice in the sheet."""
        if read.errors:
            return
        values, here = read.values, read.row.number
        if values["number"] and (first := self._numbers.setdefault(values["number"], here)) != here:
            self._say(
                read, "number", f"{first}行目と同じ番号です。番号を直すか、行を消してください。"
            )
        said = digest(values["title"], values["ask"], values["trouble"])
        text = (values["organization"], said)
        if (first := self._texts.setdefault(text, here)) != here and not read.errors:
            self._say(read, "title", f"{first}行目と同じ内容です。どちらかの行を消してください。")


def _together(trouble: str, effect: str) -> str:
    if trouble and effect:
        return f"{trouble}\n【効果】{effect}"
    return trouble or (f"【効果】{effect}" if effect else "")


def _broken(error: str) -> str:
    if error == NOT_CALCULATED:
        return "式の計算結果が保存されていません。Excelで開いて保存し直すか、値を書いてください。"
    return f"式の誤り（{error}）です。値を書き直してください。"
