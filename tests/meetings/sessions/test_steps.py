"""会合の手順: one way forward from each state, and what is missing with where it is mended."""

from datetime import date

import pytest
from django.utils import timezone

from meetings.actions import sessions
from meetings.sessions import checklist
from meetings.sessions.steps import course_of


def way(stage, meeting, here="detail", who="secretariat"):
    found = course_of(meeting, actor=getattr(stage.cast, who), here=here).way
    return found and found.name


def marks(stage, meeting):
    """Each step: done, now, or neither."""
    steps = course_of(meeting, actor=stage.cast.secretariat, here="detail").steps
    return [(step.name, "済" if step.done else "今" if step.now else "") for step in steps]


@pytest.fixture
def held(stage):
    return stage.hold(stage.session(1, 5, 20))


class TestTheWayForward:
    def test_it_leads_from_planning_to_the_next_session(self, stage):
        meeting = stage.session(1, 5, 20)
        stage.put_on(meeting, stage.points["cost"])
        ways, states = [way(stage, meeting)], [marks(stage, meeting)]

        meeting = sessions.hold(meeting, by=stage.cast.secretariat)
        ways.append(way(stage, meeting))
        stage.invite(meeting)
        ways.append(way(stage, meeting))
        states.append(marks(stage, meeting))
        stage.record(meeting, stage.points["cost"], "discussed", "費用の考え方")
        ways.append(way(stage, meeting))
        states.append(marks(stage, meeting))
        meeting = stage.publish(meeting)
        ways.append(way(stage, meeting))
        states.append(marks(stage, meeting))
        stage.close_published(meeting)
        ways += [way(stage, meeting), way(stage, meeting, "report")]

        assert ways == [
            "開催済にして記録を始める",
            "出席者を入れる",
            "取扱いを記録する（残り1件）",
            "議事要旨を取り込む",
            "会合を確定する",
            "報告を見る",
            "次の会合を予定に入れる",
        ]
        assert states == [
            [("準備", "今"), ("記録", ""), ("公表", ""), ("確定", "")],
            [("準備", "済"), ("記録", "今"), ("公表", ""), ("確定", "")],
            [("準備", "済"), ("記録", "済"), ("公表", "今"), ("確定", "")],
            [("準備", "済"), ("記録", "済"), ("公表", "済"), ("確定", "今")],
        ]

    def test_a_closed_session_leads_to_the_next_one(self, stage, held):
        following = stage.session(2, 6, 10)
        stage.close(held)

        found = course_of(held, actor=stage.cast.secretariat, here="report")

        assert found.way.url == f"/meetings/{following.pk}/prepare/"
        assert all(step.done and not step.now for step in found.steps)

    def test_before_its_day_it_says_what_it_waits_for(self, stage):
        meeting = stage.session(1, 5, 20)
        meeting.held_on = date(timezone.localdate().year + 1, 5, 20)

        course = course_of(meeting, actor=stage.cast.secretariat, here="prepare")

        assert (course.way, course.waits) == (None, "開催日になってから「開催済」にしてください。")
        assert way(stage, meeting) == "議題を組む"

    def test_the_working_team_is_offered_only_what_is_theirs(self, stage, held):
        stage.put_on(held, stage.points["cost"])

        course = course_of(held, actor=stage.cast.wt_member, here="detail")

        assert course.way is None
        assert [bool(step.url) for step in course.steps] == [True, True, False, False]
        assert {door.name for door in course.others} == {"議事次第"}

    def test_a_session_that_was_called_off_has_no_steps(self, stage):
        meeting = stage.session(1, 5, 20)
        meeting.status = "cancelled"

        course = course_of(meeting, actor=stage.cast.secretariat, here="detail")

        assert (course.steps, course.way) == ((), None)
        assert "中止を取り消す" in [door.name for door in course.others]


class TestWhatIsMissing:
    def test_it_stands_in_the_order_of_doing_it(self, stage):
        meeting = stage.session(1, 5, 20)
        handling = stage.put_on(meeting, stage.points["cost"])
        base = f"/meetings/{meeting.pk}"

        found = [(lack.url, lack.needed) for lack in checklist.lacks(meeting)]

        assert found == [
            (f"{base}/prepare/", True),
            (f"{base}/prepare/#people", True),
            (f"{base}/record/#handling-{handling.pk}", True),
            (f"{base}/import/", False),
            (f"{base}/publish/", True),
        ]

    def test_nothing_is_missing_of_what_is_closed(self, stage, held):
        stage.close(held)

        assert checklist.lacks(held) == ()

    def test_what_was_decided_twice_over_is_named_one_by_one(self, stage, held):
        for code in ("cost", "role"):
            stage.record(held, stage.points[code], "decided")

        (lack,) = (each for each in checklist.lacks(held) if each.matters)

        assert [str(each) for each in lack.matters] == [
            stage.points["cost"].name, stage.points["role"].name
        ]  # fmt: skip
