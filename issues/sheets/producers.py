"""The sorts of files that the list of requests offers, in the order in which it offers them.
A new one is a row here."""

from __future__ import annotations

from collections.abc import Callable

from issues.sheets import csv, excel
from issues.sheets.order import Order
from issues.sheets.overview import TITLE, Overview
from issues.sheets.producing import Producer, Progress

Write = Callable[[Overview, Progress], bytes]


def _overview(suffix: str, label: str, content_type: str, write: Write) -> Producer:
    """対応状況一覧 in one form. Reading the rows is half of the way, writing them the other."""

    def make(order: Order, progress: Progress) -> bytes:
        def reading(done: int, total: int) -> None:
            progress(done // 2, total)

        def writing(done: int, total: int) -> None:
            progress(total // 2 + done // 2, total)

        return write(order.overview(reading), writing)

    return Producer(f"overview.{suffix}", label, TITLE, content_type, make)


PRODUCERS = (
    _overview(
        "xlsx",
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        excel.write,
    ),
    _overview("csv", "CSV", "text/csv; charset=utf-8", csv.write),
)
_BY_KEY = {producer.key: producer for producer in PRODUCERS}


def find(key: str) -> Producer | None:
    """The one with that key, None without."""
    return _BY_KEY.get(key)
