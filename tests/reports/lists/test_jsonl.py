"""対応状況一覧 for machines: a record a line, with real values and codes."""

import json
from datetime import date

import pytest
from django.http import QueryDict
from django.utils import timezone

from issues.columns import declared
from reports.lists import jsonl, producers
from reports.lists.selection import Order
from tests.factories.issues import a_request


def lines(data):
    return [json.loads(line) for line in data.decode().splitlines()]


def test_each_line_holds_a_record_under_the_names_of_the_columns(table):
    first, second = lines(jsonl.write(table({}, {"number": "R6-0002", "due_on": None})))

    assert list(first) == [each.name for each in declared.of_machines(inside=True)]
    assert (first["number"], first["said_on"], first["due_on"], first["round"]) == (
        "R6-0001", "2024-04-05", "2024-05-20", 1,
    )  # fmt: skip
    assert (first["status"], first["status_code"]) == ("回答済", "replied")
    assert first["joined"] == ["愛知県一宮市", "山口県"]
    assert (first["reply_pending"], first["unanswered"]) == (True, False)
    assert (second["number"], second["due_on"], second["reflected_in"]) == ("R6-0002", None, "")


def test_what_would_break_a_line_stays_within_its_record(table):
    ask = '一行目\n二行目\u2028三行目\r\n「引用」\\ "二重" =1+1 👩‍👧\x0b'

    data = jsonl.write(table({"ask": ask}))

    assert data.count(b"\n") == 1
    assert data.decode().startswith('{"number":"R6-0001","kind":"要望"')
    assert json.loads(data)["ask"] == ask


def test_what_is_not_public_has_no_key_for_everybody(table):
    (record,) = lines(jsonl.write(table({}, inside=False)))

    assert {"reply_pending", "public"} & set(record) == set()


def test_the_file_of_an_empty_table_is_empty(table):
    assert jsonl.write(table()) == b""


@pytest.mark.usefixtures("points")
def test_the_rows_of_now_have_their_codes_and_come_out_alike_each_time(secretariat):
    a_request(status="under_review", lead="digital", points=("cost", "talent"), published=True)
    now = timezone.now()

    def make():
        return producers.find("overview.jsonl").make(Order(secretariat, QueryDict(""), now))

    (record,) = lines(make())

    assert make() == make()
    assert [record[name] for name in ("kind_code", "size_code", "status_code")] == [
        "request", "town", "under_review",
    ]  # fmt: skip
    assert (record["primary_point"], record["primary_point_code"]) == ("6 費用負担", "cost")
    assert (record["other_points"], record["other_points_code"]) == (
        ["4 デジタル人材"], ["talent"],
    )  # fmt: skip
    assert date.fromisoformat(record["updated_on"]) == timezone.localdate(now)
    assert (record["reply_class"], record["reply_class_code"]) == ("", "")
