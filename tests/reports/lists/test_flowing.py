"""Long lists as files: read and written part by part."""

import io
import json
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from issues.frozen.records import Head
from issues.querysets import chunks
from reports.lists import csv, excel, frozen, jsonl, producers
from reports.lists.selection import Order
from tests.factories.issues import a_request
from tests.reports.conftest import ROW

KEYS = ("overview.csv", "overview.xlsx")
REPORT = Path(__file__).resolve().parents[2] / "data/reports/wt-1.json"
NOW = datetime(2024, 6, 5, 9, 30, tzinfo=UTC)

WRITERS = (csv.write_to, excel.write_to, jsonl.write_to)


def made(actor, key, query=""):
    return producers.find(key).make(Order(actor, QueryDict(query), NOW))


def some_requests(count):
    for place in range(count):
        a_request(f"要望その{place}", published=place % 2 == 0, ask="費用の支援。" * place)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("who", ["secretariat", "digital", "misato", "visitor"])
def test_one_part_and_many_give_the_same_file(key, who, points, monkeypatch, request):
    some_requests(5)
    actor = request.getfixturevalue(who)
    whole = made(actor, key, "sort=-number")

    monkeypatch.setattr(chunks, "AT_ONCE", 2)

    assert made(actor, key, "sort=-number") == whole


@pytest.mark.parametrize("key", KEYS)
def test_every_part_takes_the_same_queries(key, points, secretariat, monkeypatch):
    some_requests(12)

    def queries(at_once):
        monkeypatch.setattr(chunks, "AT_ONCE", at_once)
        with CaptureQueriesContext(connection) as found:
            made(secretariat, key)
        return len(found)

    queries(12)
    one, two, four = queries(12), queries(6), queries(3)

    # Organizations are read once, in the part that names them first.
    assert 0 < two - one <= 9
    assert four - two <= 2 * (two - one)


class Endless:
    """As many rows as are asked for, none of them held."""

    def __init__(self, number):
        self.number = number

    def __len__(self):
        return self.number

    def __iter__(self):
        for place in range(self.number):
            yield ROW.but(number=f"R6-{place:05}", ask=f"{place} {'費用の支援を求める。' * 20}")


class Sink(io.RawIOBase):
    """A file that is written and not kept."""

    def __init__(self):
        self.size = 0

    def writable(self):
        return True

    def seekable(self):
        return True

    def tell(self):
        return self.size

    def seek(self, place, whence=0):
        self.size = place
        return place

    def write(self, data):
        self.size += len(data)
        return len(data)


@pytest.mark.parametrize(
    "write_to", [csv.write_to, excel.write_to, jsonl.write_to], ids=["csv", "excel", "jsonl"]
)
def test_many_rows_take_no_more_memory_than_some(write_to, table):
    def peak(number):
        tracemalloc.start()
        write_to(Sink(), replace(table(), rows=Endless(number)))
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(10)
    some, many = peak(500), peak(4_000)

    # All rows of the longer one would be three megabytes and more.
    assert many - some < 1_000_000


class EndlessRecords:
    """A frozen report with as many requests as are asked for, none of them held."""

    def __init__(self, record, number):
        self.record, self.number = record, number

    def heads(self):
        for place in range(self.number):
            yield Head(f"R6-{place:05}", True)

    def at(self, places):
        for place in places:
            ask = f"{place} {'費用の支援を求める。' * 20}"
            yield {**self.record, "number": f"R6-{place:05}", "ask": ask}


@pytest.mark.parametrize(
    "write_to", [csv.write_to, excel.write_to, jsonl.write_to], ids=["csv", "excel", "jsonl"]
)
def test_a_frozen_report_is_not_held_either(write_to):
    content = json.loads(REPORT.read_text())

    def peak(number):
        records = EndlessRecords(content["requests"][0], number)
        tracemalloc.start()
        write_to(
            Sink(),
            frozen.flowing(content, records, team=True, recorded_at=NOW, digest="ab" * 32),
        )
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(10)
    some, many = peak(500), peak(4_000)

    assert many - some < 1_000_000
