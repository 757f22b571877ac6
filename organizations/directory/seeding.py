"""Loading the official organizations: ministries, associations and all local governments."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from organizations.enums import OrganizationKind
from organizations.models import Organization

DATA = Path(__file__).parent / "data"
UPDATED = ("kind", "name", "full_name", "kana", "position", "prefecture")


@transaction.atomic
def load_organizations() -> int:
    """Load or refresh all official organizations from the data files. Returns their number.

    An organization keeps its code for life, so a changed name is an update. Prefectures go first
    because municipalities point at them.
    """
    national = list(_national())
    _upsert(national)
    rows = list(_rows("local_governments.csv"))
    start = len(national)
    prefectures = [r for r in rows if r["kind"] == OrganizationKind.PREFECTURE]
    _upsert(_local(prefectures, rows, start, {}))
    by_name = {o.name: o for o in Organization.objects.filter(kind=OrganizationKind.PREFECTURE)}
    others = [r for r in rows if r["kind"] != OrganizationKind.PREFECTURE]
    _upsert(_local(others, rows, start, by_name))
    return Organization.objects.count()


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _national() -> Iterator[Organization]:
    for position, row in enumerate(_rows("national.csv"), 1):
        yield Organization(
            code=row["code"],
            kind=row["kind"],
            name=row["name"],
            full_name=row["name"],
            kana=row["kana"],
            position=position,
        )


def _local(
    rows: list[dict[str, str]],
    order: list[dict[str, str]],
    start: int,
    prefectures: dict[str, Organization],
) -> Iterator[Organization]:
    positions = {row["code"]: start + i for i, row in enumerate(order, 1)}
    for row in rows:
        is_prefecture = row["kind"] == OrganizationKind.PREFECTURE
        yield Organization(
            code=row["code"],
            kind=row["kind"],
            name=row["name"],
            full_name=row["name"] if is_prefecture else row["prefecture"] + row["name"],
            kana=row["kana"],
            prefecture=None if is_prefecture else prefectures[row["prefecture"]],
            position=positions[row["code"]],
        )


def _upsert(organizations: Iterator[Organization] | list[Organization]) -> None:
    Organization.objects.bulk_create(
        organizations, update_conflicts=True, unique_fields=["code"], update_fields=UPDATED
    )
