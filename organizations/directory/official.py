"""The official lists that ship with the system, as plain values.

`data/local_governments.csv` holds every local government with its 全国地方公共団体コード.
`data/national.csv` holds ministries and agencies, the secretariat's office and the associations of
heads; their codes are the labels of their own addresses on the web where they have one (soumu.go.jp
gives soumu). In it `aliases` are other names of the organization, `posts` are posts that belong
to it without doubt, `perhaps` are posts that may: a minister in charge of a matter (…担当大臣) is
appointed by the Prime Minister beside or without a ministry, so a person decides.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class OfficialOrganization:
    """One row. `prefecture` is "" for national organizations, `parent` a code or ""."""

    code: str
    kind: str
    name: str
    kana: str
    prefecture: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()

    @property
    def is_local(self) -> bool:
        return self.prefecture != ""

    @property
    def is_municipality(self) -> bool:
        return self.is_local and self.kind != "prefecture"

    @property
    def full_name(self) -> str:
        """With the prefecture's name before that of a municipality: 愛知県一宮市."""
        return f"{self.prefecture}{self.name}" if self.is_municipality else self.name


@lru_cache(maxsize=1)
def organizations() -> dict[str, OfficialOrganization]:
    """All of them by code: the national ones first, each list in its official order."""
    return {each.code: each for each in (*_national(), *_local())}


def _local() -> Iterator[OfficialOrganization]:
    for row in _rows("local_governments.csv"):
        yield OfficialOrganization(
            code=row["code"],
            kind=row["kind"],
            name=row["name"],
            kana=row["kana"],
            prefecture=row["prefecture"],
        )


def _national() -> Iterator[OfficialOrganization]:
    for row in _rows("national.csv"):
        yield OfficialOrganization(
            code=row["code"],
            kind=row["kind"],
            name=row["name"],
            kana=row["kana"],
            parent=row["parent"],
            aliases=_several(row["aliases"]),
            posts=_several(row["posts"]),
            perhaps=_several(row["perhaps"]),
        )


def _rows(file_name: str) -> Iterator[dict[str, str]]:
    with (_DATA / file_name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
