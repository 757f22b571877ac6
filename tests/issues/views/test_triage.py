# ruff: noqa: F811 - fixtures are imported by their names
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from issues.actions import triage
from issues.due_dates.due import named
from issues.enums import RequestStatus
from issues.models import LocalRequest
from tests.factories.rows import put
from tests.factories.typed import triage_card
from tests.issues.life.conftest import cast, ground_once, life, orgs, points  # noqa: F401
from workflow.history import entries_of as history_of

S = RequestStatus

CLOCK = re.compile(r"\d{1,2}時\d{1,2}分")


@pytest.fixture
def office(client, cast):
    client.force_login(cast.secretariat)
    return client


def fresh(obj):
    return LocalRequest.objects.get(pk=obj.pk)


def verbs(obj):
    return [entry.verb for entry in history_of(obj)]


class TestMinistry:
    @pytest.mark.parametrize("typed", ["総務省", "soumu", "総務", "ＳＯＵＭＵ"])
    def test_part_of_a_name_or_the_code_will_do(self, office, life, orgs, typed):
        obj = life.log()

        office.post("/triage/", triage_card(obj, lead_ministry=typed))

        assert fresh(obj).lead_ministry == orgs.soumu

    def test_it_never_guesses_between_two(self, office, life):
        answer = office.post("/triage/", triage_card(life.log(), lead_ministry="デジタル"))

        assert answer.context["form"].errors["lead_ministry"] == [
            "「デジタル」に当てはまる府省は2つあります：デジタル庁、デジタル行財政改革会議事務局"
        ]

    def test_a_city_is_no_ministry(self, office, life):
        answer = office.post("/triage/", triage_card(life.log(), lead_ministry="山口県宇部市"))

        assert answer.context["form"].errors["lead_ministry"] == [
            "「山口県宇部市」という府省が見つかりません。候補から選んでください（例：総務省）。"
        ]


def bulk(*rows, **typed):
    ticked = [f"{row.number}:{row.version}" for row in rows]
    return {"ticked": ticked, "lead_ministry": "総務省", "due": "10営業日", **typed}


class TestBulk:
    def test_ticked_requests_get_the_same_and_the_others_stay(self, office, life, orgs):
        first, second, third = (life.log() for _ in range(3))

        answer = office.post("/triage/bulk/", bulk(first, third, primary="role"))

        assert answer.status_code == 200
        assert [row.number for row in answer.context["outcome"].done] == [
            first.number, third.number,
        ]  # fmt: skip
        for row in (first, third):
            assert (fresh(row).status, fresh(row).lead_ministry) == (S.TRIAGED, orgs.soumu)
            codes = [p.point.code for p in fresh(row).request_points.all()]
            assert codes == ["role", "efficiency"]
        assert fresh(second).status == S.LOGGED

    def test_each_refused_one_is_listed_with_its_reason_and_stays_ticked(self, office, life):
        good, changed, started = life.log(), life.log(), life.log()
        data = bulk(good, changed, started)
        life.triage(changed)
        life.triage(started)
        triage.start_review(fresh(started), by=life.cast.digital)
        before = [(fresh(row).version, verbs(row)) for row in (changed, started)]

        answer = office.post("/triage/bulk/?show=all", data)

        outcome = answer.context["outcome"]
        assert [row.number for row in outcome.done] == [good.number]
        assert [(each.number, CLOCK.sub("＊", each.reason)) for each in outcome.undone] == [
            (
                changed.number,
                "あなたが別の画面で、先に変更しました（＊「論点整理」）。"
                "今の内容を確かめてから、もう一度保存してください。",
            ),
            (started.number, "今の状況が「検討中」のため、「論点整理」はできません。"),
        ]
        assert answer.context["ticked"] == {changed.number, started.number}
        assert [(fresh(row).version, verbs(row)) for row in (changed, started)] == before

    def test_what_stays_empty_stays_as_it_was(self, office, life, orgs):
        obj = fresh(life.triage(life.log(), co_ministries=[orgs.soumu]))

        office.post("/triage/bulk/", bulk(obj, lead_ministry="", due="", primary="cost"))

        after = fresh(obj)
        assert (after.lead_ministry, after.due_on) == (orgs.digital, date(2024, 5, 10))
        assert list(after.co_ministries.all()) == [orgs.soumu]
        assert [p.point.code for p in after.request_points.all()] == ["cost", "efficiency"]

    def test_what_is_missing_on_one_request_is_said(self, office, life):
        answer = office.post("/triage/bulk/", bulk(life.log(), due="", lead_ministry="総務省"))

        assert answer.status_code == 409
        reasons = [each.reason for each in answer.context["outcome"].undone]
        assert reasons == ["回答期限を入れてください。"]

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"ticked": []}, "要望を1件以上選んでください。"),
            (
                {"lead_ministry": "", "due": ""},
                "主な論点、主担当府省、回答期限のどれかを入れてください。",
            ),
        ],
    )
    def test_it_says_what_the_form_lacks(self, office, life, typed, words):
        answer = office.post("/triage/bulk/", bulk(life.log(), **typed))

        assert answer.status_code == 422
        assert answer.context["form"].non_field_errors() == [words]

    def test_a_number_that_is_none_is_said_to_be_none(self, office, life):
        obj = life.log()
        data = bulk(obj)
        data["ticked"].append("R6-9999:1")

        outcome = office.post("/triage/bulk/", data).context["outcome"]

        assert [row.number for row in outcome.done] == [obj.number]
        assert [(e.number, e.reason) for e in outcome.undone] == [
            ("R6-9999", "この番号の要望が見つかりません。")
        ]

    def test_the_page_takes_as_many_queries_for_fifty_as_for_two(self, office, life):
        def queries():
            with CaptureQueriesContext(connection) as captured:
                office.get("/triage/bulk/")
            return len(captured)

        [life.log() for _ in range(2)]
        queries()
        few = queries()
        [life.log() for _ in range(48)]

        assert queries() == few


