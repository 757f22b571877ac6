"""Every number of a dashboard equals the list that it leads to; numbers of queries are fixed."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.models import DiscussionPoint
from organizations.models import Organization
from reports.figures import ministries, places, summary
from tests.factories import boards

pytestmark = pytest.mark.django_db

READERS = ("visitor", "secretariat", "digital", "soumu", "misato")
BOARDS = (summary, ministries, places)


@pytest.mark.parametrize(
    ("reader", "size"),
    [
        *((reader, "") for reader in READERS),
        ("secretariat", "town_village"),
        ("visitor", "town_village"),
    ],
)
def test_every_number_is_that_of_its_list(reader, size, made, scope_of, numbers, listed, request):
    actor = request.getfixturevalue(reader)
    scope = scope_of(actor, size=size)
    known, wrong = {}, []

    for board in BOARDS:
        for number in numbers(board.board_of(scope)):
            if number.query not in known:
                known[number.query] = listed(actor, number.query)
            if known[number.query] != number.count:
                wrong.append((board.__name__, number, known[number.query]))

    assert wrong == []
    assert len(known) > 60


@pytest.mark.parametrize("code", ["cost", "talent"])
def test_so_are_those_of_one_point(code, made, scope_of, numbers, listed, secretariat):
    scope = scope_of(secretariat, point=DiscussionPoint.objects.get(code=code))

    found = {number.query: number.count for number in numbers(summary.board_of(scope))}

    assert {query: listed(secretariat, query) for query in found} == found
    assert all(f"point={code}" in query for query in found)


def test_those_who_take_part_are_those_of_the_list_of_organizations(
    made, scope_of, visitor, client
):
    rows = places.board_of(scope_of(visitor)).sizes.rows

    found = {each.line.key: each.part for each in rows}

    listed = {
        each.line.key: client.get(f"/organizations/?{each.part_query}").context["page"].paginator
        for each in rows
    }
    assert {key: paginator.count for key, paginator in listed.items()} == found
    assert found["town"] == 1


@pytest.mark.parametrize("address", ["", "ministries/", "places/"])
def test_the_number_of_queries_does_not_grow(address, points, as_, secretariat):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert as_(secretariat).get(f"/overview/{address}").status_code == 200
        return len(captured)

    boards.answer(boards.ask(boards.log("初め", boards.TOWN)), (4, 20), "studying")
    queries()
    few = queries()

    for number, lead in enumerate(("digital", "soumu") * 3):
        obj = boards.ask(boards.log(f"要望{number}", boards.VILLAGE), lead=lead)
        boards.answer(obj, (4, 20), "declined", by=lead)

    assert queries() == few
    assert Organization.objects.filter(kind="village").count() == 1


@pytest.mark.parametrize("query", ["", "?size=town_village", "?size=core_city&point=cost"])
def test_every_link_of_the_first_page_leads_to_as_many_as_it_says(query, made, as_, secretariat):
    browser = as_(secretariat)
    page = browser.get(f"/overview/{query}").content.decode()
    links = set(re.findall(r'<a href="(/requests/[^"]*)"[^>]*>(\d+)(?:件)?</a>', page))

    found = {
        (href, int(count)): browser.get(html.unescape(href)).context["page"].paginator.count
        for href, count in links
    }

    assert {key: key[1] for key in found} == found
    assert len(found) > 5
