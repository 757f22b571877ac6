"""A body that came in under the wrong 協議の場 is moved, as long as nothing ties it there."""

import pytest

from issues.forums import chosen_forum
from issues.history import by_session
from meetings.actions import bodies, sessions
from meetings.models import Body
from tests.factories import forums as make
from tests.factories.issues import a_request
from tests.factories.minutes import Said, minutes
from tests.factories.sittings import a_body
from workflow import history
from workflow.machine import Refused


@pytest.fixture
def schools(points, secretariat):
    return make.a_second_forum()


def test_its_minutes_leave_the_rails_of_the_old_one(schools, secretariat, as_):
    held = minutes(Said("端末の更新を支援してほしい。", "松田 知己", code="054348"))
    cost = chosen_forum.first().points.get(code="cost")
    assert [stop.meeting for stop in by_session.stops_of(cost, actor=secretariat)] == [held]
    client, page = as_(secretariat), f"/meetings/bodies/{held.body_id}/forum/"

    assert page in client.get("/meetings/plan/").content.decode()
    answer = client.post(page, {"forum": "schools", "reason": "学校の会議のため"})

    assert answer.headers["Location"] == "/forums/schools/meetings/"
    assert by_session.stops_of(cost, actor=secretariat) == ()
    entry = history.entries_of(Body.objects.get(pk=held.body_id)).last()
    assert (entry.verb, entry.reason) == ("move", "学校の会議のため")
    assert entry.changes == {"forum": ["digital_base", "schools"]}


def test_what_is_tied_to_records_stays(schools, on_an_agenda, secretariat, as_):
    page = f"/meetings/bodies/{on_an_agenda.body_id}/forum/"

    answer = as_(secretariat).post(page, {"forum": "schools"})

    assert answer.status_code == 422
    assert "移せるのは、どれもない会議体だけです。" in answer.content.decode()
    assert Body.objects.get(pk=on_an_agenda.body_id).forum == chosen_forum.first()


@pytest.fixture
def on_an_agenda(schools, secretariat):
    """A session with a request on its agenda."""
    meeting = make.a_session(a_body())
    sessions.put_on(meeting, a_request(), by=secretariat)
    return meeting


def test_it_stays_where_it_belongs_already(schools, secretariat):
    with pytest.raises(Refused, match="もう「国・地方デジタル共通基盤」の会議体です。"):
        bodies.move(a_body(), by=secretariat, forum=chosen_forum.first())


def test_with_a_single_one_there_is_no_such_page(points, secretariat, as_):
    body, client = a_body(), as_(secretariat)

    assert client.get(f"/meetings/bodies/{body.pk}/forum/").status_code == 404
    assert "移す" not in client.get("/meetings/plan/").content.decode()
