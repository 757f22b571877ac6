"""会合のあいだの変化: what changed from one closed session to another, to each as far as it is
theirs to read."""

import re
from datetime import date

import pytest

from issues.actions import commitments, discussion_points, follow_ups
from issues.due_dates.due import named
from issues.models import Commitment, LocalRequest
from meetings.actions import handlings
from tests import worlds
from tests.factories.cast import organization
from tests.factories.issues import a_commitment
from tests.meetings.sessions.conftest import moment
from tests.reading import number, queries, words

PATH = "/changes/"
SUMMARY = re.compile(
    r"要望は、 ?(\d+)件 ?が新しく出て、 ?(\d+)件 ?に回答があり、 ?(\d+)件 ?が決着しました。"
)


def summary(answer):
    return tuple(int(n) for n in SUMMARY.search(words(answer)).groups())


def moved(part):
    return [(row.record.title, row.before[0], row.record.status) for row in part.rows]


@pytest.fixture
def second(stage, past):
    """WT第2回 of 10 June is closed too. 費用 moved at it, and its memo says something new."""
    return hold_the_second(stage)


def hold_the_second(stage):
    meeting = stage.hold(stage.session(2, 6, 10, fictional=True))
    stage.move_point(meeting, "cost", "start_discussion")
    handlings.write_memo(
        stage.points["cost"], by=stage.cast.secretariat, meeting=meeting,
        text="予算を検討する。期限を決める。",
    )  # fmt: skip
    promised = a_commitment("夏までに示す")
    Commitment.objects.filter(pk=promised.pk).update(said_on=date(2024, 6, 3))
    stage.close(meeting)
    return meeting


@pytest.fixture
def between(stage, past, second, as_):
    """The page from WT第1回 to WT第2回, for one of the cast, with further conditions."""

    def get(who="secretariat", **more):
        person = getattr(stage.cast, who) if isinstance(who, str) else who
        return as_(person).get(PATH, {"from": past.pk, "to": second.pk, **more})

    return get


@pytest.fixture(scope="class")
def both_once(made_once, once_in_class):
    stage, first = worlds.copied(made_once)
    return stage, first, once_in_class(lambda: hold_the_second(stage))


class WithTheSecond:
    """Its tests share the second session, made once for the class."""

    @pytest.fixture
    def made(self, db, both_once):
        return worlds.copied(both_once)

    @pytest.fixture
    def second(self, made):
        return made[2]


class TestWhatItTells(WithTheSecond):
    def test_one_sentence_sums_it_up(self, between):
        assert summary(between()) == (1, 1, 1)

    def test_new_requests(self, between):
        rows = between().context["told"].new.rows

        assert [(row.title, row.status) for row in rows] == [("後の要望", "logged")]

    def test_requests_that_moved_from_where_to_where(self, between):
        assert moved(between().context["told"].moved) == [
            ("回答済", "replied", "settled"),
            ("検討中", "under_review", "replied"),
        ]

    def test_it_says_who_moved_them_when_and_links_to_then(self, between, second):
        answer = between()

        (step,) = answer.context["told"].moved.rows[0].steps
        assert (step.before[1], step.after[1], step.at) == ("回答済", "決着", moment(5, 28))
        assert step.who == "内閣官房デジタル行財政改革会議事務局 事務局"
        assert step.person == "secretariatさん"
        html = answer.content.decode()
        assert f'href="/requests/{number("回答済")}/?as_of={second.pk}"' in html

    def test_replies_with_their_class_and_opinions(self, between):
        told = between().context["told"]

        assert [
            (r.local_request.title, r.get_reply_class_display()) for r in told.replies.rows
        ] == [("検討中", "対応する")]
        assert [(o.reply.local_request.title, o.stance) for o in told.opinions.rows] == [
            ("回答済", "satisfied")
        ]

    def test_points_that_moved(self, between):
        (row,) = between().context["told"].points.rows

        assert (row.record.code, row.before[1], row.record.status) == (
            "cost", "未着手", "discussing",
        )  # fmt: skip

    def test_what_is_different_in_the_memos(self, between):
        answer = between()

        (row,) = answer.context["told"].memos.rows
        assert (row.change.added, row.change.removed) == (1, 0)
        assert "期限を決める。" in words(answer)

    def test_commitments_that_were_made_and_kept(self, stage, between, past, as_):
        made = a_commitment("前からの約束")
        commitments.fulfil(made, by=stage.cast.secretariat, by_what="通知を出した")

        told = between().context["told"]
        now = as_(stage.cast.secretariat).get(PATH, {"from": past.pk}).context["told"]

        assert [row.title for row in told.promised.rows] == ["夏までに示す"]
        assert told.judged.rows == ()
        assert moved(now.judged) == [("前からの約束", "recorded", "fulfilled")]

    def test_tasks_that_are_late_or_done_by_now(self, stage, past, as_):
        made = [
            follow_ups.assign(
                LocalRequest.objects.get(title="検討中"), by=stage.cast.secretariat,
                organization=organization("digital"), title=title, due=named(date(2024, 6, 1)),
            )
            for title in ("遅れている", "終わった")
        ]  # fmt: skip
        follow_ups.complete(made[1], by=stage.cast.digital, result="済み")

        told = as_(stage.cast.secretariat).get(PATH, {"from": past.pk}).context["told"]

        assert [row.follow_up.title for row in told.late.rows] == ["遅れている"]
        assert [row.follow_up.title for row in told.done.rows] == ["終わった"]

    def test_made_up_sessions_are_marked(self, between):
        assert "WT第2回（架空） （ 令和6年6月10日（月） ）の確定まで" in words(between())


