"""A column is one declaration: page, files and print show it without anything else."""

import csv
import io
import json

import openpyxl
import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils import timezone

from issues.columns import declared
from issues.columns.column import Column
from issues.columns.groups import WHAT
from reports.lists import frozen, producers
from reports.lists.selection import Order
from reports.papers import status_table_paper
from tests.factories.issues import a_request
from tests.reports.lists.test_same_bytes import ROOT

pytestmark = pytest.mark.usefixtures("points")
LENGTH = Column(
    "letters",
    "字数",
    lambda source: f"{len(source.request.title)}字",
    lambda source: f"{len(source.record['title'])}字",
    group=WHAT,
)


@pytest.fixture
def added(monkeypatch):
    monkeypatch.setattr(declared, "COLUMNS", (*declared.COLUMNS, LENGTH))
    return a_request("費用の支援", published=True)


def file(key):
    order = Order(AnonymousUser(), QueryDict(""), timezone.now())
    return producers.find(key).make(order)


def test_it_stands_in_the_list_for_whoever_chooses_it(added, client):
    text = client.get("/requests/?columns=letters").content.decode()

    assert '<input type="checkbox" name="columns" value="letters" checked>' in text
    assert '<td class="c-more" data-l="字数">5字' in text
    assert 'value="letters">' in client.get("/requests/").content.decode()


def test_it_stands_in_excel(added):
    sheet = openpyxl.load_workbook(io.BytesIO(file("overview.xlsx"))).worksheets[0]

    heading, value = [[cell.value for cell in row][-1] for row in sheet.iter_rows()]
    assert (heading, value) == ("字数", "5字")


def test_it_stands_in_csv(added):
    (row,) = csv.DictReader(io.StringIO(file("overview.csv").decode("utf-8-sig"), newline=""))

    assert row["字数"] == "5字"


def test_it_stands_in_json_lines(added):
    assert json.loads(file("overview.jsonl"))["letters"] == "5字"


def test_it_is_printed(added, client):
    text = client.get("/requests/print/").content.decode()

    assert '<span class="l">字数</span> 5字' in text


def test_it_stands_in_the_pdf(added):
    table = Order(AnonymousUser(), QueryDict(""), timezone.now()).overview()

    (listed,) = status_table_paper.laid_out(table).blocks[-1].rows
    assert "字数：5字" in listed[1].splitlines()


def test_it_is_read_from_what_a_closed_session_keeps(added):
    content = json.loads((ROOT / "tests/data/reports/wt-1.json").read_text(encoding="utf-8"))
    table = frozen.overview_of(content, team=True, digest="", recorded_at=timezone.now())

    assert [row.letters for row in table.rows] == [f"{len(row.title)}字" for row in table.rows]
