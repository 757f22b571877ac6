"""A session that waits for its minutes gets them: from its own page, or found on the way."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from meetings.actions import imports, sessions
from meetings.models import Body, Meeting, MinutesImport
from tests.factories import meetings as make


@pytest.fixture
def body(points):
    return Body.objects.create(
        forum_id=Body._meta.get_field("forum").related_model.objects.get().pk,
        name="共通基盤連絡会議",
        short_name="共通基盤連絡会議",
        kind="council",
    )


@pytest.fixture
def planned(secretariat, body, misato, yamaguchi, digital):
    return sessions.plan(
        by=secretariat, body=body, session_number=3, title="第3回", held_on=date(2024, 6, 3)
    )


def page_of(response):
    return BeautifulSoup(response.content, "lxml")


def import_links(page):
    found = page.find_all("a", string=lambda words: words and "議事要旨を取り込む" in words)
    return [link["href"] for link in found]


def address(minutes_import):
    return f"/meetings/import/{minutes_import.pk}/save/"


def test_a_planned_session_gets_its_minutes_from_its_own_page(
    as_, secretariat, planned, monkeypatch, django_capture_on_commit_callbacks
):
    asked = []
    monkeypatch.setattr("meetings.views.minutes.imports.queue_reading", asked.append)
    client = as_(secretariat)
    (link,) = [
        each["href"]
        for each in page_of(client.get(planned.get_absolute_url())).select("main a")
        if "議事要旨を取り込む" in each.get_text()
    ]
    assert "共通基盤連絡会議第3回、令和6年6月3日" in page_of(client.get(link)).get_text()

    response = client.post(link, {"text": make.TEXT})
    imports.read(MinutesImport.objects.get(pk=asked[0]))
    page = page_of(client.get(response.url))
    ready = MinutesImport.objects.get()
    saved = client.post(address(ready), make.typed(ready))

    assert "「共通基盤連絡会議」第3回（" in page.get_text()
    assert page.select_one("[name=meeting-body]") is None
    assert saved.status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.pk, meeting.status, meeting.current_source_id) == (
        planned.pk,
        "held",
        ready.source_id,
    )


def test_number_and_day_are_the_sessions_own_and_a_difference_is_told(as_, secretariat, planned):
    text = make.TEXT.replace("（第3回）", "（第4回）").replace("6月3日（月）", "6月4日（火）")
    ready = make.an_import(secretariat, text, meeting=planned)

    page = page_of(as_(secretariat).get(ready.get_absolute_url()))

    assert page.select_one("[name=meeting-session_number]")["value"] == "3"
    assert "令和6年6月3日" in page.select_one("[name=meeting-date]")["value"]
    assert "回が違います。会合は第3回、議事要旨は第4回です。" in page.get_text()
    assert "開催日が違います。" in page.get_text()


def test_minutes_without_a_day_take_that_of_the_session(as_, secretariat, planned):
    text = make.TEXT.replace("日時：令和6年6月3日（月）14:00～15:00\n", "")
    ready = make.an_import(secretariat, text, meeting=planned)

    response = as_(secretariat).post(address(ready), make.typed(ready))

    assert response.status_code == 302
    assert Meeting.objects.get().held_on == date(2024, 6, 3)


def test_only_the_secretariat_may(as_, wt_member, planned):
    client = as_(wt_member)

    page = page_of(client.get(planned.get_absolute_url()))

    assert "議事要旨を取り込む" not in page.select_one(".page-head").get_text()
    assert client.get(f"/meetings/{planned.pk}/import/").status_code == 403


def test_a_planned_session_is_proposed_for_minutes_handed_in_elsewhere(as_, secretariat, planned):
    ready = make.an_import(secretariat, make.TEXT)
    client = as_(secretariat)
    page = page_of(client.get(ready.get_absolute_url()))
    button = page.select_one("button[name=edition_of]")

    plain = page_of(client.post(address(ready), make.typed(ready)))
    response = client.post(address(ready), make.typed(ready, edition_of=button["value"]))

    assert button.get_text() == "「共通基盤連絡会議第3回」の議事要旨として取り込む"
    assert (
        "「「共通基盤連絡会議第3回」の議事要旨として取り込む」を選んでください" in plain.get_text()
    )
    assert response.status_code == 302
    assert Meeting.objects.get().pk == planned.pk


def test_the_session_of_that_day_is_proposed_where_the_minutes_do_not_count(
    as_, secretariat, planned
):
    ready = make.an_import(secretariat, make.TEXT.replace("（第3回）", ""))

    page = page_of(as_(secretariat).get(ready.get_absolute_url()))

    assert page.select_one("button[name=edition_of]")["value"] == str(planned.pk)


def test_the_likeliest_body_is_set_and_told(as_, secretariat, body):
    text = make.TEXT.replace("共通基盤連絡会議（第3回）", "（架空）共通基盤連絡会議　令和6年6月3日")
    ready = make.an_import(secretariat, text)

    page = page_of(as_(secretariat).get(ready.get_absolute_url()))

    assert page.select_one("[name=meeting-body]")["value"] == "共通基盤連絡会議"
    assert "登録済みの会議体の会合として保存します（議事要旨には" in page.get_text()


def test_a_body_that_is_new_is_called_new(as_, secretariat, body):
    ready = make.an_import(secretariat, make.TEXT.replace("共通基盤", "水道広域化"))

    page = page_of(as_(secretariat).get(ready.get_absolute_url()))

    assert page.select_one("[name=meeting-body]")["value"] == "水道広域化連絡会議"
    assert "この名称の会議体は、まだありません" in page.get_text()
