"""What is shown of the rows before they are made requests, and after: counts, and each row with its
errors at their cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from issues.enums import RowOutcome
from issues.models import Intake, IntakeRow
from organizations.models import Organization
from sheets.values import address, cell_from_json

VALUE_LENGTH = 80
ALIKE, DOUBTFUL = "alike", "doubtful"


@dataclass(frozen=True)
class View:
    """One way to look at the rows, and how many there are."""

    key: str
    label: str
    count: int


@dataclass(frozen=True)
class Remark:
    """An error or a doubt: the cell (C12; "" for the whole row), what stands in it, what to do."""

    cell: str
    value: str
    words: str


@dataclass(frozen=True)
class RowShown:
    """One row."""

    row: IntakeRow
    title: str
    organization: str
    errors: tuple[Remark, ...]
    doubts: tuple[Remark, ...]


def views(intake: Intake) -> list[View]:
    """The ways to look at the rows that hold something."""
    rows = IntakeRow.objects.filter(intake=intake)
    counts = rows.aggregate(
        **{outcome.value: Count("pk", filter=Q(outcome=outcome)) for outcome in RowOutcome},
        alike=Count("pk", filter=~Q(likes=[])),
        doubtful=Count("pk", filter=~Q(doubts=[])),
        all=Count("pk"),
    )
    labels = [
        *((each.value, str(each.label)) for each in
          (RowOutcome.WRONG, RowOutcome.GOOD, RowOutcome.MADE, RowOutcome.KNOWN, RowOutcome.LEFT)),
        (ALIKE, "似た要望がある"), (DOUBTFUL, "確かめてほしい"), ("all", "すべて"),
    ]  # fmt: skip
    return [View(key, label, counts[key]) for key, label in labels if counts[key] or key == "all"]


def chosen(intake: Intake, key: str) -> Any:
    """The rows of this view, in their order."""
    rows = IntakeRow.objects.filter(intake=intake).select_related("local_request")
    if key == ALIKE:
        return rows.alike()
    if key == DOUBTFUL:
        return rows.doubtful()
    return rows.filter(outcome=key) if key in RowOutcome.values else rows


def shown(rows: Iterable[IntakeRow]) -> list[RowShown]:
    """These rows as they are shown."""
    held = list(rows)
    keys = {row.values.get("organization") for row in held} - {None}
    names = dict(Organization.objects.filter(pk__in=keys).values_list("pk", "full_name"))
    return [
        RowShown(
            row,
            row.values.get("title", ""),
            names.get(row.values.get("organization"), ""),
            tuple(_remark(row, each) for each in row.errors),
            tuple(_remark(row, each) for each in row.doubts),
        )
        for row in held
    ]


def _remark(row: IntakeRow, found: dict[str, Any]) -> Remark:
    column = found["column"]
    if column is None:
        return Remark("", "", found["words"])
    cell = cell_from_json(row.cells[column]) if column < len(row.cells) else None
    text = " ".join(cell.text.split()) if cell else ""
    short = text if len(text) <= VALUE_LENGTH else text[: VALUE_LENGTH - 1] + "…"
    return Remark(address(row.number, column), short, found["words"])
