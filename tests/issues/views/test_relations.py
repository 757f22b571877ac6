# ruff: noqa: F811 - fixtures are imported by their names
from datetime import date

import pytest
from django.utils import timezone

from issues.actions import relations
from issues.due_dates.due import named
from issues.enums import RequestStatus
from issues.models import Joining, LocalRequest
from tests.factories.publishing import as_read, typed
from tests.factories.rows import put
from tests.issues.life.conftest import cast, ground_once, life, orgs, points  # noqa: F401
from workflow.history import entries_of as history_of

S = RequestStatus


@pytest.fixture
def as_(client, cast):
    """A browser in which this one of the cast has signed in."""

    def sign_in(name):
        client.force_login(getattr(cast, name))
        return client

    return sign_in


def fresh(obj):
    return LocalRequest.objects.get(pk=obj.pk)


def url(obj, move):
    return f"/requests/{obj.number}/{move}/"


def published(obj):
    put(LocalRequest.objects.filter(pk=obj.pk), published_at=timezone.now())
    return fresh(obj)


class TestJoin:
    def test_another_city_joins_with_its_own_words(self, as_, life, orgs):
        obj = published(life.log())

        answer = as_("ichinomiya").post(url(obj, "join"), {"trouble": "本市でも様式が違う。"})

        assert answer.url == obj.get_absolute_url()
        joining = Joining.objects.get()
        assert (joining.organization, joining.trouble) == (orgs.ichinomiya, "本市でも様式が違う。")

    def test_its_words_stand_on_the_page_of_the_request(self, as_, client, life):
        obj = published(life.log())
        life.join(obj, trouble="本市でも様式が違う。", published=True)

        text = client.get(obj.get_absolute_url()).text

        assert "加わった団体の支障事例" in text
        assert "本市でも様式が違う。" in text

    def test_too_long_a_text_comes_back(self, as_, life):
        obj = published(life.log())

        answer = as_("ichinomiya").post(url(obj, "join"), {"trouble": "あ" * 701})

        assert answer.status_code == 422
        assert answer.context["form"]["trouble"].value() == "あ" * 701
        assert not Joining.objects.exists()

    def test_joining_twice_is_a_conflict_and_keeps_the_text(self, as_, life):
        obj = published(life.log())
        life.join(obj)

        answer = as_("ichinomiya").post(url(obj, "join"), {"trouble": "もう一度"})

        assert answer.status_code == 409
        assert answer.context["form"]["trouble"].value() == "もう一度"
        assert answer.context["form"].non_field_errors() == [
            "この団体は、すでに加わっているか、加わる申出を出しています。"
        ]

    @pytest.mark.parametrize("name", ["secretariat", "digital", "misato"])
    def test_it_is_not_for_others(self, as_, life, name):
        obj = published(life.log())

        assert as_(name).get(url(obj, "join")).status_code == 403
        assert as_(name).post(url(obj, "join"), {"trouble": "困る"}).status_code == 403


class TestWithdraw:
    def test_the_requester_takes_it_back_with_a_reason(self, as_, life):
        obj = life.log()

        answer = as_("misato").post(url(obj, "withdraw"), {"reason": "解決したため"})

        assert answer.url == obj.get_absolute_url()
        assert (fresh(obj).status, history_of(obj).last().reason) == (S.WITHDRAWN, "解決したため")

    def test_it_needs_a_reason(self, as_, life):
        obj = life.log()

        answer = as_("misato").post(url(obj, "withdraw"), {"reason": " "})

        assert answer.status_code == 422
        assert answer.context["form"].errors == {"reason": ["理由を書いてください。"]}
        assert fresh(obj).status == S.LOGGED

    def test_a_stranger_does_not_see_it(self, as_, life):
        obj = life.log()

        assert as_("stranger").post(url(obj, "withdraw"), {"reason": "x"}).status_code == 404

    def test_what_came_too_late_keeps_the_reason_typed(self, as_, life):
        obj = life.at(S.WITHDRAWN)

        answer = as_("misato").post(url(obj, "withdraw"), {"reason": "解決したため"})

        assert answer.status_code == 409
        assert answer.context["form"]["reason"].value() == "解決したため"


