"""Matrix, points and organizations as of a closed session, on pages and in the API."""

import pytest

from tests.reading import number, queries, words


def cost(answer):
    """The row of 費用 in a page's matrix: counts of 受付 … 決着, and the sum."""
    matrix = answer.context["shown" if "shown" in answer.context else "matrix"]
    (row,) = (row for row in matrix.rows if row.point.code == "cost")
    return [cell.count for cell in row.cells], row.total, matrix.total


THEN, NOW = ([1, 1, 1, 1, 0, 0], 4, 4), ([2, 0, 0, 1, 0, 1], 4, 4)


@pytest.mark.parametrize("path", ["/", "/points/"])
class TestTheMatrix:
    def test_it_counts_what_was_true_then(self, stage, past, as_, path):
        client = as_(stage.cast.secretariat)

        assert cost(client.get(path, {"as_of": past.pk})) == THEN
        assert cost(client.get(path)) == NOW

    def test_its_numbers_lead_to_the_list_of_then(self, stage, past, as_, path):
        client = as_(stage.cast.secretariat)
        html = client.get(path, {"as_of": past.pk}).content.decode()
        address = f"/requests/?point=cost&amp;status=replied&amp;as_of={past.pk}"

        assert f'href="{address}"' in html
        behind = client.get(address.replace("&amp;", "&"))
        assert [row.title for row in behind.context["page"]] == ["回答済"]

    def test_outsiders_count_no_internal_request(self, past, client, path):
        assert cost(client.get(path, {"as_of": past.pk})) == ([0] * 6, 0, 0)

    def test_a_session_that_there_is_none_of_is_not_found(self, past, client, path):
        assert client.get(path, {"as_of": "x"}).status_code == 404

    def test_it_says_which_time_it_shows(self, stage, past, as_, path):
        text = words(as_(stage.cast.secretariat).get(path, {"as_of": past.pk}))

        assert "WT第1回の確定時点（ 令和6年5月20日（月） ） の状況です。" in text
        assert "今の状況に戻す" in text


def test_points_stand_where_they_stood(stage, past, client):
    second = stage.hold(stage.session(2, 6, 10))
    stage.move_point(second, "cost", "start_discussion")
    stage.close(second)

    def status(meeting):
        (row,) = (
            row
            for row in client.get("/points/", {"as_of": meeting.pk}).context["matrix"].rows
            if row.point.code == "cost"
        )
        return row.point.status

    assert [status(past), status(second)] == ["open", "discussing"]


class TestAnOrganization:
    PATH = "/organizations/054348/"

    def test_its_requests_stand_where_they_stood(self, stage, past, as_):
        context = as_(stage.cast.secretariat).get(self.PATH, {"as_of": past.pk}).context

        assert [(row.title, row.status) for row, _ in context["open"]] == [
            ("回答済", "replied"),
            ("検討中", "under_review"),
            ("取下げ", "triaged"),
            ("受付のまま", "logged"),
        ]
        assert (list(context["closed"]), context["total"]) == ([], 4)

    def test_its_links_lead_to_the_requests_of_then(self, stage, past, as_):
        html = as_(stage.cast.secretariat).get(self.PATH, {"as_of": past.pk}).content.decode()

        assert f'href="/requests/{number("回答済")}/?as_of={past.pk}"' in html
        assert f'href="/requests/?organization=054348&amp;joined=no&amp;as_of={past.pk}"' in html

    def test_a_ministry_led_what_it_leads(self, stage, past, as_):
        client = as_(stage.cast.secretariat)
        code = stage.cast.digital.acting.organization.code
        context = client.get(f"/organizations/{code}/", {"as_of": past.pk}).context

        assert [(row.title, row.status) for row, _ in context["led"]] == [
            ("回答済", "replied"),
            ("検討中", "under_review"),
            ("取下げ", "triaged"),
        ]

    def test_outsiders_see_nothing_internal(self, past, client):
        assert client.get(self.PATH, {"as_of": past.pk}).context["total"] == 0


class TestTheApi:
    def test_requests_stand_where_they_stood_and_the_answer_says_when(self, stage, past, as_):
        told = as_(stage.cast.secretariat).get("/api/requests/", {"as_of": past.pk}).json()

        assert [(row["title"], row["status"]) for row in told["results"]] == [
            ("回答済", "replied"),
            ("検討中", "under_review"),
            ("取下げ", "triaged"),
            ("受付のまま", "logged"),
        ]
        assert told["results"][0]["as_of"] == {
            "meeting": past.pk,
            "label": "WT第1回",
            "at": "2024-05-20T15:00:00+09:00",
            "fictional": False,
        }

    def test_now_has_no_moment(self, stage, past, as_):
        told = as_(stage.cast.secretariat).get("/api/requests/").json()

        assert {row["as_of"] for row in told["results"]} == {None}

    def test_one_request_stands_where_it_stood_and_offers_no_move(self, stage, past, as_):
        path = f"/api/requests/{number('回答済')}/"
        told = as_(stage.cast.secretariat).get(path, {"as_of": past.pk}).json()

        assert (told["status"], told["status_label"], told["offered"]) == ("replied", "回答済", [])
        assert told["sentence"] == "デジタル庁が回答しました。美郷町の見解を待っています。"

    def test_what_had_not_come_up_is_not_found(self, stage, past, as_):
        path = f"/api/requests/{number('後の要望')}/"

        assert as_(stage.cast.secretariat).get(path, {"as_of": past.pk}).status_code == 404

    def test_points_stand_where_they_stood(self, stage, past, client):
        stage.move_point(stage.hold(stage.session(2, 6, 10)), "cost", "start_discussion")

        def told(path, data):
            return client.get(path, data).json()

        now, then = (told("/api/points/cost/", d) for d in ({}, {"as_of": past.pk}))
        rows = told("/api/points/", {"as_of": past.pk})["results"]
        assert (now["status"], then["status"]) == ("discussing", "open")
        assert (now["as_of"], then["as_of"]["label"]) == (None, "WT第1回")
        assert {row["code"]: row["status"] for row in rows}["cost"] == "open"

    @pytest.mark.parametrize("path", ["/api/requests/", "/api/points/", "/api/points/cost/"])
    @pytest.mark.parametrize("key", ["x", "99999"])
    def test_a_session_that_there_is_none_of_is_refused(self, past, client, path, key):
        answer = client.get(path, {"as_of": key})

        assert (answer.status_code, list(answer.json())) == (400, ["as_of"])

    def test_outsiders_get_nothing_internal(self, past, client):
        assert client.get("/api/requests/", {"as_of": past.pk}).json()["results"] == []


@pytest.mark.parametrize("path", ["/", "/points/", "/organizations/054348/", "/api/requests/"])
def test_the_number_of_queries_does_not_grow_with_the_rows(stage, past, as_, path):
    client = as_(stage.cast.secretariat)
    few = queries(client, f"{path}?as_of={past.pk}")
    stage.log("もう1件")
    stage.log("さらに1件")

    assert queries(client, f"{path}?as_of={past.pk}") == few