class TestWhatItIsToldOf(WithTheSecond):
    def test_a_point(self, stage, between):
        assert summary(between(point="talent")) == (0, 0, 0)
        assert summary(between(point="cost")) == (1, 1, 1)
        assert between(point="talent").context["told"].points.rows == ()

    def test_an_organization_that_asked_by_name_or_code(self, between):
        assert summary(between(organization="054348")) == (1, 1, 1)
        assert summary(between(organization="秋田県美郷町")) == (1, 1, 1)
        assert summary(between(organization="愛知県一宮市")) == (0, 0, 0)

    def test_a_ministry(self, stage, between):
        told = between(organization=organization("digital").code).context["told"]

        assert (told.new.total, told.moved.total, told.replies.total) == (0, 2, 1)
        assert told.points.total == told.memos.total == 0

    @pytest.mark.parametrize(
        ("condition", "words_"),
        [
            ({"point": "nonsense"}, "その論点はありません。"),
            ({"organization": "どこにもない町"}, "どこにもない町"),
        ],
    )
    def test_what_there_is_none_of_is_said_so(self, between, condition, words_):
        answer = between(**condition)

        assert answer.status_code == 200
        assert "told" not in answer.context
        assert words_ in words(answer)


class TestWhichSessions:
    def test_without_any_the_last_two(self, stage, past, second, as_):
        span = as_(stage.cast.secretariat).get(PATH).context["span"]

        assert (span.earlier.meeting, span.later.meeting) == (past, second)

    def test_with_a_single_one_from_it_to_now(self, stage, past, as_):
        answer = as_(stage.cast.secretariat).get(PATH)

        span = answer.context["span"]
        assert (span.earlier.meeting, span.later) == (past, None)
        assert "の確定から、今までに変わったことです。" in words(answer)

    def test_the_wrong_order_offers_to_swap(self, stage, past, second, as_):
        answer = as_(stage.cast.secretariat).get(
            PATH, {"from": second.pk, "to": past.pk, "point": "cost"}
        )

        assert (
            "「いつから」の会合（WT第2回（架空））が、「いつまで」の会合（WT第1回）より後に"
            in words(answer)
        )
        swap = re.search(r'href="(\?[^"]+)">入れ替えて', answer.content.decode())
        turned = as_(stage.cast.secretariat).get(PATH + swap[1].replace("&amp;", "&"))
        assert summary(turned) == (1, 1, 1)

    def test_twice_the_same(self, stage, past, as_):
        answer = as_(stage.cast.secretariat).get(PATH, {"from": past.pk, "to": past.pk})

        assert "同じ会合が選ばれています" in words(answer)

    @pytest.mark.parametrize("key", ["99999", "nonsense", "-1", "１"])
    def test_one_that_there_is_none_of_is_said_so(self, stage, past, as_, key):
        answer = as_(stage.cast.secretariat).get(PATH, {"from": key})

        assert answer.status_code == 200
        assert "その会合は、確定していないか、見られません。" in words(answer)


class TestWhoReadsWhat(WithTheSecond):
    def test_outsiders_see_nothing_internal(self, between, visitor):
        answer = between(visitor)

        assert summary(answer) == (0, 0, 0)
        for title in ("回答済", "後の要望", "夏までに示す"):
            assert title not in words(answer).split("が決着しました。")[1]

    def test_memos_and_persons_are_the_teams(self, between, public, visitor):
        html = between(visitor).content.decode()

        assert "予算を検討する" not in html
        assert "secretariatさん" not in html
        assert "misatoさん" not in html

    def test_unpublished_opinions_stay_with_those_concerned(self, between, public, visitor):
        assert between(visitor).context["told"].opinions.rows == ()
        assert len(between("misato").context["told"].opinions.rows) == 1

    def test_published_replies_are_everybodys(self, between, public, visitor):
        rows = between(visitor).context["told"].replies.rows

        assert [reply.local_request.title for reply in rows] == ["検討中"]

    def test_reasons_are_for_the_team(self, stage, between, visitor):
        discussion_points.move(
            stage.points["talent"], "start_discussion", by=stage.cast.secretariat,
            reason="内々の理由", effective_at=moment(6, 1),
        )  # fmt: skip

        assert "内々の理由" not in words(between(visitor))


def test_the_number_of_queries_does_not_grow_with_what_changed(stage, past, second, as_):
    client = as_(stage.cast.secretariat)
    path = f"{PATH}?from={past.pk}"
    before, few = client.get(path).context["told"], queries(client, path)
    for title in ("一つ目", "二つ目"):
        new = stage.log(title, said_on=date(2024, 6, 1))
        stage.triage(new, moment(6, 2))
        stage.reply(new, moment(6, 3))
        stage.triage(stage.log(f"前の{title}"), moment(6, 2))
    told = client.get(path).context["told"]

    assert told.new.total == before.new.total + 4
    assert told.replies.total == before.replies.total + 2
    assert queries(client, path) == few


def test_it_takes_few_queries(stage, past, second, as_, django_assert_max_num_queries):
    client = as_(stage.cast.secretariat)

    with django_assert_max_num_queries(16):  # four of them for the session and the reader
        answer = client.get(PATH, {"from": past.pk, "to": second.pk})

    assert answer.status_code == 200