class TestMerge:
    def test_candidates_are_open_requests_on_the_same_point_own_ones_first(
        self, as_, life, cast, orgs, points
    ):
        obj = life.log()
        other = life.log(by=cast.ichinomiya, organization=orgs.ichinomiya)
        own = life.log(title="別の様式")
        life.log(points=points[2:])
        life.at(S.WITHDRAWN)

        found = as_("secretariat").get(url(obj, "merge")).context["candidates"]

        assert [row.number for row in found] == [own.number, other.number]

    def test_words_find_others(self, as_, life, points):
        obj, wanted = life.log(), life.log(title="費用の負担", points=points[2:])

        found = as_("secretariat").get(url(obj, "merge") + "?q=費用の負担").context["candidates"]

        assert found == [wanted]

    def test_both_stand_side_by_side_with_what_will_go_along(self, as_, life, cast, orgs):
        obj = life.log()
        into = life.log(by=cast.ichinomiya, organization=orgs.ichinomiya, title="統合先の題名")
        life.quote(obj, "人材も足りません。")
        life.join(obj)
        life.assign(obj)

        answer = as_("secretariat").get(url(obj, "merge") + f"?into={into.number.lower()}")

        along = answer.context["along"]
        assert [side for side, _ in answer.context["sides"]] == [obj, into]
        assert (along.passages, along.joinings, along.follow_ups) == (1, (), 1)
        assert (along.joins, along.words_public) == (True, False)
        assert "公表されていないため、今読める人だけが読みます" in answer.text
        assert "理由を書いてください" not in answer.text

    def test_what_was_shown_is_what_goes_along(self, as_, life, cast, orgs):
        obj = life.log()
        into = life.log(by=cast.ichinomiya, organization=orgs.ichinomiya)
        life.quote(obj, "人材も足りません。")
        life.assign(obj)

        answer = as_("secretariat").post(
            url(obj, "merge"), {"into": into.number, "reason": "同じ内容のため"}
        )

        assert answer.url == into.get_absolute_url()
        assert fresh(obj).merged_into == into
        assert (obj.passages.count(), into.joinings.get().organization) == (1, orgs.misato)

    def test_two_due_dates_ask_for_a_choice(self, as_, life):
        obj = life.triage(life.log(), due=named(date(2024, 5, 1)))
        into = life.triage(life.log(), due=named(date(2024, 6, 30)))
        data = {"into": into.number, "reason": "同じ内容のため"}
        browser = as_("secretariat")

        unasked = browser.post(url(obj, "merge"), data)
        done = browser.post(url(obj, "merge"), {**data, "due": "keep"})

        assert unasked.status_code == 422
        assert unasked.context["form"].errors == {
            "due": ["回答期限をどちらに合わせるかを選んでください。"]
        }
        assert (done.status_code, fresh(into).due_on) == (302, date(2024, 6, 30))

    def test_the_words_of_a_merged_request_stand_on_the_page_of_the_other(self, as_, life):
        obj, into = life.log(), life.log()
        life.quote(obj, "人材も足りません。")
        life.merge(obj, into)

        text = as_("secretariat").get(into.get_absolute_url()).text

        assert "統合した要望の引用箇所" in text
        assert "人材も足りません。" in text

    def test_a_draft_is_taken_over_by_the_same_ministry(self, as_, life):
        obj, into = life.at(S.UNDER_REVIEW), life.at(S.UNDER_REVIEW)
        left = life.draft(obj, text="書きかけの答え")
        life.merge(obj, into)
        browser = as_("digital")

        offered = browser.get(f"/requests/{into.number}/replies/new/")
        taken = browser.get(f"/requests/{into.number}/replies/new/?from={left.pk}")
        desk = browser.get("/")

        assert "下書きを引き継ぐ" in offered.text
        assert taken.context["form"]["text"].value() == "書きかけの答え"
        assert f"/requests/{into.number}/replies/new/?from={left.pk}" in desk.text

    def test_a_merged_request_says_first_where_it_went(self, client, life):
        obj, into = published(life.log()), published(life.log(title="統合先の題名"))
        life.merge(obj, into)

        text = client.get(obj.get_absolute_url()).text

        assert text.index(f"{into.number} 統合先の題名") < text.index("<h1>")

    def test_a_target_that_may_not_be_seen_is_not_named(self, client, life):
        obj, into = published(life.log()), life.log(title="まだ内部の題名")
        life.merge(obj, into)

        text = client.get(obj.get_absolute_url()).text

        assert "この要望は、ほかの要望に統合されました" in text
        assert into.number not in text
        assert "まだ内部の題名" not in text

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ("", "要望の番号を書いてください（例：R6-0012）。"),
            ("R6-9999", "「R6-9999」という番号の要望が見つかりません。"),
            ("itself", "ほかの要望の番号を書いてください。"),
        ],
    )
    def test_a_target_that_is_none_is_said(self, as_, life, typed, words):
        obj = life.log()
        data = {"into": obj.number if typed == "itself" else typed, "reason": "同じ"}

        answer = as_("secretariat").post(url(obj, "merge"), data)

        assert answer.status_code == 422
        assert answer.context["form"].errors["into"] == [words]

    def test_a_target_that_is_settled_keeps_the_reason_typed(self, as_, life):
        obj, into = life.log(), life.at(S.SETTLED)

        answer = as_("secretariat").post(
            url(obj, "merge"), {"into": into.number, "reason": "同じ内容"}
        )

        assert answer.status_code == 409
        assert answer.context["form"]["reason"].value() == "同じ内容"
        assert fresh(obj).status == S.LOGGED

    def test_it_is_taken_back_with_what_had_gone_along(self, as_, life, orgs, cast):
        obj = life.log()
        into = life.log(by=cast.ichinomiya, organization=orgs.ichinomiya)
        life.quote(obj, "人材も足りません。")
        life.merge(obj, into)

        back = as_("secretariat").get(url(obj, "unmerge")).context["back"]
        answer = as_("secretariat").post(url(obj, "unmerge"), {"reason": "別の内容と分かったため"})

        assert back == {"joinings": 0, "due": False}
        assert answer.url == obj.get_absolute_url()
        assert (fresh(obj).status, obj.passages.count()) == (S.LOGGED, 1)

    @pytest.mark.parametrize("name", ["wt_member", "misato"])
    def test_it_is_the_secretariats(self, as_, life, name):
        obj, into = life.log(), life.log()

        data = {"into": into.number, "reason": "同じ"}

        assert as_(name).get(url(obj, "merge")).status_code == 403
        assert as_(name).post(url(obj, "merge"), data).status_code == 403


