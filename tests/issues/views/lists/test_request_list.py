"""The list of requests: what it shows to whom, under which conditions, in which order."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from searching import indexing
from tests.factories.issues import a_commitment, a_request
from tests.factories.many import many_requests
from tests.factories.organizations import organization

pytestmark = pytest.mark.usefixtures("points")


def numbers(answer):
    return [row.number for row in answer.context["page"]]


class TestList:
    def test_it_leaves_out_what_was_withdrawn_or_merged(self, client):
        shown = a_request(published=True)
        a_request(published=True, status="withdrawn")
        a_request(published=True, status="merged")

        assert numbers(client.get("/requests/")) == [shown.number]

    def test_it_shows_withdrawn_ones_when_asked_for(self, client):
        a_request(published=True)
        withdrawn = a_request(published=True, status="withdrawn")

        assert numbers(client.get("/requests/?status=withdrawn")) == [withdrawn.number]

    def test_it_takes_several_statuses_at_once(self, client):
        first = a_request(published=True, status="triaged")
        a_request(published=True)
        third = a_request(published=True, status="settled")

        answer = client.get("/requests/?status=triaged&status=settled")

        assert numbers(answer) == [first.number, third.number]

    @pytest.mark.parametrize(
        "query",
        [
            "point=talent",
            "organization=愛知県一宮市",
            "organization=232033",
            "organization=一宮市",
            "size=core_city",
            "prefecture=230006",
            "kind=concern",
            "ministry=soumu",
            "year=2025",
            "q=ベンダー",
            "q=ﾍﾞﾝﾀﾞｰ",
            "q=担い手 ベンダー",
            "status=triaged",
        ],
    )
    def test_each_condition_finds_the_one_it_fits(self, query, client):
        a_request(published=True)
        wanted = a_request(
            "ベンダーの担い手が足りない",
            code="232033",
            points=("talent",),
            kind="concern",
            said_on=date(2025, 4, 1),
            lead="soumu",
            status="triaged",
            published=True,
        )

        assert numbers(client.get(f"/requests/?{query}")) == [wanted.number]

    def test_a_meeting_as_condition_finds_what_rests_on_its_minutes(self, world, client):
        elsewhere = a_request(published=True)
        here = world.published

        answer = client.get(f"/requests/?meeting={here.meeting.pk}")

        assert elsewhere.number not in numbers(answer)
        assert numbers(answer) == [here.local_request.number]

    def test_a_prefecture_takes_in_its_municipalities(self, client):
        town = a_request(published=True, code="054348")
        a_request(published=True, code="232033")

        assert numbers(client.get("/requests/?prefecture=050008")) == [town.number]

    @pytest.mark.parametrize(
        ("query", "field"),
        [
            ("organization=どこにもない町", "organization"),
            ("status=nonsense", "status"),
            ("point=nonsense", "point"),
            ("meeting=abc", "meeting"),
            ("year=9", "year"),
            ("sort=nonsense", "sort"),
            ("q=" + "長" * 101, "q"),
        ],
    )
    def test_a_condition_that_cannot_be_read_is_said_beside_it_and_selects_nothing(
        self, query, field, client
    ):
        a_request(published=True)

        answer = client.get(f"/requests/?{query}")

        assert answer.status_code == 200
        assert list(answer.context["filters"].errors) == [field]
        assert numbers(answer) == []
        assert f'id="id_{field}_error"' in answer.content.decode()

    def test_a_nul_in_a_condition_is_refused_before_it_is_looked_at(self, client):
        row = a_request(published=True)

        answer = client.get("/requests/?kind=%00")

        assert answer.status_code == 400
        assert row.number not in answer.content.decode()

    def test_an_ambiguous_name_is_asked_back_with_the_names(self, client):
        for code in ("054348", "324485", "454311"):
            organization(code)

        errors = client.get("/requests/?organization=美郷町").context["filters"].errors

        (error,) = errors["organization"]
        assert "秋田県美郷町、島根県美郷町、宮崎県美郷町" in error

    def test_each_chip_leads_to_the_list_without_it(self, client):
        a_request(published=True)

        answer = client.get("/requests/?q=移行&point=cost&status=logged&page=1&sort=-date")

        assert [(chip.label, chip.url) for chip in answer.context["chips"]] == [
            ("キーワード：移行", "/requests/?point=cost&status=logged&sort=-date"),
            ("論点：費用負担", "/requests/?q=%E7%A7%BB%E8%A1%8C&status=logged&sort=-date"),
            ("状況：受付", "/requests/?q=%E7%A7%BB%E8%A1%8C&point=cost&sort=-date"),
        ]

    def test_an_empty_list_says_which_condition_to_drop(self, client):
        a_request(published=True)

        ways = client.get("/requests/?q=窓口&point=cost").context["ways_out"]

        assert [(chip.label, count) for chip, count in ways] == [
            ("キーワード：窓口", 1),
            ("論点：費用負担", 0),
        ]

    @pytest.mark.parametrize(
        ("sort", "expected"),
        [
            ("number", [0, 1, 2]),
            ("-number", [2, 1, 0]),
            ("date", [1, 0, 2]),
            ("-date", [0, 2, 1]),
            ("status", [0, 2, 1]),
            ("-status", [1, 0, 2]),
            ("organization", [0, 2, 1]),
        ],
    )
    def test_it_sorts_and_lets_the_number_decide_between_equals(self, sort, expected, client):
        rows = [
            a_request(published=True, said_on=date(2024, 5, 2)),
            a_request(published=True, said_on=date(2024, 5, 1), status="settled", code="232033"),
            a_request(published=True, said_on=date(2024, 5, 2)),
        ]

        answer = client.get(f"/requests/?sort={sort}")

        assert numbers(answer) == [rows[place].number for place in expected]

    def test_it_shows_where_searched_words_stand_when_the_title_does_not_hold_them(self, client):
        found = a_request("支援してほしい", ask="窓口を一つにしてほしい。", published=True)

        (snippet,) = client.get("/requests/?q=窓口").context["hits"][found.pk]

        assert snippet.label == "求める措置"
        assert [(piece.text, piece.hit) for piece in snippet.pieces] == [
            ("窓口", True),
            ("を一つにしてほしい。", False),
        ]

    def test_it_needs_as_many_queries_for_three_rows_as_for_one(self, client):
        def queries():
            indexing.work_off()
            with CaptureQueriesContext(connection) as caught:
                client.get("/requests/?q=移行")
            return len(caught)

        a_request(published=True)
        one = queries()
        a_request(published=True, code="232033", points=("cost", "talent"))
        a_request(published=True, code="350001", lead="soumu")

        assert queries() == one


def test_a_search_that_finds_very_much_is_not_counted_to_its_end(client, monkeypatch):
    for _ in range(4):
        a_request("費用の見通し", published=True)
    monkeypatch.setattr("issues.views.requests.local_requests.HITS", 3)

    found, all_of_them = client.get("/requests/?q=費用"), client.get("/requests/")

    assert "<strong>3件以上</strong>" in found.content.decode()
    assert len(numbers(found)) == 4
    assert "<strong>4件</strong>" in all_of_them.content.decode()


MOST_BYTES = 45 * 1024


def test_fifty_rows_are_light(client):
    many_requests(60)

    page = client.get("/requests/")

    assert len(page.context["page"].object_list) == 50
    assert len(page.content) < MOST_BYTES


def test_a_search_of_requests_says_how_often_the_national_side_used_the_words(client):
    a_commitment("窓口を整える", published=True)

    assert client.get("/requests/?q=窓口").context["said"] == 1
