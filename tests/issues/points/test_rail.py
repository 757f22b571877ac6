"""会合ごとの経過: what each session did with a point, for whom, now and as of a session."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from issues.actions import discussion_points
from issues.forums import chosen_forum
from issues.history import by_session
from issues.models import DiscussionPoint
from issues.standing import as_of, moments
from issues.standing.moments import Moment
from meetings.actions import handlings, meetings, sessions
from meetings.models import Body
from tests.factories import sittings
from tests.factories.organizations import organization

pytestmark = pytest.mark.usefixtures("points")

TOKYO = ZoneInfo("Asia/Tokyo")


def cost():
    return DiscussionPoint.objects.get(code="cost")


def told(actor, moment=None):
    return [
        (str(s.meeting), s.place, s.status_label, s.before, s.outcome_label, s.taken_up)
        for s in by_session.stops_of(cost(), actor=actor, moment=moment)
    ]


def moved(meeting, by, verb="start_discussion"):
    handlings.move_point(meeting.handlings.get(point=cost()), verb, by=by)


def session(by, number, held_on, *matters, outcome="discussed", verb=None):
    """A published session that did the same with all its matters."""
    meeting = sittings.held(by, [*matters, cost()], number=number, held_on=held_on)
    for handling in meeting.handlings.all():
        handlings.record(handling, by=by, outcome=outcome, note="")
    if verb:
        moved(meeting, by, verb)
    meetings.publish(meeting, by=by, now=timezone.now(), reason="見本のため。")
    meeting.refresh_from_db()
    return meeting


def test_without_a_session_there_is_no_stop(secretariat):
    assert by_session.stops_of(cost(), actor=secretariat) == ()


def test_each_stop_says_what_the_session_did_and_where_the_point_stood_then(secretariat):
    session(secretariat, 1, date(2024, 5, 9), verb="start_discussion")
    session(secretariat, 2, date(2024, 5, 23), outcome="carried_over")
    sittings.planned(secretariat, number=3, held_on=date(2030, 1, 7))

    assert told(secretariat) == [
        ("WT第1回", "past", "検討中", "未着手", "協議", 0),
        ("WT第2回", "now", "検討中", "", "持越し", 0),
        ("WT第3回", "next", "", "", "", 0),
    ]


def test_requests_of_the_minutes_and_of_the_agenda_are_counted_apart(secretariat):
    organization("054348")  # before the minutes name it in short
    one, other = sittings.requests(secretariat, count=2)
    meetings.publish(
        one.passages.get().speech.source.meeting, by=secretariat, now=timezone.now(),
        reason="見本のため。",
    )  # fmt: skip
    session(secretariat, 1, date(2024, 5, 9), one, other)

    stops = by_session.stops_of(cost(), actor=secretariat)

    # The minutes are of a later day.
    assert [(stop.asked, stop.taken_up) for stop in stops] == [(0, 2), (2, 0)]


def test_a_reader_gets_no_stop_for_a_session_they_may_not_see(secretariat, visitor):
    session(secretariat, 1, date(2024, 5, 9))
    sittings.held(secretariat, [cost()], number=2, held_on=date(2024, 5, 23))

    assert [line[0] for line in told(visitor)] == ["WT第1回"]
    assert [line[0] for line in told(secretariat)] == ["WT第1回", "WT第2回"]


def test_requests_that_a_reader_may_not_see_are_not_counted(secretariat, visitor):
    organization("054348")  # before the minutes name it in short
    hidden = sittings.requests(secretariat)
    session(secretariat, 1, date(2024, 5, 9), *hidden)

    assert [line[5] for line in told(visitor)] == [0]
    assert sum(line[5] for line in told(secretariat)) == 1


def test_only_the_team_learns_that_a_memo_was_written(secretariat, visitor, digital):
    meeting = session(secretariat, 1, date(2024, 5, 9))
    handlings.write_memo(cost(), by=secretariat, meeting=meeting, text="整理。")

    assert [
        [stop.memo for stop in by_session.stops_of(cost(), actor=who)]
        for who in (secretariat, visitor, digital)
    ] == [[True], [False], [False]]


def test_sessions_of_all_bodies_stand_in_the_order_of_time(secretariat):
    session(secretariat, 1, date(2024, 5, 9))
    council = Body.objects.create(
        forum=chosen_forum.first(), name="連絡協議会", short_name="協議会", kind="council"
    )
    for day in (date(2024, 4, 5), date(2024, 6, 6)):
        planned = sessions.plan(council, by=secretariat, held_on=day, session_number=day.month)
        sessions.hold(planned, by=secretariat)

    assert [line[0] for line in told(secretariat)] == ["協議会第4回", "WT第1回", "協議会第6回"]


def test_as_of_a_session_it_is_marked_and_nothing_is_told_of_later_ones(secretariat):
    first = sittings.closed(secretariat, [cost()], number=1, held_on=date(2024, 5, 9))
    session(secretariat, 2, date(2024, 5, 23), verb="start_discussion")
    moment = moments.chosen({"as_of": str(first.pk)}, actor=secretariat)

    assert told(secretariat, moment) == [
        ("WT第1回", "now", "未着手", "", "協議", 0),
        ("WT第2回", "later", "", "", "", 0),
    ]


def test_the_status_at_a_closed_session_is_the_one_as_of_it(secretariat):
    made = []
    for number, verb in enumerate(("start_discussion", "set_direction", "agree"), 1):
        discussion_points.move(
            cost(), verb, by=secretariat,
            effective_at=datetime(2024, 5, 9 + 7 * (number - 1), 9, tzinfo=TOKYO),
        )  # fmt: skip
        day = date(2024, 5, 9) + timedelta(7 * (number - 1))
        made.append(sittings.closed(secretariat, [cost()], number=number, held_on=day))

    stops = by_session.stops_of(cost(), actor=secretariat)

    expected = [as_of.points(Moment.of(m)).get(code="cost").status_then for m in made]
    assert expected == ["discussing", "direction", "agreed"]
    assert [stop.status for stop in stops] == expected


def test_all_points_need_as_many_queries_as_one_with_any_number_of_sessions(secretariat):
    def queries(points):
        with CaptureQueriesContext(connection) as caught:
            by_session.of_many(points, actor=AnonymousUser())
        return len(caught)

    session(secretariat, 1, date(2024, 5, 9))
    one = queries([cost()])
    session(secretariat, 2, date(2024, 5, 23))
    session(secretariat, 3, date(2024, 6, 6))

    assert queries(list(DiscussionPoint.objects.all())) == one


def test_of_many_sessions_the_last_ones_are_shown_with_what_led_to_them(points, secretariat):
    for number in range(1, 6):
        sittings.closed(secretariat, number=number, held_on=date(2024, number, 9))
    whole = by_session.stops_of(cost(), actor=secretariat)

    last = by_session.stops_of(cost(), actor=secretariat, most=2)

    assert (tuple(last), last.earlier) == (tuple(whole[-2:]), 3)
    assert (whole.earlier, len(whole)) == (0, 5)


def test_looking_back_the_sessions_up_to_then_are_shown(points, secretariat):
    held = [
        sittings.closed(secretariat, number=number, held_on=date(2024, number, 9))
        for number in range(1, 7)
    ]
    moment = Moment.of(held[2])
    whole = by_session.stops_of(cost(), actor=secretariat, moment=moment)

    some = by_session.stops_of(cost(), actor=secretariat, moment=moment, most=3)

    assert tuple(some) == tuple(whole[1:4])
    assert [stop.meeting.pk for stop in some] == [each.pk for each in held[1:4]]


def test_the_page_leads_to_all_of_them(client, points, secretariat, monkeypatch):
    monkeypatch.setattr("issues.views.points.points.ON_PAGE", 2)
    for number in range(1, 5):
        sittings.closed(secretariat, number=number, held_on=date(2024, number, 9))

    few = client.get("/points/cost/")
    every = client.get("/points/cost/?rail=all")

    assert (len(few.context["stops"]), len(every.context["stops"])) == (2, 4)
    assert 'href="?rail=all#sessions"' in few.content.decode()