class TestSplit:
    def test_the_chosen_passages_go_with_the_new_request(self, as_, life):
        obj = life.log()
        kept = life.quote(obj, "様式を統一していただきたい。")
        moved = life.quote(obj, "人材も足りません。")
        data = {"title": "人材を送ってほしい", "ask": "人材の派遣", "passages": [moved.pk]}

        answer = as_("secretariat").post(url(obj, "split"), data)

        new = LocalRequest.objects.get(split_from=obj)
        assert answer.url == new.get_absolute_url()
        assert (new.title, new.ask) == ("人材を送ってほしい", "人材の派遣")
        assert list(new.passages.all()) == [moved]
        assert list(obj.passages.all()) == [kept]

    def test_the_first_keeps_one_passage_and_what_was_typed_comes_back(self, as_, life):
        obj = life.log()
        only = life.quote(obj, "人材も足りません。")
        data = {"title": "人材を送ってほしい", "passages": [only.pk]}

        answer = as_("secretariat").post(url(obj, "split"), data)

        assert answer.status_code == 422
        assert answer.context["form"]["title"].value() == "人材を送ってほしい"
        assert answer.context["form"].non_field_errors() == [
            "元の要望に、引用箇所を1つは残してください。"
        ]

    def test_both_halves_name_each_other(self, as_, life):
        obj = life.log()
        new = relations.split(obj, by=life.cast.secretariat, title="人材を送ってほしい")

        office = as_("secretariat")

        assert f"{new.number}</span> 人材を送ってほしい" in office.get(obj.get_absolute_url()).text
        words = " ".join(office.get(new.get_absolute_url()).text.split())
        assert f"{obj.number} {obj.title}</a> から分けました" in words


