"""Past sessions entered in any order lead to the same history as entered in time."""

from itertools import permutations

import pytest

from issues.forums.default_points import load_points
from issues.standing import as_of
from issues.standing.moments import Moment
from meetings.actions import handlings, sessions
from meetings.sessions import drafting
from tests import standing as stand
from tests import worlds
from tests.meetings.sessions.conftest import everybody, moment, set_stage

DAYS = {1: (5, 20), 2: (6, 10), 3: (7, 1)}
ENDS = {number: moment(*day, 15) for number, day in DAYS.items()}
# What each session did: matter and outcome; moves of a point; the request it settled.
DID = {
    1: ({"A": "decided", "B": "carried_over", "C": "discussed"}, ["start_discussion"], "A"),
    2: ({"B": "discussed", "C": "carried_over"}, ["set_direction"], ""),
    3: ({"C": "decided"}, ["agree"], "C"),
}
IN_TIME = {
    1: ({"A": "settled", "B": "replied", "C": "replied"}, "discussing"),
    2: ({"A": "settled", "B": "replied", "C": "replied"}, "direction"),
    3: ({"A": "settled", "B": "replied", "C": "settled"}, "agreed"),
}


@pytest.fixture(scope="module")
def made_once(once):
    return once(_make)


@pytest.fixture
def made(db, made_once):
    return worlds.copied(made_once)


@pytest.fixture
def stage(made):
    return made[0]


@pytest.fixture
def asked(made):
    """Three answered requests."""
    return made[1]


def _make():
    load_points()
    stage, found = set_stage(everybody()), {}
    for title in "ABC":
        obj = stage.log(title)
        stage.triage(obj, moment(4, 15))
        stage.reply(obj, moment(5, 1))
        found[title] = obj
    return stage, found


def enter(stage, asked, number, missed=()):
    """One session as somebody enters it afterwards, whole. `missed`: moves of the point that
    sessions made that are not entered yet; without them this one's move would not be possible."""
    outcomes, verbs, settled = DID[number]
    meeting = stage.hold(stage.session(number, *DAYS[number]))
    for verb in (*missed, *verbs):
        stage.move_point(meeting, "cost", verb)
    for title, outcome in outcomes.items():
        handling = stage.record(meeting, asked[title], outcome)
        if title == settled:
            handlings.settle_request(handling, by=stage.cast.secretariat, reflected_in="基本方針")
    for handling in meeting.handlings.filter(status="planned"):
        sessions.take_off(handling, by=stage.cast.secretariat)
    stage.close(meeting)


def entered(stage, asked, order):
    done = set()
    for number in order:
        missed = [DID[n][1][0] for n in range(1, number) if not done & set(range(n, number))]
        enter(stage, asked, number, missed=missed)
        done.add(number)


def history():
    """Statuses of the requests and the point as of each session."""
    found = {}
    for number, end in ENDS.items():
        found[number] = (
            {row.title: row.status for row in stand.then(end)},
            as_of.points(Moment(None, end)).get(code="cost").status_then,
        )
    return found


@pytest.mark.parametrize("order", list(permutations((1, 2, 3))))
def test_the_history_is_the_same(stage, asked, order):
    entered(stage, asked, order)

    meetings = stage.body.meetings.order_by("held_on")
    stage.points["cost"].refresh_from_db()
    assert history() == IN_TIME
    assert stage.points["cost"].status == "agreed"
    assert [m.closed_at for m in meetings] == list(ENDS.values())
    assert [
        {h.matter.title: h.status for h in m.handlings.exclude(local_request=None)}
        for m in meetings
    ] == [outcomes for outcomes, _, _ in DID.values()]


def test_a_closed_session_takes_nothing_over_from_one_entered_later(stage, asked):
    second = stage.hold(stage.session(2, 6, 10))
    stage.record(second, asked["A"], "discussed")
    report = stage.close(second)

    enter(stage, asked, 1)

    report.refresh_from_db()
    assert [h.matter for h in second.handlings.all()] == [asked["A"]]
    assert [h["title"] for h in report.content["handlings"]] == ["A"]


def test_what_no_closed_session_took_up_goes_on_to_the_next_open_one(stage, asked):
    second = stage.hold(stage.session(2, 6, 10))
    stage.record(second, asked["A"], "discussed")
    stage.close(second)
    third = stage.session(3, 7, 1)

    enter(stage, asked, 1)

    assert [(h.matter, h.reasons) for h in third.handlings.all()] == [(asked["B"], ["carried"])]


def test_what_was_handled_in_between_does_not_go_on(stage, asked):
    second = stage.hold(stage.session(2, 6, 10))
    stage.record(second, asked["B"], "decided")
    stage.close(second)
    third = stage.session(3, 7, 1)

    enter(stage, asked, 1)

    assert list(third.handlings.all()) == []


def test_a_session_planned_in_between_takes_what_had_gone_past_it(stage, asked):
    first = stage.hold(stage.session(1, 5, 20))
    stage.record(first, asked["B"], "carried_over")
    third = stage.session(3, 7, 1)
    stage.close(first)
    second = stage.session(2, 6, 10)
    gone_past = [h.matter for h in third.handlings.all()]

    stage.hold(second)
    stage.record(second, asked["B"], "decided")
    stage.close(second)

    assert gone_past == [asked["B"]]
    assert [h.carried_from.meeting for h in second.handlings.all()] == [first]
    assert list(third.handlings.all()) == []


def test_settled_requests_are_not_carried_over(stage, asked):
    first = stage.hold(stage.session(1, 5, 20))
    handling = stage.record(first, asked["A"], "carried_over")
    handlings.settle_request(handling, by=stage.cast.secretariat, reflected_in="基本方針")
    stage.close(first)

    assert list(stage.session(2, 6, 10).handlings.all()) == []


def test_a_point_that_was_carried_over_comes_along(stage):
    first = stage.hold(stage.session(1, 5, 20))
    stage.record(first, stage.points["cost"], "carried_over")
    stage.close(first)
    second = stage.session(2, 6, 10)

    sections = drafting.draft(second, actor=stage.cast.secretariat, on=second.held_on)

    assert [h.matter for h in second.handlings.all()] == [stage.points["cost"]]
    assert [(s.point.code, s.reasons, s.matters) for s in sections] == [
        ("cost", (drafting.Reason.CARRIED,), ())
    ]
