"""Lists, pages and the API as of a closed session: what was true then, to each as far as it is
theirs to read."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.actions import follow_ups, relations, replies, voices
from issues.due import named
from issues.models import LocalRequest
from tests.factories.cast import organization
from tests.meetings.sessions.conftest import moment

DUE = date(2024, 5, 31)


def words(answer):
    """The page's text without marks of the language, on one line."""
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", text)


def titles(answer):
    return [(row.title, row.status) for row in answer.context["page"]]


@pytest.fixture
def past(stage):
    """WT第1回 of 20 May is closed. 回答済 had been answered by then and was settled later,
    検討中 was answered later, 取下げ was withdrawn later, 後の要望 came up later."""
    stage.asked = {
        title: stage.log(title) for title in ("回答済", "検討中", "取下げ", "受付のまま")
    }
    for title in ("回答済", "検討中", "取下げ"):
        stage.triage(stage.asked[title], moment(4, 15), due=date(2024, 5, 10))
    stage.start_review(stage.asked["検討中"], moment(4, 20))
    stage.early = stage.reply(stage.asked["回答済"], moment(5, 8))
    first = stage.hold(stage.session(1, 5, 20))
    stage.close(first)
    stage.opinion(stage.asked["回答済"], moment(5, 25), stance="satisfied")
    voices.settle(
        LocalRequest.objects.get(title="回答済"), by=stage.cast.secretariat,
        reflected_in="基本方針 2.(3)", effective_at=moment(5, 28),
    )  # fmt: skip
    stage.late = stage.reply(
        stage.asked["検討中"], moment(5, 29), "adopted", timing_on=date(2025, 3, 31),
        means=["budget"],
    )  # fmt: skip
    stage.log("後の要望", said_on=date(2024, 6, 1))
    withdrawn = LocalRequest.objects.get(title="取下げ")
    relations.withdraw(withdrawn, by=stage.cast.misato, reason="解決した")
    return first


@pytest.fixture
def public(stage, past):
    """The same, with the requests and the late reply published."""
    for row in LocalRequest.objects.all():
        row.published_at = moment(6, 2)
        row.save(update_fields=["published_at"])
    stage.late.refresh_from_db()
    replies.publish(stage.late, by=stage.cast.secretariat, now=moment(6, 2))
    return past


def number(title):
    return LocalRequest.objects.get(title=title).number


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
        assert (
            "状況と回答は、この時点のものです。件名、論点、主担当府省、回答期限は、今の内容です。"
            in text
        )
        assert "時点：WT第1回" in text
        assert "その時の状況" in text

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

        assert list(answer.context["classes"].values()) == ["検討（期限なし）"]

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

    def test_disagreement_cannot_be_asked_of_the_past(self, stage, past, as_):
        answer = self.get(stage, as_, past, "&disagreeing=yes")

        assert titles(answer) == []
        assert "見解の不一致は、過去の時点では絞り込めません。" in words(answer)

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
        one = self.count(stage, as_, past, "&status=replied")
        assert self.count(stage, as_, past) == one

    def count(self, stage, as_, past, query=""):
        self.get(stage, as_, past, query)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            self.get(stage, as_, past, query)
        return len(queries)


