"""Where tasks are listed: all of them, one's own, and the menu."""

from datetime import date

import pytest
from django.utils import timezone

from issues.actions import follow_ups
from issues.due_dates.due import named
from issues.forums import chosen_forum
from issues.pages import follow_up_rows, late_tasks

PAST = date(2024, 6, 28)
FUTURE = date(2099, 6, 30)


@pytest.fixture
def task(life):
    return life.assign(life.log())


def titles(rows):
    return [row.follow_up.title for row in rows]


class TestList:
    def test_the_earliest_due_comes_first_and_what_ended_is_left_out(self, life, cast, as_):
        life.assign(life.log(), title="あと", due=named(FUTURE))
        life.assign(life.log(), title="先", due=named(PAST))
        done = life.assign(life.log(), title="済み")
        follow_ups.complete(done, by=cast.digital, result="出した")

        context = as_(cast.secretariat).get("/follow-ups/").context

        assert titles(context["rows"]) == ["先", "あと"]
        assert context["overdue"] == 1

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("organization=soumu", ["総務省の仕事"]),
            ("due=overdue", ["遅れた仕事"]),
            ("status=cancelled", ["やめた仕事"]),
            ("kind=discussionpoint", ["論点の仕事"]),
            ("q=どこにもない", []),
            ("q=論点の", ["論点の仕事"]),
            ("q=ＡＢＣ", ["論点の仕事"]),
            ("sort=-due&status=all&due=overdue", ["遅れた仕事"]),
        ],
    )
    def test_each_condition_finds_what_fits(self, query, expected, life, orgs, cast, as_):
        asked = life.log()
        life.assign(asked, title="遅れた仕事", due=named(PAST))
        life.assign(asked, title="総務省の仕事", organization=orgs.soumu, due=named(FUTURE))
        life.assign(life.points[0], title="論点の仕事", text="abc", due=named(FUTURE))
        gone = life.assign(asked, title="やめた仕事", due=named(FUTURE))
        follow_ups.cancel(gone, by=cast.secretariat, reason="不要")

        rows = as_(cast.secretariat).get(f"/follow-ups/?{query}").context["rows"]

        assert titles(rows) == expected

    def test_it_needs_as_many_queries_for_four_rows_as_for_two(self, life, cast, as_, queries_of):
        as_(cast.secretariat)
        life.assign(life.log())
        life.assign(life.commit())
        few = queries_of("/follow-ups/")
        life.assign(life.log(), person=cast.digital)
        life.assign(life.commit())

        assert queries_of("/follow-ups/") == few

    def test_somebody_without_sign_in_is_led_to_it(self, client, db):
        answer = client.get("/follow-ups/")

        assert (answer.status_code, answer["Location"]) == (302, "/login/?next=/follow-ups/")

    @pytest.mark.parametrize(
        ("who", "expected"),
        [
            ("wt_member", ["デジタル庁へ", "総務省へ"]),
            ("digital", ["デジタル庁へ"]),
            ("soumu", ["総務省へ"]),
            ("misato", ["デジタル庁へ"]),
            ("stranger", []),
        ],
    )
    def test_each_sees_what_is_theirs(self, who, expected, life, orgs, cast, as_):
        life.assign(life.log(), title="デジタル庁へ")
        life.assign(life.points[0], title="総務省へ", organization=orgs.soumu)

        rows = as_(getattr(cast, who)).get("/follow-ups/").context["rows"]

        assert titles(rows) == expected

    @pytest.mark.parametrize(("who", "named"), [("digital", True), ("misato", False)])
    def test_the_person_is_named_to_colleagues_and_not_to_requesters(
        self, who, named, life, cast, as_
    ):
        life.assign(life.log(), person=cast.digital)

        page = as_(getattr(cast, who)).get("/follow-ups/").content.decode()

        assert ("digitalの人" in page) == named


class TestMine:
    def test_the_overdue_stand_apart_and_first(self, life, orgs, cast, as_):
        life.assign(life.log(), title="遅れ", due=named(PAST))
        life.assign(life.log(), title="まだ", due=named(FUTURE), person=cast.digital)
        life.assign(life.log(), title="よそ", organization=orgs.soumu)
        done = life.assign(life.log(), title="済み")
        follow_ups.complete(done, by=cast.digital, result="出した")

        context = as_(cast.digital).get("/follow-ups/mine/").context

        assert {key: titles(context[key]) for key in ("late", "open", "ended")} == {
            "late": ["遅れ"],
            "open": ["まだ"],
            "ended": ["済み"],
        }
        assert [row.mine for row in context["open"]] == [True]

    def test_a_requester_has_nothing_to_do_about_others_tasks(self, life, cast, as_, task):
        context = as_(cast.misato).get("/follow-ups/mine/").context

        assert (context["late"], context["open"], context["ended"]) == ([], [], [])


class TestMenu:
    @pytest.mark.parametrize(
        ("who", "late", "url"),
        [
            ("secretariat", 2, "/follow-ups/"),
            ("digital", 1, "/follow-ups/mine/"),
            ("misato", 0, "/follow-ups/mine/"),
        ],
    )
    def test_the_head_of_every_page_tells_how_many_are_late(
        self, who, late, url, life, orgs, cast, as_
    ):
        life.assign(life.log(), due=named(PAST))
        life.assign(life.log(), due=named(PAST), organization=orgs.soumu)
        life.assign(life.log(), due=named(FUTURE))

        page = as_(getattr(cast, who)).get("/help/").content.decode()

        mark = f'<span class="late-mark">超過 {late}件</span>' if late else ""
        assert f'<li><a href="{url}">対応依頼{mark}</a></li>' in page

    def test_those_are_the_ones_of_the_list_whoever_asks(self, life, orgs, cast):
        for organization in (orgs.digital, orgs.soumu, orgs.misato):
            life.assign(life.log(), due=named(PAST), organization=organization)
        life.assign(life.log(), due=named(PAST), person=cast.digital)
        readers = (cast.secretariat, cast.wt_member, cast.digital, cast.soumu, cast.misato)

        counted = {
            (who.username, forum): late_tasks.count(None, who, forum, timezone.localdate())
            for who in readers
            for forum in (None, chosen_forum.first())
        }

        assert counted == {
            (who.username, forum): follow_up_rows.minded_by(who, forum)
            .overdue(timezone.localdate())
            .count()
            for who in readers
            for forum in (None, chosen_forum.first())
        }
        assert sorted(set(counted.values())) == [0, 1, 2, 4]

    def test_visitors_have_no_entry(self, client, db):
        assert "対応依頼" not in client.get("/").content.decode()
