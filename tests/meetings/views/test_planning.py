from datetime import date, time

import pytest

from meetings.enums import MeetingStatus
from meetings.models import Body, Meeting
from tests.factories import sittings

FIELDS = {
    "session_number": "1",
    "held_on": "令和6年5月9日",
    "starts_at": "10時",
    "ends_at": "午前11時30分",
    "place": "オンライン",
    "title": "",
}


@pytest.fixture
def body(db):
    return sittings.a_body()


def test_a_body_is_registered_and_its_first_session_is_planned_next(as_, secretariat):
    sent = {"name": "連絡協議会", "short_name": "", "kind": "council"}

    response = as_(secretariat).post("/meetings/bodies/new/", sent)

    body = Body.objects.get()
    assert (body.name, body.short_name, body.kind) == ("連絡協議会", "連絡協議会", "council")
    assert response.url == f"/meetings/plan/?body={body.pk}"


def test_a_body_that_is_there_already_is_refused_with_the_name_kept(as_, secretariat, body):
    sent = {"name": body.name, "short_name": "", "kind": "council"}

    response = as_(secretariat).post("/meetings/bodies/new/", sent)

    assert response.status_code == 422
    assert response.context["form"]["name"].value() == body.name
    assert Body.objects.count() == 1


def test_a_session_is_planned_with_an_era_date_and_times_in_words(as_, secretariat, body):
    response = as_(secretariat).post("/meetings/plan/", {**FIELDS, "body": body.pk})

    meeting = Meeting.objects.get()
    assert response.url == f"/meetings/{meeting.pk}/prepare/"
    assert (meeting.status, meeting.held_on) == (MeetingStatus.PLANNED, date(2024, 5, 9))
    assert (meeting.starts_at, meeting.ends_at) == (time(10), time(11, 30))
    assert meeting.title == "論点ワーキングチーム（第1回）"


def test_the_next_number_is_offered(as_, secretariat, body):
    sittings.planned(secretariat, number=4)

    page = as_(secretariat).get(f"/meetings/plan/?body={body.pk}")

    assert page.context["form"]["session_number"].value() == 5


def test_a_session_whose_end_comes_first_is_refused_with_what_was_typed(as_, secretariat, body):
    sent = {**FIELDS, "body": body.pk, "ends_at": "9時", "place": "東京"}

    response = as_(secretariat).post("/meetings/plan/", sent)

    assert response.status_code == 422
    assert "終了時刻が開始時刻より前です。" in response.content.decode()
    assert response.context["form"]["place"].value() == "東京"
    assert Meeting.objects.count() == 0


def test_the_same_number_twice_is_refused(as_, secretariat, body):
    sittings.planned(secretariat)

    response = as_(secretariat).post("/meetings/plan/", {**FIELDS, "body": body.pk})

    assert response.status_code == 422
    assert "この会議体のこの回は、すでに登録されています。" in response.content.decode()


def test_the_session_that_takes_place_is_recorded_next(as_, secretariat):
    meeting = sittings.planned(secretariat)

    response = as_(secretariat).post(f"/meetings/{meeting.pk}/hold/")

    meeting.refresh_from_db()
    assert response.url == f"/meetings/{meeting.pk}/record/"
    assert meeting.status == MeetingStatus.HELD


@pytest.mark.parametrize("name", ["wt_member", "digital", "misato", "stranger"])
def test_planning_is_the_secretariats_alone(as_, secretariat, body, request, name):
    other = request.getfixturevalue(name)

    for address in ("/meetings/plan/", "/meetings/bodies/new/"):
        assert as_(other).get(address).status_code == 403
        assert as_(other).post(address, FIELDS).status_code == 403
    assert Meeting.objects.count() == 0


def test_others_do_not_even_see_a_planned_session(as_, secretariat, wt_member, stranger):
    meeting = sittings.planned(secretariat)

    assert as_(wt_member).post(f"/meetings/{meeting.pk}/hold/").status_code == 403
    assert as_(stranger).post(f"/meetings/{meeting.pk}/hold/").status_code == 404
