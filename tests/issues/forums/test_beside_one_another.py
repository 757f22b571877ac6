"""Two 協議の場: nothing of one shows in what the other lists, counts, freezes or hands out."""

import csv
import io
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from issues.actions import local_requests, relations
from issues.models import LocalRequest, RequestPoint, Standing
from issues.standing import keeping
from meetings.actions import sessions
from meetings.sessions import drafting
from tests import worlds
from tests.factories import forums as make
from tests.factories.issues import a_request
from tests.factories.organizations import organization
from tests.issues.forums.conftest import OWN, make_two
from workflow.machine import Refused

THERE = f"/forums/{make.CODE}"
PAGES = (
    "/", "/points/", "/points/cost/", "/points/cost/brief/", "/requests/", "/commitments/",
    "/meetings/", "/overview/", "/overview/ministries/", "/overview/places/", "/overview/flow/",
    "/changes/", "/ledger/", "/organizations/", "/organizations/054348/", "/organizations/digital/",
    "/follow-ups/", "/triage/", "/triage/?show=all", "/triage/bulk/?show=all", "/requests/new/",
    "/requests/print/", "/requests/?q=学校", "/requests/?q=移行経費",
)  # fmt: skip


@pytest.fixture(scope="module")
def two_once(once):
    return once(make_two)


@pytest.fixture
def two(db, two_once):
    return worlds.copied(two_once)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_of_the_one_shows_words_of_the_other(path, two, secretariat, as_):
    here, there = (as_(secretariat).get(root + path) for root in ("", THERE))

    assert (here.status_code, there.status_code) == (200, 200)
    searched = path.partition("q=")[2]
    assert [w for w in make.WORDS if w in here.content.decode() and w not in searched] == []
    assert [w for w in OWN if w in there.content.decode() and w not in searched] == []


@pytest.mark.parametrize("path", ["/points/", "/points/cost/", "/requests/", "/overview/"])
def test_the_past_is_that_of_the_own_sessions(path, two, secretariat, as_):
    client = as_(secretariat)

    own = client.get(f"{THERE}{path}?as_of={two.second.session.pk}")
    foreign = client.get(f"{THERE}{path}?as_of={two.first.session.pk}")

    assert [moment.meeting for moment in own.context["moments"]] == [two.second.session]
    assert foreign.status_code == 404


def test_links_and_forms_of_a_page_lead_to_pages_of_the_same_one(two, secretariat, as_):
    client = as_(secretariat)
    page = client.get(f"{THERE}/requests/").content.decode()
    points = client.get(f"{THERE}/points/").content.decode()

    assert f'href="{THERE}/requests/{two.second.request.number}/"' in page
    assert f'action="{THERE}/requests/"' in page
    assert f'href="{THERE}/points/devices/"' in points


def test_the_parameter_leads_to_the_own_address(two, client):
    assert client.get("/requests/?forum=schools&q=a").headers["Location"] == (
        f"{THERE}/requests/?q=a"
    )
    assert client.get(f"{THERE}/points/?forum=digital_base").headers["Location"] == "/points/"
    assert client.get("/points/?forum=unknown").status_code == 404
    assert client.get("/forums/unknown/points/").status_code == 404


def test_a_record_stands_among_the_pages_of_its_own_one(two, secretariat, as_):
    client, number = as_(secretariat), two.second.request.number

    for path in (
        f"/requests/{number}/",
        f"/commitments/{two.second.promise.number}/",
        f"/meetings/{two.second.session.pk}/",
    ):
        assert client.get(path).headers["Location"] == THERE + path
    home = f"/requests/{two.first.request.number}/"
    assert client.get(THERE + home).headers["Location"] == home


def test_every_page_offers_the_choice(two, client):
    offered = [(f.code, url, here) for f, url, here in client.get("/points/").context["forums"]]

    assert offered == [("digital_base", "/", True), (make.CODE, f"{THERE}/", False)]


def test_a_frozen_report_holds_the_own_requests_and_points(two):
    first, second = (each.session.closed_report.content for each in (two.first, two.second))

    assert [row["number"] for row in first["requests"]] == [two.first.request.number]
    assert [row["number"] for row in second["requests"]] == [two.second.request.number]
    assert [point["code"] for point in second["points"]] == ["devices", "cost"]
    assert len(first["points"]) == 6


