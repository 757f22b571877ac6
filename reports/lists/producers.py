"""The sorts of files that the list of requests offers, in the order in which it offers them.
A new one is a row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO

from reports.lists import csv, excel, jsonl
from reports.lists.producing import Producer, Progress
from reports.lists.selection import Order
from reports.lists.status_table import TITLE, Overview
from reports.papers import status_table_paper

Write = Callable[[Overview, Progress], bytes]

OVERVIEWS: dict[str, Write] = {
    "overview.xlsx": excel.write,
    "overview.csv": csv.write,
    "overview.pdf": status_table_paper.write,
    "overview.jsonl": jsonl.write,
}
"""Who writes a 対応状況一覧, as of now or as of a session, by the key of its producer."""
_FLOWING: dict[str, Callable[[BinaryIO, Overview, Progress], None]] = {
    "overview.xlsx": excel.write_to,
    "overview.csv": csv.write_to,
    "overview.jsonl": jsonl.write_to,
}
"""Those that write row by row, as the rows are read."""


def write_overview(key: str, out: BinaryIO, table: Overview, progress: Progress) -> None:
    """The table in the form of this key; its rows are held where all have to be there."""
    if (write_to := _FLOWING.get(key)) is not None:
        write_to(out, table, progress)
    else:
        out.write(OVERVIEWS[key](replace(table, rows=tuple(table.rows)), progress))


def _flowing(key: str, label: str, content_type: str) -> Producer:
    """対応状況一覧 in a form that is written row by row, as the rows are read."""

    def write(out: BinaryIO, order: Order, progress: Progress) -> None:
        _FLOWING[key](out, order.flowing(), progress)

    return Producer(key, label, TITLE, content_type, write)


def _whole(key: str, label: str, content_type: str, direct_rows: int, most: int) -> Producer:
    """対応状況一覧 in a form for which all rows have to be there. Reading them is half of the way,
    writing them the other."""

    def write(out: BinaryIO, order: Order, progress: Progress) -> None:
        def reading(done: int, total: int) -> None:
            progress(done // 2, total)

        def writing(done: int, total: int) -> None:
            progress(total // 2 + done // 2 if done < total else total, total)

        out.write(OVERVIEWS[key](order.overview(reading), writing))

    return Producer(key, label, TITLE, content_type, write, direct_rows, most)


PRODUCERS = (
    _flowing(
        "overview.xlsx",
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    _flowing("overview.csv", "CSV", "text/csv; charset=utf-8"),
    # To set long texts as a paper takes up to 8 thousandths of a second a row.
    # It is set as a whole: ten thousand rows, over two thousand pages, take close to 2 GB.
    _whole("overview.pdf", "PDF", "application/pdf", direct_rows=50, most=3_000),
    _flowing("overview.jsonl", "JSON Lines", "application/x-ndjson; charset=utf-8"),
)
_BY_KEY = {producer.key: producer for producer in PRODUCERS}


def find(key: str) -> Producer | None:
    """The one with that key, None without."""
    return _BY_KEY.get(key)
