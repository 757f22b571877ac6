"""Minutes of a body of another 協議の場: their words become records of that one alone."""

import pytest

from issues.history import by_session
from issues.models import DiscussionPoint
from meetings.actions import passages, suggestions
from meetings.actions.suggestions import point_codes
from meetings.models import Body
from meetings.review.offered_points import points_at
from meetings.sessions import agenda
from tests.factories import forums as make
from tests.factories.issues import a_request
from tests.factories.minutes import Said, minutes, suggest
from workflow.machine import Refused

WORDS = "端末の更新を国で支えてほしい"


@pytest.fixture
def meeting(points, secretariat):
    """Of 準備会合, which belongs to the second one here; its only point is `devices`."""
    forum = make.a_second_forum()
    forum.points.filter(code="cost").delete()
    held = minutes(Said(f"町長の松田です。{WORDS}と考えます。", "松田 知己", code="054348"))
    Body.objects.filter(pk=held.body_id).update(forum=forum)
    held.body.refresh_from_db()
    return held


def speech(meeting):
    found = meeting.current_source.speeches.get()
    found.source.meeting = meeting
    return found


def test_points_of_its_own_are_offered(meeting, secretariat, as_):
    suggestion = suggest(speech(meeting), WORDS)

    page = as_(secretariat).get(f"/forums/schools/meetings/{meeting.pk}/review/")

    assert [point.code for point in points_at(meeting)] == ["devices"]
    assert "cost" in point_codes(suggestion)
    assert page.context["screen"].current.points == ()


def test_a_suggestion_needs_a_point_that_is_there(meeting, secretariat):
    suggestion = suggest(speech(meeting), WORDS)

    with pytest.raises(Refused, match="論点を1つ以上選んでください"):
        suggestions.accept(suggestion, by=secretariat)
    chosen = suggestions.edit(suggestion, by=secretariat, chosen_points=["devices"])
    record = suggestions.accept(chosen, by=secretariat).local_request

    assert record.forum.code == make.CODE
    assert [each.code for each in record.points.all()] == ["devices"]


def test_its_words_become_no_part_of_another_ones_request(meeting, secretariat):
    said = speech(meeting)
    start = said.text.index(WORDS)

    with pytest.raises(Refused, match="ほかの協議の場のものです"):
        passages.add(a_request(), by=secretariat, speech=said, start=start, end=start + 5)


def test_it_is_no_stop_of_the_six_points(meeting, secretariat):
    cost = DiscussionPoint.objects.get(code="cost", forum__code="digital_base")
    devices = DiscussionPoint.objects.get(code="devices")

    assert by_session.stops_of(cost, actor=secretariat) == ()
    assert [stop.meeting for stop in by_session.stops_of(devices, actor=secretariat)] == [meeting]


def test_its_agenda_offers_matters_of_its_own(meeting, secretariat):
    other = a_request("端末の話ではない要望")
    own = make.a_request_of(meeting.body.forum)
    planned = make.a_session(meeting.body, 2)

    pool = agenda.pool(planned, actor=secretariat, on=planned.held_on, query="要望")
    found = agenda.pool(planned, actor=secretariat, on=planned.held_on, query="端末")

    assert other.number not in [each.matter.local_request.number for each in pool.found]
    assert [each.matter.local_request for each in found.found] == [own]
    assert [point.code for point in pool.points] == ["devices"]
