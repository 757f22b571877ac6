import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.actions import local_requests
from issues.models import DiscussionPoint, LocalRequest
from issues.search import finding
from meetings.actions import passages
from tests.factories.issues import a_request
from tests.factories.minutes import Said, edition

pytestmark = pytest.mark.usefixtures("points")

TYPED = {
    "organization": "秋田県美郷町",
    "kind": "request",
    "title": "人材を派遣してほしい",
    "ask": "都道府県を通じて人材を派遣してほしい。",
    "trouble": "",
    "speaker": "企画課",
    "said_on": "令和6年5月10日",
    "primary": "talent",
    "points": ["cost"],
}


def opened(local_request, **typed):
    """What a browser sends back from the edit page as it was opened, with these words typed."""
    return {
        "version": local_request.version,
        "was-title": local_request.title,
        "was-ask": local_request.ask,
        "organization": local_request.organization.full_name,
        "kind": local_request.kind,
        "title": local_request.title,
        "ask": local_request.ask,
        "trouble": local_request.trouble,
        "speaker": local_request.speaker,
        "primary": "cost",
        **typed,
    }


class TestDetail:
    def test_it_says_in_one_sentence_where_the_request_stands(self, client):
        logged = a_request(published=True)
        reviewed = a_request(published=True, status="under_review", lead="soumu")

        sentences = [
            client.get(f"/requests/{row.number}/").context["sentence"] for row in (logged, reviewed)
        ]

        assert sentences == ["受付しました。論点整理を待っています。", "総務省が検討しています。"]

    def test_it_shows_the_quote_in_its_paragraph_with_the_way_to_the_minutes(self, world, client):
        local_request = world.published.local_request
        passage = local_request.passages.get()

        (origin,) = client.get(f"/requests/{local_request.number}/").context["origins"]

        assert origin.before + origin.words + origin.after == passage.speech.text
        assert (
            origin.url
            == f"/meetings/{world.published.meeting.pk}/speeches/{passage.speech.number}/"
            f"?passage={passage.pk}#passage-{passage.pk}"
        )

    def test_it_warns_when_the_words_could_not_be_found_again(self, world, client):
        local_request = world.published.local_request
        edition(world.published.meeting, Said("訂正した議事要旨です。"), published=True)
        local_request.passages.update(
            anchor_status="doubtful", anchor_reason="似た文が2つあります。"
        )

        page = client.get(f"/requests/{local_request.number}/").content.decode()

        assert "引用の状態：<strong>要確認</strong> 似た文が2つあります。" in page

    def test_the_team_reads_who_changed_what(self, secretariat, as_):
        local_request = a_request(points=("cost",))
        local_requests.edit(
            local_request,
            by=secretariat,
            title="運用経費を支援してほしい",
            points=[DiscussionPoint.objects.get(code="talent")],
        )

        line = as_(secretariat).get(f"/requests/{local_request.number}/").context["lines"][0]

        assert (line.label, line.person) == ("修正", "secretariatさん")
        assert [(change.label, change.before, change.after) for change in line.changes] == [
            ("件名", "移行経費を支援してほしい", "運用経費を支援してほしい"),
            ("論点", "費用負担", "デジタル人材"),
        ]

    def test_it_leads_to_its_neighbours_that_the_reader_sees(self, client):
        first, _hidden, middle, last = (
            a_request(published=published) for published in (True, False, True, True)
        )

        context = client.get(f"/requests/{middle.number}/").context

        assert (context["previous"], context["next"]) == (first, last)

    def test_it_needs_as_many_queries_for_three_passages_as_for_one(self, world, secretariat, as_):
        local_request = world.published.local_request
        browser = as_(secretariat)

        def queries():
            with CaptureQueriesContext(connection) as caught:
                browser.get(f"/requests/{local_request.number}/")
            return len(caught)

        one = queries()
        speech = world.published.meeting.current_source.speeches.first()
        passages.add(local_request, by=secretariat, speech=speech, start=0, end=2)
        passages.add(local_request, by=secretariat, speech=speech, start=3, end=5)

        assert queries() == one


