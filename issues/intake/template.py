"""The sheet that senders fill in: the columns of the form of the 提案募集方式 and ours, with their
limits, and a second sheet that explains them."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation

from issues.enums import RequestKind
from issues.intake.targets import TARGETS, Target
from issues.models import DiscussionPoint, Forum
from sheets import writing
from sheets.values import Cell, letters

FILENAME = "要望の様式.xlsx"
ABOUT = "書き方"
FILLED = "記入例"
ROWS = 2_000
"""So many rows have drop-downs and limits."""
_LIST_LENGTH = 255
"""The longest list of choices that a cell's rule can hold."""


def written(forum: Forum | None) -> bytes:
    """The workbook; `forum` decides which points there are to choose from."""
    points = list(DiscussionPoint.objects.of_forum(forum).offered())
    book = writing.book()
    sheet = writing.sheet(book, "要望", [10, *(target.width for target in TARGETS)])
    for place, target in enumerate(TARGETS, start=1):
        _rules(sheet, place, target, points)
    writing.head(sheet, (FILLED, *(target.heading for target in TARGETS)))
    example = {"primary": _name(points[0]) if points else ""}
    writing.row(
        sheet,
        (Cell(FILLED), *(Cell(example.get(each.key, each.example) or None) for each in TARGETS)),
    )
    _about(book, points)
    return writing.saved(book)


def _name(point: DiscussionPoint) -> str:
    return f"{point.position} {point.short_name}"


def _rules(sheet: Any, place: int, target: Target, points: list[DiscussionPoint]) -> None:
    choices = {
        "kind": [str(label) for label in RequestKind.labels],
        "primary": [_name(point) for point in points],
    }.get(target.key)
    rule = None
    if choices and len(listed := ",".join(choices)) <= _LIST_LENGTH and '"' not in listed:
        rule = DataValidation("list", formula1=f'"{listed}"', allow_blank=True)
        rule.error = "一覧から選んでください。"
    elif target.limit:
        rule = DataValidation(
            "textLength", operator="lessThanOrEqual", formula1=str(target.limit), allow_blank=True
        )
        rule.error = f"{target.limit}字までです。"
    if rule is not None:
        rule.errorTitle, rule.showErrorMessage = "入力を確かめてください", True
        rule.prompt, rule.promptTitle, rule.showInputMessage = (
            target.help[:250], target.heading[:32], True,
        )  # fmt: skip
        rule.add(f"{letters(place)}2:{letters(place)}{ROWS}")
        sheet.data_validations.append(rule)


def _about(book: Any, points: list[DiscussionPoint]) -> None:
    sheet = writing.sheet(book, ABOUT, [28, 10, 12, 70])
    writing.head(sheet, ("列", "必要", "字数", "書き方"))
    for target in TARGETS:
        limit = Cell(f"{target.limit}字まで") if target.limit else Cell()
        need = "必要" if target.required else "任意"
        writing.row(sheet, (Cell(target.heading), Cell(need), limit, Cell(target.help)))
    writing.row(sheet, ())
    for words in (
        "1行に1件を書きます。列の順番や名前を変えても、取り込むときに対応を選べます。",
        "「記入例」とある行は取り込みません（例は架空のものです）。",
        "主な論点と発言の日は、列を空にして、取り込むときにまとめて指定することもできます。",
    ):
        writing.row(sheet, (Cell("注意"), Cell(), Cell(), Cell(words)))
    for point in points:
        writing.row(sheet, (Cell("論点"), Cell(), Cell(), Cell(f"{point.position} {point.name}")))
