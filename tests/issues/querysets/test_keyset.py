"""Pages that go on from where the last one ended: the same rows as by counting, in every order."""

import re
from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from issues.filters.local_requests import LocalRequestFilters
from issues.forums.default_points import load_points
from issues.models import Standing
from issues.views import paging
from issues.views.paging import page_of
from tests import worlds
from tests.factories.issues import a_request

TOWNS = ("054348", "011002", "131016")


@pytest.fixture(scope="module")
def requests_once(once):
    return once(_make)


@pytest.fixture
def requests(db, requests_once):
    return worlds.copied(requests_once)


def _make():
    load_points()
    rows = [
        a_request(f"要望{index}", code=TOWNS[index % 3], published=index % 2 == 0)
        for index in range(7)
    ]
    # Some without a due date, two with the same: with two on a page each seam is met.
    for index, day in ((1, 5), (2, 3), (5, 5)):
        here = Standing.objects.filter(local_request=rows[index])
        here.update(due_on=date(2027, 1, day))
    return rows


def page(user, address, per_page=2):
    request = RequestFactory().get(f"/requests/?{address}")
    request.user = user
    rows = LocalRequestFilters(QueryDict(address), Standing.objects.visible_to(user)).qs
    return page_of(request, rows, per_page=per_page)


def keys(page):
    return [row.local_request_id for row in page]


def orders():
    return ["", *LocalRequestFilters.SORTS]


@pytest.mark.parametrize("sort", orders())
def test_going_on_gives_what_counting_gives(requests, secretariat, sort):
    by_number = [keys(page(secretariat, f"sort={sort}&page={n}")) for n in range(1, 5)]
    here, seen = page(secretariat, f"sort={sort}"), []
    while True:
        seen.append(keys(here))
        if not here.has_next():
            break
        address = f"sort={sort}&page={here.next_page_number()}&after={here.after}"
        here = page(secretariat, address)
    back = []
    while here.has_previous():
        address = f"sort={sort}&page={here.previous_page_number()}&before={here.before}"
        here = page(secretariat, address)
        back.append(keys(here))

    assert seen == by_number
    assert back == by_number[-2::-1]
    assert len({key for part in seen for key in part}) == 7


@pytest.mark.parametrize("place", ["", "~", "x", "1~2~3", "9" * 4000, "2024-99-99", "a\x00b"])
def test_a_place_that_cannot_be_read_is_passed_over(requests, secretariat, place):
    expected = keys(page(secretariat, "page=2"))

    for name in ("after", "before"):
        query = QueryDict(mutable=True)
        query.update({"page": "2", name: place})
        assert keys(page(secretariat, query.urlencode())) == expected


def test_a_place_leads_to_no_row_that_the_reader_does_not_see(requests, visitor):
    first = page(visitor, "")

    second = page(visitor, f"page=2&after={first.after}")

    assert keys(first) + keys(second) == [each.pk for each in requests[::2]]


def test_the_pager_and_the_api_go_on_from_there(client, requests, monkeypatch):
    monkeypatch.setattr("issues.views.paging.PER_PAGE", 2)
    monkeypatch.setitem(paging.page_of.__kwdefaults__, "per_page", 2)
    monkeypatch.setattr("issues.api.paging.SeekingPagination.page_size", 2)

    shown = client.get("/requests/").content.decode()
    first = client.get("/api/requests/").json()
    second = client.get(first["next"]).json()

    assert "page=2&amp;after=" in shown
    assert "after=" in first["next"]
    assert "before=" in second["previous"]
    numbers = [row["number"] for row in (*first["results"], *second["results"])]
    assert numbers == [each.number for each in requests[::2]]


def test_rows_without_a_date_stand_behind_those_with_one_both_ways(requests, secretariat):
    for sort, dated in (("due", [2, 1, 5]), ("-due", [1, 5, 2])):
        shown = page(secretariat, f"sort={sort}", per_page=7)

        assert keys(shown) == [requests[index].pk for index in (*dated, 0, 3, 4, 6)]


def test_the_end_of_a_list_is_read_from_its_end(requests, secretariat):
    with CaptureQueriesContext(connection) as queries:
        last = page(secretariat, "sort=due&page=4")
    offsets = [int(n) for each in queries for n in re.findall(r"OFFSET (\d+)", each["sql"])]

    assert keys(last) == [requests[6].pk]
    assert max(offsets, default=0) == 0


@pytest.mark.parametrize("address", ["page=4", "page=99", "page=last", "page=0", "page=-3"])
def test_addresses_of_before_lead_to_the_nearest_page(requests, secretariat, address):
    expected = {"page=4": 4, "page=99": 4, "page=last": 1, "page=0": 4, "page=-3": 4}[address]

    assert page(secretariat, address).number == expected
