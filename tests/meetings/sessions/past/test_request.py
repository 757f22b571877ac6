"""The page of a request as of a closed session: where it stood, and what had been said by then."""

from datetime import date

from issues.actions import follow_ups, voices
from issues.due_dates.due import named
from issues.models import LocalRequest
from tests.factories.cast import organization
from tests.factories.rows import put
from tests.meetings.sessions.conftest import moment
from tests.reading import number, queries, words

DUE = date(2024, 5, 31)


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
        assert "この回答を確かめて公表する" not in answer.content.decode()
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
        path = f"/requests/{number('回答済')}/?as_of={public.pk}"
        then, answer = client.get(path), client.get(f"{path}&known=later")

        assert (then.status_code, answer.status_code) == (200, 200)
        assert "検討します。" not in then.content.decode()
        assert "検討します。" not in answer.content.decode()

    def test_the_number_of_queries_does_not_grow_with_what_came_later(self, stage, past, as_):
        client, path = as_(stage.cast.secretariat), f"/requests/{number('検討中')}/?as_of={past.pk}"
        counts = []
        for given in (1, 2):
            for each in range(given):
                follow_ups.assign(
                    LocalRequest.objects.get(title="検討中"), by=stage.cast.secretariat,
                    organization=organization("digital"), title=f"{each}", due=named(DUE),
                )  # fmt: skip
            counts.append(queries(client, path))
        assert counts[0] == counts[1]


def test_neighbours_follow_the_number_not_the_text(stage, as_):
    rows = [stage.log(f"{n}番目") for n in range(3)]
    for row, name in zip(rows, ("R6-9999", "R6-10000", "R6-10001"), strict=True):
        put(LocalRequest.objects.filter(pk=row.pk), number=name)

    context = as_(stage.cast.secretariat).get("/requests/R6-10000/").context

    assert (context["previous"].number, context["next"].number) == ("R6-9999", "R6-10001")
