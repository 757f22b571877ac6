"""The list of requests as of a closed session, to each as far as it is theirs to read."""

from datetime import date

import pytest

from issues.actions import follow_ups, voices
from issues.columns import declared
from issues.due_dates.due import named
from issues.models import LocalRequest
from tests.factories.cast import organization
from tests.issues.views.lists.test_listed_columns import cells
from tests.reading import number, queries, words


def titles(answer):
    return [(row.title, row.status) for row in answer.context["page"]]


class TestTheList:
    def get(self, stage, as_, past, query="", who="secretariat"):
        return as_(getattr(stage.cast, who)).get(f"/requests/?as_of={past.pk}{query}")

    def test_it_shows_the_statuses_of_then_and_leaves_out_what_came_later(self, stage, past, as_):
        assert titles(self.get(stage, as_, past)) == [
            ("回答済", "replied"),
            ("検討中", "under_review"),
            ("取下げ", "triaged"),
            ("受付のまま", "logged"),
        ]

    def test_it_says_which_time_it_shows_and_what_is_of_now(self, stage, past, as_):
        text = words(self.get(stage, as_, past))

        assert "WT第1回の確定時点（ 令和6年5月20日（月） ） の状況です。" in text
        assert "この表の列は、この時点のものです。" in text
        assert "時点：WT第1回" in text
        assert "その時の状況" in text

    def test_each_column_says_what_was_true_then(self, stage, past, as_):
        query = "&columns=due_on,status,reply_class,reply_text,reflected_in,unanswered"

        text = self.get(stage, as_, past, query).content.decode()

        answered, studied = (stage.asked[title] for title in ("回答済", "検討中"))
        title, due, status, unanswered, *reply, reflected = cells(text, answered.number)[2:]
        assert (title, status, unanswered, reflected) == (
            "回答済 未公表",
            "回答済 回答：検討（期限なし）",
            "",
            "",
        )
        assert reply == ["検討（期限なし）", stage.early.text]
        assert "超過" not in due
        title, due, status, unanswered, *reply, _ = cells(text, studied.number)[2:]
        assert (title, status, unanswered, reply) == ("検討中 未公表", "検討中", "○", ["", ""])
        assert "10日超過" in due  # on 20 May, whatever day it is today

    def test_with_what_became_known_since_the_columns_come_from_the_record(self, stage, past, as_):
        query = "&known=later&columns=reply_text,status"

        text = self.get(stage, as_, past, query).content.decode()

        assert cells(text, stage.asked["回答済"].number)[-1] == stage.early.text

    def test_no_column_of_then_tells_what_the_reader_may_not_know(self, stage, public, client):
        query = ",".join(each.name for each in declared.COLUMNS if each.listed)

        text = client.get(f"/requests/?as_of={public.pk}&known=later&columns={query}")

        assert stage.asked["回答済"].number in text.content.decode()
        assert stage.early.text not in text.content.decode()

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("&status=replied", ["回答済"]),
            ("&status=settled", []),
            ("&status=withdrawn", []),
            ("&status=triaged&status=logged", ["取下げ", "受付のまま"]),
            ("&unanswered=yes", ["検討中", "取下げ"]),
            ("&reply_class=studying", ["回答済"]),
            ("&reply_class=adopted", []),
            ("&reply_class=unanswered", ["検討中", "取下げ"]),
            ("&reply_class=awaited", ["受付のまま"]),
            ("&q=検討", ["検討中"]),
            ("&sort=status", ["受付のまま", "取下げ", "検討中", "回答済"]),
            ("&sort=-status", ["回答済", "検討中", "取下げ", "受付のまま"]),
        ],
    )
    def test_conditions_mean_that_moment(self, stage, past, as_, query, found):
        answer = self.get(stage, as_, past, query)

        assert [title for title, _ in titles(answer)] == found
        assert answer.context["page"].paginator.count == len(found)

    def test_the_newest_answer_is_the_one_of_then(self, stage, past, as_):
        answer = self.get(stage, as_, past)

        assert [str(each) for each in answer.context["classes"].values()] == ["検討（期限なし）"]

    def test_an_answer_that_is_not_the_readers_is_told_neither_now_nor_then(
        self, stage, public, client
    ):
        answer = client.get(f"/requests/?as_of={public.pk}")

        assert answer.context["classes"] == {}
        assert "検討（期限なし）</p>" not in answer.content.decode()

    def test_internal_requests_stay_internal(self, past, client):
        assert titles(client.get(f"/requests/?as_of={past.pk}")) == []

    def test_a_late_task_is_one_that_was_late_then(self, stage, past, as_):
        request = LocalRequest.objects.get(title="検討中")
        follow_ups.assign(
            request, by=stage.cast.secretariat, organization=organization("digital"),
            title="今になって頼んだ", due=named(date(2024, 5, 1)),
        )  # fmt: skip

        assert titles(self.get(stage, as_, past, "&overdue=yes")) == []
        now = as_(stage.cast.secretariat).get("/requests/?overdue=yes")
        assert titles(now) == [("検討中", "replied")]

    def test_disagreement_can_be_asked_of_the_past(self, stage, past, as_):
        obj = LocalRequest.objects.get(title="回答済")
        voices.report_progress(obj, by=stage.cast.digital, progress="done")
        voices.judge(obj, by=stage.cast.secretariat, judgement="improve")

        assert titles(self.get(stage, as_, past, "&disagreeing=yes")) == []
        now = as_(stage.cast.secretariat).get("/requests/?disagreeing=yes")
        assert titles(now) == [("回答済", "settled")]

    def test_an_empty_list_offers_the_present(self, stage, past, as_):
        ways = self.get(stage, as_, past, "&status=settled").context["ways_out"]

        assert [(chip.label, chip.url, count) for chip, count in ways] == [
            ("状況：決着", f"/requests/?as_of={past.pk}", 4),
            ("時点：WT第1回", "/requests/?status=settled", 1),
        ]

    def test_its_links_lead_to_the_requests_of_then(self, stage, past, as_):
        html = self.get(stage, as_, past).content.decode()

        assert f'href="/requests/{number("回答済")}/?as_of={past.pk}"' in html

    def test_filtering_on_keeps_the_moment(self, stage, past, as_):
        html = self.get(stage, as_, past).content.decode()

        assert f'<input type="hidden" name="as_of" value="{past.pk}"' in html

    @pytest.mark.parametrize("key", ["999999", "nonsense", "-1", "９", "1 OR 1=1"])
    def test_a_session_that_there_is_none_of_is_not_found(self, stage, past, as_, key):
        answer = as_(stage.cast.secretariat).get("/requests/", {"as_of": key})

        assert answer.status_code == 404

    def test_the_number_of_queries_does_not_grow_with_the_rows(self, stage, past, as_):
        client = as_(stage.cast.secretariat)

        one = queries(client, f"/requests/?as_of={past.pk}&status=replied")
        assert queries(client, f"/requests/?as_of={past.pk}") == one
