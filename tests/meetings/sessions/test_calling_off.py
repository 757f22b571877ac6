"""中止 and 延期: the matters go on, the page says so, and it can be taken back."""

from datetime import date, time

import pytest

from issues.history import by_session
from issues.models import DiscussionPoint
from meetings.actions import calling_off, sessions
from meetings.models import Handling, Meeting
from tests.meetings.sessions.conftest import moment
from workflow import history

WHY = "会場の都合のため"
NOT_COMPARED = ("version",)


def rows(meeting):
    return [
        {k: v for k, v in row.items() if k not in NOT_COMPARED}
        for row in Meeting.objects.filter(pk=meeting.pk).values()
    ]


def agenda(meeting):
    return [
        (str(h.matter), h.status, h.reasons, h.carried_from_id)
        for h in Handling.objects.filter(meeting=meeting).order_by("position")
    ]


@pytest.fixture
def planned(stage):
    """A planned session with a request and a point on its agenda, and the one after it."""
    first, second = stage.session(1, 5, 20), stage.session(2, 6, 20)
    stage.put_on(first, stage.log("費用の件"))
    stage.put_on(first, stage.points["cost"])
    return first, second


@pytest.mark.parametrize("move", [calling_off.call_off, calling_off.put_off])
def test_the_matters_go_on_to_the_next_session_and_come_back(move, stage, planned):
    first, second = planned
    before = (rows(first), agenda(first), agenda(second))

    gone = move(first, by=stage.cast.secretariat, reason=WHY)
    carried = [matter for matter, *_ in agenda(second)]
    calling_off.reinstate(gone, by=stage.cast.secretariat)

    assert carried == [matter for matter, *_ in agenda(first)]
    assert len(carried) == 2
    assert (rows(first), agenda(first), agenda(second)) == before
    assert [e.verb for e in history.entries_of(first)][-1] == "reinstate"
    assert history.entries_of(first).filter(reason=WHY).count() == 1


def test_what_was_worked_on_meanwhile_stays_with_the_next_session(stage, planned):
    first, second = planned
    gone = calling_off.call_off(first, by=stage.cast.secretariat, reason=WHY)
    stage.hold(second)
    stage.record(second, stage.points["cost"], "discussed", "話した")

    calling_off.reinstate(gone, by=stage.cast.secretariat)

    assert [matter for matter, *_ in agenda(second)] == [str(stage.points["cost"])]


def test_without_a_next_session_they_come_when_it_is_planned(stage):
    first = stage.session(1, 5, 20)
    stage.put_on(first, stage.log("費用の件"))
    calling_off.call_off(first, by=stage.cast.secretariat, reason=WHY)

    again = stage.session(1, 6, 20)

    assert [(matter, reasons) for matter, _, reasons, _ in agenda(again)] == [
        (agenda(first)[0][0], ["carried"])
    ]


def test_put_off_to_another_day_they_stay(stage, planned):
    first, second = planned
    before = agenda(first)

    later = calling_off.postpone(
        first, by=stage.cast.secretariat, held_on=date(2024, 5, 27), starts_at=time(10), reason=WHY
    )

    assert (later.status, later.held_on, later.postponed_from) == (
        "planned", date(2024, 5, 27), date(2024, 5, 20),
    )  # fmt: skip
    assert (agenda(first), agenda(second)) == (before, [])


def test_back_to_the_first_day_it_was_never_put_off(stage, planned):
    first, _ = planned
    before = rows(first)
    times = {"starts_at": first.starts_at, "ends_at": first.ends_at}
    later = calling_off.postpone(
        first, by=stage.cast.secretariat, held_on=date(2024, 5, 27), reason=WHY
    )

    calling_off.postpone(
        later, by=stage.cast.secretariat, held_on=date(2024, 5, 20), reason="戻す", **times
    )

    assert rows(first) == before


def test_it_needs_a_reason_and_the_secretariat(stage, planned, refusal):
    first, _ = planned

    assert refusal(calling_off.call_off, first, by=stage.cast.secretariat, reason=" ") == (
        "incomplete", "理由を書いてください。",
    )  # fmt: skip
    assert refusal(calling_off.call_off, first, by=stage.cast.wt_member, reason=WHY)[0] == (
        "forbidden"
    )


def test_nothing_is_held_or_arranged_after_it(stage, planned, refusal):
    first, _ = planned
    gone = calling_off.call_off(first, by=stage.cast.secretariat, reason=WHY)

    assert refusal(sessions.hold, gone, by=stage.cast.secretariat)[0] == "conflict"
    assert refusal(stage.put_on, gone, stage.points["role"])[0] == "conflict"


def test_it_is_neither_a_stop_nor_the_session_before(stage, planned):
    first, second = planned
    calling_off.call_off(first, by=stage.cast.secretariat, reason=WHY)
    point = DiscussionPoint.objects.get(code="cost")

    stops = by_session.stops_of(point, actor=stage.cast.secretariat)

    assert [stop.meeting.pk for stop in stops] == [second.pk]


def test_a_closed_session_stays_as_it_was(stage):
    held = stage.hold(stage.session(1, 5, 20))
    stage.record(held, stage.points["cost"], "carried_over")
    second, third = stage.session(2, 6, 20), stage.session(3, 7, 20)
    report = stage.close(held, moment(5, 21))
    before = report.sha256

    calling_off.call_off(second, by=stage.cast.secretariat, reason=WHY)

    report.refresh_from_db()
    assert report.sha256 == before
    assert [matter for matter, *_ in agenda(third)] == [str(stage.points["cost"])]


def test_the_page_says_so_with_date_and_reason(stage, planned, client):
    first, _ = planned
    client.force_login(stage.cast.secretariat)
    page = f"/meetings/{first.pk}/"

    done = client.post(f"{page}call-off/", {"how": "put_off", "reason": WHY}, follow=True)
    back = client.post(f"{page}reinstate/", {}, follow=True)
    missing = client.post(f"{page}call-off/", {"how": "postpone", "reason": WHY})

    assert "延期（期日未定）" in done.text
    assert WHY in done.text
    assert WHY not in back.text
    assert missing.status_code == 422
    assert "新しい開催日を入れてください。" in missing.text
