from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from issues.actions import local_requests
from issues.models import LocalRequest
from meetings.actions import imports, meetings, sentences, sessions, suggestions
from meetings.models import Meeting
from tests import worlds
from tests.factories.issues import a_request
from tests.factories.world import make_all


def waiting(browser):
    """All that the start page says waits, in its order."""
    return [todo for _, todos in browser.get("/").context["groups"] for todo in todos]


def read_to_the_end(place, *, by):
    suggestions.dismiss(place.suggestion, by=by)
    sentences.clear(place.meeting.current_source.speeches.first(), by=by)


class TestHome:
    @pytest.fixture(scope="class")
    @classmethod
    def world_once(cls, once_in_class):
        return once_in_class(make_all)

    @pytest.fixture
    def world(self, db, world_once):
        return worlds.copied(world_once)

    def test_a_visitor_sees_published_meetings_and_the_way_to_search(self, world, client):
        answer = client.get("/")

        assert answer.context["part"] == "visitor"
        assert list(answer.context["meetings"]) == [world.published.meeting]
        assert 'name="q"' in answer.content.decode()

    def test_the_team_is_led_to_the_reviews_that_are_left(self, world, secretariat, as_):
        todos = waiting(as_(secretariat))

        assert [
            (todo.title, todo.words, todo.url, todo.done, todo.total)
            for todo in todos
            if todo.button == "確認を続ける"
        ] == [
            (
                f"{place.meeting}の候補の確認",
                "候補1件と要望かどうかを確かめていない2文が残っています。",
                f"/meetings/{place.meeting.pk}/review/",
                1,
                3,
            )
            for place in (world.unpublished, world.published)
        ]

    def test_what_is_left_of_a_closed_session_is_told_too(self, world, secretariat, as_):
        Meeting.objects.filter(pk=world.published.meeting.pk).update(
            status="closed", closed_at=world.published.meeting.published_at
        )

        words = [todo.words for todo in waiting(as_(secretariat)) if todo.total]

        assert words[1] == (
            "確定した会合ですが、候補1件と要望かどうかを確かめていない2文が残っています。"
        )

    def test_a_meeting_read_to_the_end_is_ready_to_publish(
        self, world, secretariat, wt_member, as_
    ):
        place = world.unpublished
        read_to_the_end(place, by=secretariat)

        found = [
            [(todo.button, todo.url) for todo in waiting(as_(who)) if todo.title.endswith("公表")]
            for who in (secretariat, wt_member)
        ]

        assert found == [[("公表の確認へ", f"/meetings/{place.meeting.pk}/publish/")], [("", "")]]

    def test_what_is_published_to_the_end_asks_for_nothing_but_triage(
        self, world, secretariat, wt_member, as_
    ):
        imports.discard(world.unpublished.minutes_import, by=secretariat)
        for place in (world.published, world.unpublished):
            read_to_the_end(place, by=secretariat)
        meetings.publish(
            world.unpublished.meeting,
            by=secretariat,
            now=world.published.meeting.published_at,
        )

        to_triage = LocalRequest.objects.filter(status="logged").count()

        titles = [todo.title for todo in waiting(as_(secretariat))]
        assert titles == [f"論点整理を待つ要望 {to_triage}件"]
        assert "急ぎの仕事はありません" in as_(wt_member).get("/").content.decode()

    def test_passages_that_could_not_be_found_again_are_listed(self, world, secretariat, as_):
        world.published.local_request.passages.update(anchor_status="gone")

        (todo,) = (todo for todo in waiting(as_(secretariat)) if todo.place == "to-check")

        assert (todo.title, [number for _, number, *_ in todo.lines]) == (
            "引用箇所の確認 1か所",
            [world.published.local_request.number],
        )

    def test_the_next_session_is_told_with_what_it_still_lacks(self, world, secretariat, as_):
        meeting = world.unpublished.meeting
        day = timezone.localdate() + timedelta(days=10)
        planned = sessions.plan(meeting.body, by=secretariat, held_on=day, session_number=9)
        owed = a_request(lead="digital", status="under_review")
        for matter in (owed, a_request()):
            sessions.put_on(planned, matter, by=secretariat)

        answer = as_(secretariat).get("/")

        coming = answer.context["coming"]
        assert (coming.meeting, coming.days, coming.requests, coming.unanswered) == (
            planned,
            10,
            2,
            1,
        )
        assert f'href="/meetings/{planned.pk}/prepare/">準備を続ける' in answer.content.decode()

    def test_somebody_without_a_membership_is_told_what_to_do(self, stranger, points, as_):
        assert "所属が登録されていません" in as_(stranger).get("/").content.decode()

    @pytest.mark.parametrize("role", ["visitor", "secretariat", "wt_member", "digital", "misato"])
    def test_every_link_of_every_start_page_opens(self, role, world, as_, request):
        browser = as_(request.getfixturevalue(role))
        page = browser.get("/").content.decode()
        links = {part.split('"')[0].replace("&amp;", "&") for part in page.split('href="/')[1:]}
        pages = [f"/{link}" for link in links if not link.startswith(("static/", "#"))]

        broken = [path for path in pages if browser.get(path).status_code != 200]

        assert broken == []

    @pytest.mark.parametrize("role", ["secretariat", "digital", "misato"])
    def test_it_needs_as_many_queries_for_three_rows_as_for_one(self, role, world, as_, request):
        browser = as_(request.getfixturevalue(role))

        def queries():
            with CaptureQueriesContext(connection) as caught:
                browser.get("/")
            return len(caught)

        queries()  # the day's first look is written
        one = queries()
        a_request(lead="digital")
        a_request(lead="digital", points=("talent", "cost"))

        assert queries() == one


def test_the_numbers_of_the_matrix_lead_to_just_that_many_requests(points, secretariat, client):
    a_request(published=True)
    local_requests.retract(a_request("やめた要望"), by=secretariat, reason="二重")

    matrix = client.get("/").context["matrix"]
    counted = {
        (row.point.code, cell.status): cell.count
        for row in matrix.rows
        for cell in row.cells
        if cell.count
    }
    list_url = reverse("issues:requests:list")
    listed = {
        key: client.get(list_url, {"point": key[0], "status": key[1]})
        .context["page"]
        .paginator.count
        for key in counted
    }

    assert listed == counted == {("cost", "logged"): 1}


@pytest.mark.django_db
class TestHealth:
    def test_it_is_well_when_both_servers_answer(self, client):
        answer = client.get("/health/")

        assert (answer.status_code, answer.json()) == (
            200,
            {"status": "ok", "database": True, "redis": True},
        )

    def test_it_says_that_redis_does_not_answer(self, client, settings):
        from coordination.celery import app  # noqa: PLC0415

        there = app.conf.broker_url, app.conf.broker_write_url
        app.conf.broker_url = app.conf.broker_write_url = "redis://127.0.0.1:1/0"
        try:
            answer = client.get("/health/")
        finally:
            app.conf.broker_url, app.conf.broker_write_url = there

        assert (answer.status_code, answer.json()) == (
            503,
            {"status": "unavailable", "database": True, "redis": False},
        )


@pytest.mark.django_db
def test_the_help_has_the_places_that_the_foot_of_every_page_leads_to(client):
    page = client.get("/help/").content.decode()

    assert ('id="words"' in page, 'id="accessibility"' in page) == (True, True)