def test_files_hold_the_own_requests(two, secretariat, as_):
    client = as_(secretariat)

    def numbers(root, query=""):
        answer = client.get(f"{root}/exports/make/overview.csv/{query}")
        text = answer.content.decode("utf-8-sig")
        return {
            cell for row in csv.reader(io.StringIO(text)) for cell in row
            if cell in (two.first.request.number, two.second.request.number)
        }  # fmt: skip

    assert numbers("") == {two.first.request.number}
    assert numbers(THERE) == {two.second.request.number}
    assert numbers(THERE, f"?as_of={two.second.session.pk}") == {two.second.request.number}


def test_an_agenda_drafts_the_own_matters(two, secretariat):
    for request in (two.first.request, two.second.request):
        earlier = (
            a_request("前の要望")
            if request == two.first.request
            else make.a_request_of(two.second.forum, title="前の学校の要望")
        )
        relations.mark_re_raised(request, by=secretariat, earlier=earlier)
    planned = make.a_session(two.second.session.body, 2, date(2024, 6, 6))

    sections = drafting.draft(planned, actor=secretariat, on=date(2024, 6, 6))

    assert [(s.point.code, [m.local_request for m in s.matters]) for s in sections] == [
        ("devices", [two.second.request])
    ]
    with pytest.raises(Refused, match="ほかの協議の場の案件は載せられません"):
        sessions.put_on(planned, two.first.request, by=secretariat)


def test_the_api_answers_for_one(two, client):
    def of(path):
        return [row.get("number") or row.get("code") or row["id"] for row in
                client.get(path).json()["results"]]  # fmt: skip

    assert of("/api/requests/") == [two.first.request.number]
    assert of("/api/requests/?forum=schools") == [two.second.request.number]
    assert of("/api/commitments/?forum=schools") == [two.second.promise.number]
    assert of("/api/points/?forum=schools") == ["devices", "cost"]
    assert len(of("/api/points/")) == 6
    assert of("/api/meetings/?forum=schools") == [two.second.session.pk]
    assert client.get("/api/points/cost/?forum=schools").json()["name"] == "学校の費用"
    assert client.get("/api/points/cost/").json()["forum"] == "digital_base"
    assert client.get("/api/points/?forum=unknown").status_code == 404
    number = two.second.request.number
    assert client.get(f"/api/requests/{number}/").json()["forum"] == make.CODE


def test_points_of_one_request_are_of_one_forum(two, secretariat):
    mixed = [two.first.forum.points.get(code="cost"), two.second.point]

    with pytest.raises(Refused, match="1つの協議の場から"):
        local_requests.log(
            by=secretariat, organization=organization("054348"), kind="request", title="両方",
            said_on=date(2024, 4, 5), points=mixed,
        )  # fmt: skip
    with pytest.raises(Refused, match="その論点を選んでください"):
        local_requests.edit(a_request("直す要望"), by=secretariat, points=[two.second.point])
    with pytest.raises(IntegrityError), transaction.atomic():
        RequestPoint.objects.create(local_request=two.first.request, point=two.second.point)


def test_what_belongs_to_different_ones_is_not_merged(two, secretariat):
    with pytest.raises(Refused, match="ほかの協議の場の要望には、統合できません"):
        relations.merge(
            two.first.request, by=secretariat, into=two.second.request, reason="同じ内容のため"
        )


def test_numbers_are_one_series(two):
    assert two.first.request.number != two.second.request.number
    numbers = LocalRequest.objects.order_by("pk").values_list("number", flat=True)
    assert [number.rsplit("-", 1)[1] for number in numbers] == ["0001", "0002"]


def test_standings_know_their_forum_and_equal_the_record(two):
    keys = [two.first.request.pk, two.second.request.pk]
    stood = dict(Standing.objects.now().values_list("local_request", "forum__code"))

    assert stood == {keys[0]: "digital_base", keys[1]: make.CODE}
    assert list(keeping.differences(keys)) == []


def test_a_request_logged_by_hand_takes_the_points_of_the_chosen_one(two, secretariat, as_):
    client = as_(secretariat)
    typed = {
        "organization": "秋田県美郷町", "kind": "request", "title": "手で書いた要望",
        "said_on": "令和6年4月5日", "primary": "devices",
    }  # fmt: skip

    assert client.post("/requests/new/", typed).status_code == 422
    answer = client.post(f"{THERE}/requests/new/", typed)

    made = LocalRequest.objects.get(title="手で書いた要望")
    assert made.forum == two.second.forum
    assert answer.headers["Location"] == f"{THERE}/requests/{made.number}/"