class TestLink:
    def test_two_requests_are_related_and_no_longer(self, as_, life):
        obj, other = life.log(), life.log(title="似た要望")
        office = as_("wt_member")

        office.post(url(obj, "link"), {"other": "ｒ６－" + str(int(other.number[3:]))})
        assert list(fresh(other).related.all()) == [obj]
        assert "似た要望" in office.get(obj.get_absolute_url()).text

        office.post(url(obj, "link"), {"other": other.number, "do": "remove"})
        assert list(fresh(obj).related.all()) == []

    def test_a_related_request_that_may_not_be_seen_stays_unseen(self, client, life):
        obj, other = published(life.log()), life.log(title="まだ内部の題名")
        relations.link(obj, by=life.cast.secretariat, other=other)

        assert "まだ内部の題名" not in client.get(obj.get_absolute_url()).text

    def test_it_is_not_the_requesters(self, as_, life):
        assert as_("misato").get(url(life.log(), "link")).status_code == 403


class TestReRaise:
    def test_an_earlier_one_is_marked_and_the_thread_shown(self, as_, life):
        earlier, obj = life.log(said_on=date(2023, 11, 1), title="前の年の要望"), life.log()

        answer = as_("wt_member").post(url(obj, "re-raise"), {"earlier": earlier.number})

        assert answer.url == obj.get_absolute_url()
        assert fresh(obj).re_raises == earlier
        page = as_("wt_member").get(url(obj, "re-raise"))
        assert page.context["thread"] == (earlier, obj)
        assert "前の年の要望" in as_("wt_member").get(obj.get_absolute_url()).text

    def test_only_earlier_ones_are_offered(self, as_, life):
        earlier, obj = life.log(said_on=date(2023, 11, 1)), life.log()
        life.log(said_on=date(2025, 4, 1))

        found = as_("wt_member").get(url(obj, "re-raise")).context["candidates"]

        assert found == [earlier]

    def test_a_later_one_is_refused_and_said_why(self, as_, life):
        obj, later = life.log(), life.log(said_on=date(2025, 4, 1))

        answer = as_("wt_member").post(url(obj, "re-raise"), {"earlier": later.number})

        assert answer.status_code == 422
        assert answer.context["form"].non_field_errors() == [
            "この要望より前に出された要望を選んでください。"
        ]

    def test_the_mark_is_taken_off(self, as_, life):
        earlier, obj = life.log(said_on=date(2023, 11, 1)), life.log()
        relations.mark_re_raised(obj, by=life.cast.secretariat, earlier=earlier)

        as_("wt_member").post(url(obj, "re-raise"), {"do": "remove"})

        assert fresh(obj).re_raises is None


class TestPublish:
    def test_one_without_minutes_is_published_after_a_look(self, as_, client, life):
        obj = life.log()
        office = as_("secretariat")
        page = office.get(url(obj, "publish"))

        answer = office.post(url(obj, "publish"), as_read(page))

        assert "様式が市町村ごとに違う" in page.text
        assert answer.url == obj.get_absolute_url()
        assert fresh(obj).is_published
        client.logout()
        assert client.get(obj.get_absolute_url()).status_code == 200

    def test_what_rests_on_minutes_waits_for_them(self, as_, life):
        obj = life.log()
        life.quote(obj, "人材も足りません。")

        answer = as_("secretariat").post(url(obj, "publish"), typed(obj))

        assert answer.status_code == 422
        assert "議事要旨を公表すると、一緒に公表されます。" in answer.text
        assert not fresh(obj).is_published

    def test_what_changed_since_the_look_is_not_published(self, as_, life):
        obj = life.log()
        read = typed(obj)
        life.triage(obj)

        answer = as_("secretariat").post(url(obj, "publish"), read)

        assert answer.status_code == 409
        assert not fresh(obj).is_published

    @pytest.mark.parametrize("name", ["wt_member", "misato"])
    def test_it_is_the_secretariats(self, as_, life, name):
        obj = life.log()

        assert as_(name).post(url(obj, "publish"), typed(obj)).status_code == 403