class TestThePageOfARequest:
    def get(self, stage, as_, past, title, who="secretariat"):
        return as_(getattr(stage.cast, who)).get(f"/requests/{number(title)}/?as_of={past.pk}")

    def test_it_stands_where_it_stood(self, stage, past, as_):
        answer = self.get(stage, as_, past, "回答済")

        assert answer.context["local_request"].status == "replied"
        assert answer.context["sentence"] == (
            "デジタル庁が回答しました。美郷町の見解を待っています。"
        )
        assert "WT第1回の確定時点" in words(answer)
        assert "反映先" not in words(answer)

    def test_the_conversation_ends_with_the_moment(self, stage, past, as_):
        kinds = [
            [[type(turn).__name__ for turn in round.turns] for round in answer.context["rounds"]]
            for answer in (
                self.get(stage, as_, past, "回答済"),
                as_(stage.cast.secretariat).get(f"/requests/{number('回答済')}/"),
            )
        ]

        assert kinds == [[["Answer"]], [["Answer", "Said"]]]

    def test_the_history_ends_with_the_moment(self, stage, past, as_):
        lines = self.get(stage, as_, past, "回答済").context["lines"]

        assert [line.to_status[0] for line in lines if line.to_status[0]][-3:] == [
            "replied", "triaged", "logged",
        ]  # fmt: skip
        assert max(line.at for line in lines if line.label != "登録") <= past.closed_at

    def test_a_reply_was_late_by_the_day_of_the_session(self, stage, past, as_):
        answer = self.get(stage, as_, past, "検討中")

        assert answer.context["sentence"] == "デジタル庁の回答が10日遅れています。"
        assert [row.days_late for row in answer.context["rounds"]] == [10]

    def test_nobody_had_been_asked_before_triage(self, stage, past, as_):
        stage.triage(LocalRequest.objects.get(title="受付のまま"), moment(6, 1), due=DUE)

        answer = self.get(stage, as_, past, "受付のまま")

        assert answer.context["rounds"] == []
        assert answer.context["local_request"].due_on is None

    def test_nothing_can_be_moved_there(self, stage, past, as_):
        answer = self.get(stage, as_, past, "回答済")

        assert [answer.context[name] for name in ("moves", "offers", "not_now")] == [[], [], []]
        assert (
            f'操作、関連する要望、期限の変更の記録は、<a href="/requests/{number("回答済")}/">'
            in (answer.content.decode())
        )
        assert "この回答を公表する" not in answer.content.decode()
        assert "csrfmiddlewaretoken" not in answer.content.decode().split("<main")[1]

    def test_the_voices_are_those_heard_by_then(self, stage, past, as_):
        request = LocalRequest.objects.get(title="検討中")
        voices.judge(request, by=stage.cast.secretariat, judgement="continue", text="")

        then = self.get(stage, as_, past, "検討中").context["voices"]
        now = as_(stage.cast.secretariat).get(f"/requests/{request.number}/").context["voices"]

        assert (then.judgement, str(now.judgement)) == (None, "継続フォロー")

    def test_tasks_are_those_given_by_then(self, stage, past, as_):
        follow_ups.assign(
            LocalRequest.objects.get(title="検討中"), by=stage.cast.secretariat,
            organization=organization("digital"), title="後で頼んだ", due=named(DUE),
        )  # fmt: skip

        assert "後で頼んだ" not in words(self.get(stage, as_, past, "検討中"))

    def test_its_neighbours_are_those_of_then(self, stage, past, as_):
        context = self.get(stage, as_, past, "受付のまま").context

        assert (str(context["previous"].title), context["next"]) == ("取下げ", None)
        html = self.get(stage, as_, past, "受付のまま").content.decode()
        assert f'rel="prev" href="/requests/{number("取下げ")}/?as_of={past.pk}"' in html

    def test_what_had_not_come_up_says_so(self, stage, past, as_):
        answer = self.get(stage, as_, past, "後の要望")

        assert answer.status_code == 404
        assert "この要望は、この時点ではまだ出ていませんでした" in words(answer)

    def test_outsiders_find_no_internal_one_by_going_back(self, stage, past, as_):
        answer = self.get(stage, as_, past, "後の要望", who="stranger")

        assert answer.status_code == 404
        assert "後の要望" not in answer.content.decode()

    def test_outsiders_read_no_unpublished_reply_by_going_back(self, stage, public, client):
        answer = client.get(f"/requests/{number('回答済')}/?as_of={public.pk}")

        assert answer.status_code == 200
        assert "検討します。" not in answer.content.decode()

    def test_the_number_of_queries_does_not_grow_with_what_came_later(self, stage, past, as_):
        counts = []
        for given in (1, 2):
            for each in range(given):
                follow_ups.assign(
                    LocalRequest.objects.get(title="検討中"), by=stage.cast.secretariat,
                    organization=organization("digital"), title=f"{each}", due=named(DUE),
                )  # fmt: skip
            self.get(stage, as_, past, "検討中")
            with CaptureQueriesContext(connection) as queries:
                self.get(stage, as_, past, "検討中")
            counts.append(len(queries))
        assert counts[0] == counts[1]


def test_neighbours_follow_the_number_not_the_text(stage, as_):
    rows = [stage.log(f"{n}番目") for n in range(3)]
    for row, name in zip(rows, ("R6-9999", "R6-10000", "R6-10001"), strict=True):
        LocalRequest.objects.filter(pk=row.pk).update(number=name)

    context = as_(stage.cast.secretariat).get("/requests/R6-10000/").context

    assert (context["previous"].number, context["next"].number) == ("R6-9999", "R6-10001")