class TestNew:
    def test_a_member_logs_a_request_for_a_town(self, wt_member, as_):
        a_request()

        answer = as_(wt_member).post("/requests/new/", TYPED)

        local_request = LocalRequest.objects.get(title="人材を派遣してほしい")
        assert answer.url == f"/requests/{local_request.number}/"
        assert (local_request.organization.code, local_request.published_at) == ("054348", None)
        assert local_request.said_on.isoformat() == "2024-05-10"
        assert [row.point.code for row in local_request.request_points.all()] == ["talent", "cost"]

    def test_a_town_logs_for_itself_whatever_the_form_says(self, misato, as_):
        a_request(code="232033")

        as_(misato).post("/requests/new/", {**TYPED, "organization": "愛知県一宮市"})

        assert LocalRequest.objects.get(title=TYPED["title"]).organization.code == "054348"

    def test_what_was_typed_stays_when_something_is_missing(self, wt_member, as_):
        answer = as_(wt_member).post("/requests/new/", {**TYPED, "title": "", "ask": "消えない文"})

        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == ["organization", "title"]
        assert "消えない文" in answer.content.decode()
        assert not LocalRequest.objects.exists()

    def test_a_text_over_the_limit_is_told_by_how_much(self, misato, as_):
        answer = as_(misato).post("/requests/new/", {**TYPED, "ask": "あ" * 251})

        assert answer.context["form"].errors["ask"] == [
            "求める措置は250字以内で書いてください（今は251字です。1字減らしてください）。"
        ]


class TestEdit:
    def test_it_saves_and_keeps_the_quotes_searchable(self, world, secretariat, as_):
        local_request = world.published.local_request
        sent = opened(local_request, title="言い換えた件名", reason="誤記のため")

        as_(secretariat).post(f"/requests/{local_request.number}/edit/", sent)

        local_request.refresh_from_db()
        assert local_request.title == "言い換えた件名"
        found = finding.with_words(
            LocalRequest.objects.all(), "更新の費用まで見据えて", actor=secretariat
        )
        assert [row.number for row in found] == [local_request.number]

    def test_somebody_faster_is_shown_side_by_side_and_nothing_is_lost(
        self, secretariat, wt_member, as_
    ):
        seen = a_request(ask="元の文")
        local_requests.edit(seen, by=wt_member, title="相手の件名", ask="相手の文")
        sent = opened(seen, title="わたしの件名", speaker="わたしの課")

        answer = as_(secretariat).post(f"/requests/{seen.number}/edit/", sent)

        assert answer.status_code == 409
        assert [
            (clash.name, clash.opened, clash.theirs, clash.mine, clash.both)
            for clash in answer.context["clashes"]
        ] == [
            ("title", "移行経費を支援してほしい", "相手の件名", "わたしの件名", True),
            ("ask", "元の文", "相手の文", "元の文", False),
            ("speaker", "わたしの課", "", "わたしの課", False),
        ]
        seen.refresh_from_db()
        assert seen.title == "相手の件名"

    def test_the_choice_of_each_field_is_saved(self, secretariat, wt_member, as_):
        seen = a_request(ask="元の文")
        newer = local_requests.edit(seen, by=wt_member, title="相手の件名", ask="相手の文")
        sent = opened(seen, title="わたしの件名", version=newer.version)
        choice = {"keep-title": "mine", "keep-ask": "theirs"}

        answer = as_(secretariat).post(f"/requests/{seen.number}/edit/", {**sent, **choice})

        seen.refresh_from_db()
        assert (answer.status_code, seen.title, seen.ask) == (302, "わたしの件名", "相手の文")

    def test_a_form_without_its_version_saves_nothing(self, secretariat, as_):
        local_request = a_request()
        sent = opened(local_request, title="別の件名", version="")

        answer = as_(secretariat).post(f"/requests/{local_request.number}/edit/", sent)

        local_request.refresh_from_db()
        assert (answer.status_code, local_request.title) == (422, "移行経費を支援してほしい")
