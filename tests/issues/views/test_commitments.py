import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.actions import commitments
from tests.factories.issues import a_commitment, a_request

pytestmark = pytest.mark.usefixtures("points")


def opened(commitment, **typed):
    """What a browser sends back from the edit page as it was opened, with these words typed."""
    return {
        "version": commitment.version,
        "was-title": commitment.title,
        "was-answers": "",
        "title": commitment.title,
        "primary": "cost",
        "answers": "",
        **typed,
    }


class TestList:
    def test_it_leaves_out_what_was_taken_back(self, secretariat, as_):
        kept, taken_back = a_commitment(), a_commitment("言い間違い")
        commitments.retract(taken_back, by=secretariat, reason="候補の誤り")

        answer = as_(secretariat).get("/commitments/")

        assert [row.number for row, _ in answer.context["rows"]] == [kept.number]

    @pytest.mark.parametrize("query", ["point=talent", "ministry=soumu", "q=人材", "q=ｼﾞﾝｻﾞｲ"])
    def test_each_condition_finds_the_one_it_fits(self, query, client):
        a_commitment(published=True)
        wanted = a_commitment(
            "人材（ジンザイ）を出す", code="soumu", points=("talent",), published=True
        )

        answer = client.get(f"/commitments/?{query}")

        assert [row.number for row, _ in answer.context["rows"]] == [wanted.number]

    def test_it_needs_as_many_queries_for_three_rows_as_for_one(self, client):
        def queries():
            with CaptureQueriesContext(connection) as caught:
                client.get("/commitments/")
            return len(caught)

        a_commitment(published=True)
        one = queries()
        a_commitment(published=True, points=("cost", "talent"))
        a_commitment(published=True, code="soumu")

        assert queries() == one


class TestDetail:
    def test_it_names_only_the_answered_requests_that_the_reader_sees(
        self, secretariat, client, as_
    ):
        shown, hidden = a_request(published=True), a_request("内々の要望")
        commitment = a_commitment(published=True)
        commitments.edit(commitment, by=secretariat, answers=[shown, hidden])

        answered = client.get(f"/commitments/{commitment.number}/").context["answered"]

        assert [row.number for row in answered] == [shown.number]


class TestEdit:
    def test_it_links_requests_by_their_numbers(self, wt_member, as_):
        requests = [a_request(), a_request()]
        commitment = a_commitment()
        typed = "Ｒ６－０００１、r6-0002"

        answer = as_(wt_member).post(
            f"/commitments/{commitment.number}/edit/", opened(commitment, answers=typed)
        )

        assert answer.status_code == 302
        assert list(commitment.answers.order_by("number")) == requests

    def test_a_number_that_is_none_is_named(self, wt_member, as_):
        commitment = a_commitment()

        answer = as_(wt_member).post(
            f"/commitments/{commitment.number}/edit/", opened(commitment, answers="R6-0099")
        )

        assert answer.status_code == 422
        assert answer.context["form"].errors["answers"] == [
            "次の番号の要望は見つかりません：R6-0099"
        ]

    def test_somebody_faster_is_shown_side_by_side(self, secretariat, wt_member, as_):
        seen = a_commitment()
        commitments.edit(seen, by=secretariat, title="相手の要旨")

        answer = as_(wt_member).post(
            f"/commitments/{seen.number}/edit/", opened(seen, title="わたしの要旨")
        )

        (clash,) = answer.context["clashes"]
        assert (answer.status_code, clash.theirs, clash.mine) == (409, "相手の要旨", "わたしの要旨")
