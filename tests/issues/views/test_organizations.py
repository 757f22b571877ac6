import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.issues import a_request
from tests.factories.organizations import organization

pytestmark = pytest.mark.usefixtures("points")


def found(answer):
    return [row.full_name for row in answer.context["page"]]


@pytest.fixture
def some(db):
    for code in ("054348", "324485", "232033", "350001"):
        organization(code)


@pytest.mark.usefixtures("some")
class TestList:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("q=美郷", ["秋田県美郷町", "島根県美郷町"]),
            ("q=みさと", ["秋田県美郷町", "島根県美郷町"]),
            ("q=ﾐｻﾄ", ["秋田県美郷町", "島根県美郷町"]),
            ("q=秋田　美郷", ["秋田県美郷町"]),
            ("q=054348", ["秋田県美郷町"]),
            ("prefecture=050008", ["秋田県", "秋田県美郷町"]),
            ("kind=core_city", ["愛知県一宮市"]),
        ],
    )
    def test_it_finds_by_name_reading_place_and_kind(self, query, expected, client):
        assert found(client.get(f"/organizations/?{query}")) == expected

    def test_those_with_visible_requests_come_first(self, client):
        a_request(published=True, code="350001")
        a_request(code="054348")

        answer = client.get("/organizations/")

        first, *others = [(row.full_name, row.requests) for row in answer.context["page"]]
        assert first == ("山口県", 1)
        assert {number for _, number in others} == {0}

    def test_a_condition_that_cannot_be_read_is_said_beside_it(self, client):
        answer = client.get("/organizations/?kind=nonsense")

        assert (list(answer.context["filters"].errors), found(answer)) == (["kind"], [])

    def test_it_needs_as_many_queries_for_three_rows_as_for_one(self, client):
        def queries():
            with CaptureQueriesContext(connection) as caught:
                client.get("/organizations/")
            return len(caught)

        a_request(published=True)
        one = queries()
        a_request(published=True, code="232033")
        a_request(published=True, code="350001")

        assert queries() == one


class TestDetail:
    def test_it_says_where_each_request_stands(self, client):
        going = a_request(published=True)
        done = a_request(published=True, status="settled")

        context = client.get("/organizations/054348/").context

        assert [(row.number, words) for row, words in context["open"]] == [
            (going.number, "受付しました。論点整理を待っています。")
        ]
        assert [(row.number, words) for row, words in context["closed"]] == [
            (done.number, "決着しました。")
        ]

    def test_a_ministry_shows_what_was_put_to_it(self, client):
        led = a_request(published=True, lead="soumu")
        a_request(published=True)

        context = client.get("/organizations/soumu/").context

        assert [row.number for row, _ in context["led"]] == [led.number]