class TestOne:
    def test_it_decides_and_returns_to_the_request(self, office, life, orgs):
        obj = life.log()

        answer = office.post(f"/requests/{obj.number}/triage/", triage_card(obj))

        assert answer.url == obj.get_absolute_url()
        assert fresh(obj).lead_ministry == orgs.soumu

    def test_it_shows_the_same_card(self, office, life):
        obj = life.log()

        answer = office.get(f"/requests/{obj.number}/triage/")

        assert answer.status_code == 200
        assert answer.context["form"]["due"].value() == "10営業日"

    def test_it_opens_only_where_triage_can_be_made(self, office, life):
        obj = life.at(S.REPLIED)

        assert office.get(f"/requests/{obj.number}/triage/").status_code == 409

    def test_a_stranger_does_not_even_see_the_request(self, client, life, cast):
        obj = life.log()
        client.force_login(cast.stranger)

        assert client.get(f"/requests/{obj.number}/triage/").status_code == 404
        assert client.post(f"/requests/{obj.number}/triage/", triage_card(obj)).status_code == 404


class TestReassign:
    def test_another_ministry_with_a_reason(self, office, life, orgs):
        obj = life.at(S.UNDER_REVIEW)
        data = {"version": obj.version, "lead_ministry": "総務省", "reason": "所管のため"}

        answer = office.post(f"/requests/{obj.number}/reassign/", data)

        assert answer.url == obj.get_absolute_url()
        assert fresh(obj).lead_ministry == orgs.soumu
        assert history_of(obj).last().reason == "所管のため"

    def test_what_was_typed_is_kept_without_a_reason(self, office, life):
        obj = life.at(S.UNDER_REVIEW)
        data = {"version": obj.version, "lead_ministry": "総務省"}

        answer = office.post(f"/requests/{obj.number}/reassign/", data)

        assert answer.status_code == 422
        assert answer.context["form"]["lead_ministry"].value() == "総務省"
        assert answer.context["form"].errors == {"reason": ["理由を書いてください。"]}

    def test_it_is_not_the_ministrys_move(self, client, life, cast):
        obj = life.at(S.UNDER_REVIEW)
        client.force_login(cast.digital)

        assert client.get(f"/requests/{obj.number}/reassign/").status_code == 403


class TestChangeDue:
    def url(self, obj):
        return f"/requests/{obj.number}/due/"

    def test_it_moves_the_date_and_the_page_shows_the_slip_so_far(self, office, life):
        obj = life.at(S.UNDER_REVIEW)

        data = {
            "version": obj.version,
            "due": "令和6年5月24日",
            "due_anyway": "2024-05-24",
            "reason": "照会に時間がかかるため",
        }
        answer = office.post(self.url(obj), data)

        assert answer.url == obj.get_absolute_url()
        assert fresh(obj).due_on == date(2024, 5, 24)
        ledger = office.get(self.url(obj)).context["ledger"]
        assert (ledger.first_due_on, ledger.days) == (date(2024, 5, 10), 14)
        assert [c.reason for c in ledger.changes] == ["照会に時間がかかるため"]

    def test_an_old_page_is_a_conflict_and_keeps_what_was_typed(self, office, life):
        obj = life.at(S.UNDER_REVIEW)
        data = {
            "version": obj.version,
            "due": "令和6年5月24日",
            "due_anyway": "2024-05-24",
            "reason": "照会中",
        }
        triage.change_due(
            obj, by=life.cast.secretariat, due=named(date(2024, 5, 17)), reason="ほかの人の変更"
        )

        answer = office.post(self.url(obj), data)

        assert answer.status_code == 409
        assert answer.context["form"]["reason"].value() == "照会中"
        assert fresh(obj).due_on == date(2024, 5, 17)

    def test_how_it_was_counted_can_be_opened(self, office, life):
        obj = life.at(S.UNDER_REVIEW)
        data = {"version": obj.version, "due": "10営業日", "reason": "照会中"}
        office.post(self.url(obj), data)

        text = office.get(self.url(obj)).text

        assert "数え方（10営業日）" in text
        assert timezone.localdate() + timedelta(days=12) <= fresh(obj).due_on

    def test_the_requester_reads_the_reason_and_a_visitor_only_the_days(self, client, life, cast):
        obj = life.at(S.UNDER_REVIEW)
        triage.change_due(
            obj, by=cast.secretariat, due=named(date(2024, 5, 24)), reason="照会に時間がかかる"
        )
        put(LocalRequest.objects.filter(pk=obj.pk), published_at=timezone.now())

        visitor = client.get(obj.get_absolute_url()).text
        client.force_login(cast.misato)
        requester = client.get(obj.get_absolute_url()).text

        assert "14日延びました" in visitor
        assert "照会に時間がかかる" not in visitor
        assert "理由：照会に時間がかかる" in requester
