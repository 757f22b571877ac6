from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.actions import local_requests
from issues.models import DiscussionPoint, LocalRequest
from meetings.actions import passages
from tests.factories.issues import a_commitment, a_request
from tests.factories.organizations import organization

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


def numbers(answer):
    return [row.number for row in answer.context["page"]]


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


class TestList:
    def test_it_leaves_out_what_was_withdrawn_or_merged(self, client):
        shown = a_request(published=True)
        a_request(published=True, status="withdrawn")
        a_request(published=True, status="merged")

        assert numbers(client.get("/requests/")) == [shown.number]

    def test_it_shows_withdrawn_ones_when_asked_for(self, client):
        a_request(published=True)
        withdrawn = a_request(published=True, status="withdrawn")

        assert numbers(client.get("/requests/?status=withdrawn")) == [withdrawn.number]

    def test_it_takes_several_statuses_at_once(self, client):
        first = a_request(published=True, status="triaged")
        a_request(published=True)
        third = a_request(published=True, status="settled")

        answer = client.get("/requests/?status=triaged&status=settled")

        assert numbers(answer) == [first.number, third.number]

    @pytest.mark.parametrize(
        "query",
        [
            "point=talent",
            "organization=愛知県一宮市",
            "organization=232033",
            "organization=一宮市",
            "size=core_city",
            "prefecture=230006",
            "kind=concern",
            "ministry=soumu",
            "year=2025",
            "q=ベンダー",
            "q=ﾍﾞﾝﾀﾞｰ",
            "q=担い手 ベンダー",
            "status=triaged",
        ],
    )
    def test_each_condition_finds_the_one_it_fits(self, query, client):
        a_request(published=True)
        wanted = a_request(
            "ベンダーの担い手が足りない",
            code="232033",
            points=("talent",),
            kind="concern",
            said_on=date(2025, 4, 1),
            lead="soumu",
            status="triaged",
            published=True,
        )

        assert numbers(client.get(f"/requests/?{query}")) == [wanted.number]

    def test_a_meeting_as_condition_finds_what_rests_on_its_minutes(self, world, client):
        elsewhere = a_request(published=True)
        here = world.published

        answer = client.get(f"/requests/?meeting={here.meeting.pk}")

        assert elsewhere.number not in numbers(answer)
        assert numbers(answer) == [here.local_request.number]

    def test_a_prefecture_takes_in_its_municipalities(self, client):
        town = a_request(published=True, code="054348")
        a_request(published=True, code="232033")

        assert numbers(client.get("/requests/?prefecture=050008")) == [town.number]

    @pytest.mark.parametrize(
        ("query", "field"),
        [
            ("organization=どこにもない町", "organization"),
            ("status=nonsense", "status"),
            ("point=nonsense", "point"),
            ("meeting=abc", "meeting"),
            ("year=9", "year"),
            ("sort=nonsense", "sort"),
            ("kind=%00", "kind"),
            ("q=" + "長" * 101, "q"),
        ],
    )
    def test_a_condition_that_cannot_be_read_is_said_beside_it_and_selects_nothing(
        self, query, field, client
    ):
        a_request(published=True)

        answer = client.get(f"/requests/?{query}")

        assert answer.status_code == 200
        assert list(answer.context["filters"].errors) == [field]
        assert numbers(answer) == []
        assert f'id="id_{field}_error"' in answer.content.decode()

    def test_an_ambiguous_name_is_asked_back_with_the_names(self, client):
        for code in ("054348", "324485", "454311"):
            organization(code)

        errors = client.get("/requests/?organization=美郷町").context["filters"].errors

        (error,) = errors["organization"]
        assert "秋田県美郷町、島根県美郷町、宮崎県美郷町" in error

    def test_each_chip_leads_to_the_list_without_it(self, client):
        a_request(published=True)

        answer = client.get("/requests/?q=移行&point=cost&status=logged&page=1&sort=-date")

        assert [(chip.label, chip.url) for chip in answer.context["chips"]] == [
            ("キーワード：移行", "/requests/?point=cost&status=logged&sort=-date"),
            ("論点：費用負担", "/requests/?q=%E7%A7%BB%E8%A1%8C&status=logged&sort=-date"),
            ("状況：受付", "/requests/?q=%E7%A7%BB%E8%A1%8C&point=cost&sort=-date"),
        ]

    def test_an_empty_list_says_which_condition_to_drop(self, client):
        a_request(published=True)

        ways = client.get("/requests/?q=窓口&point=cost").context["ways_out"]

        assert [(chip.label, count) for chip, count in ways] == [
            ("キーワード：窓口", 1),
            ("論点：費用負担", 0),
        ]

    @pytest.mark.parametrize(
        ("sort", "expected"),
        [
            ("number", [0, 1, 2]),
            ("-number", [2, 1, 0]),
            ("date", [1, 0, 2]),
            ("-date", [0, 2, 1]),
            ("status", [0, 2, 1]),
            ("-status", [1, 0, 2]),
            ("organization", [0, 2, 1]),
        ],
    )
    def test_it_sorts_and_lets_the_number_decide_between_equals(self, sort, expected, client):
        rows = [
            a_request(published=True, said_on=date(2024, 5, 2)),
            a_request(published=True, said_on=date(2024, 5, 1), status="settled", code="232033"),
            a_request(published=True, said_on=date(2024, 5, 2)),
        ]

        answer = client.get(f"/requests/?sort={sort}")

        assert numbers(answer) == [rows[place].number for place in expected]

    def test_it_shows_where_searched_words_stand_when_the_title_does_not_hold_them(self, client):
        found = a_request("支援してほしい", ask="窓口を一つにしてほしい。", published=True)

        (snippet,) = client.get("/requests/?q=窓口").context["hits"][found.pk]

        assert snippet.label == "求める措置"
        assert [(piece.text, piece.hit) for piece in snippet.pieces] == [
            ("窓口", True),
            ("を一つにしてほしい。", False),
        ]

    def test_it_needs_as_many_queries_for_three_rows_as_for_one(self, client):
        def queries():
            with CaptureQueriesContext(
                connection,
            ) as caught:
                client.get("/requests/?q=移行")
            return len(caught)

        a_request(published=True)
        one = queries()
        a_request(published=True, code="232033", points=("cost", "talent"))
        a_request(published=True, code="350001", lead="soumu")

        assert queries() == one


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
            == f"/meetings/{world.published.meeting.pk}/?passage={passage.pk}#passage-{passage.pk}"
        )

    def test_it_warns_when_the_words_could_not_be_found_again(self, world, client):
        local_request = world.published.local_request
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
        sent = opened(local_request, title="言い換えた件名")

        as_(secretariat).post(f"/requests/{local_request.number}/edit/", sent)

        local_request.refresh_from_db()
        assert local_request.title == "言い換えた件名"
        found = LocalRequest.objects.with_words("更新の費用まで見据えて")
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


def test_a_search_of_requests_says_how_often_the_national_side_used_the_words(client):
    a_commitment("窓口を整える", published=True)

    assert client.get("/requests/?q=窓口").context["said"] == 1
