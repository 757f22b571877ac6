"""対応状況一覧 for machines, as JSON Lines: one record a line, in UTF-8, under the names of the
columns. The same table gives the same bytes.

Days as 2024-06-05, marks as true and false, several values as a list; null where there is no day
or number, "" where there is no text. Codes stand beside words. Texts are those of the record, as
they are: nothing is put before what a spreadsheet would calculate.
"""

from __future__ import annotations

import io
import json
from datetime import date
from operator import attrgetter
from typing import BinaryIO

from issues.columns import declared
from issues.columns.column import Found
from reports.lists.producing import Progress, unheard
from reports.lists.status_table import Overview


def write(table: Overview, progress: Progress = unheard) -> bytes:
    """The file as `write_to` writes it."""
    out = io.BytesIO()
    write_to(out, table, progress)
    return out.getvalue()


def write_to(out: BinaryIO, table: Overview, progress: Progress = unheard) -> None:
    """One line for each row, written as they come."""
    names = [column.name for column in declared.of_machines(inside=table.inside)]
    take, total = attrgetter(*names), len(table.rows)
    draw = json.JSONEncoder(
        ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_day
    ).encode
    for place, row in enumerate(table.rows, start=1):
        out.write(draw(dict(zip(names, take(row), strict=True))).encode() + b"\n")
        progress(place, total)


def _day(found: Found) -> str:
    assert isinstance(found, date)  # all other values JSON knows by itself
    return found.isoformat()
