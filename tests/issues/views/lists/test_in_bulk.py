"""まとめて変える: what is shown before, what is done, what stays and why."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.actions import triage
from issues.due_dates.due import named
from issues.models import LocalRequest
from publication.models import Batch
from tests.factories.accounts import one_of_the_cast
from tests.factories.issues import a_request
from tests.factories.organizations import organization
from workflow.history import entries_of

pytestmark = pytest.mark.usefixtures("points")

DUE = {"due": "令和9年1月15日", "reason": "会合の日程が変わったため。"}
ON = date(2027, 1, 15)


@pytest.fixture
def office(client):
    client.force_login(one_of_the_cast("secretariat"))
    return client


def ticks(*rows):
    return [f"{row.number}:{row.version}" for row in rows]


def named_in(lines):
    return [line.tick.number for line in lines]


def fresh(row):
    return LocalRequest.objects.get(pk=row.pk)


def verbs(row):
    return [entry.verb for entry in entries_of(row)]


class TestWhich:
    def test_ticked_ones_are_a_condition_among_those_of_the_list(self, office):
        a, b = a_request(status="triaged"), a_request(status="triaged", points=("talent",))
        a_request(status="triaged")

        ticked = office.get(f"/requests/bulk/due/?numbers={a.number}&numbers={b.number}").context
        narrowed = office.get(f"/requests/bulk/due/?numbers={a.number},{b.number}&point=cost")

        assert (named_in(ticked["good"]), ticked["every"]) == ([a.number, b.number], 3)
        assert named_in(narrowed.context["good"]) == [a.number]

    def test_without_ticks_all_that_fit_are_meant(self, office):
        a_request(status="triaged", points=("talent",))
        wanted = [a_request(status="triaged").number for _ in range(2)]

        assert named_in(office.get("/requests/bulk/due/?point=cost").context["good"]) == wanted

    def test_too_many_are_told_and_nothing_is_offered(self, office, monkeypatch):
        monkeypatch.setattr("issues.views.requests.in_bulk.MOST_AT_ONCE", 1)
        a_request(status="triaged"), a_request(status="triaged")

        answer = office.get("/requests/bulk/due/")

        assert "good" not in answer.context
        assert "一度に変えられるのは1件までです" in answer.content.decode()

    def test_a_condition_that_cannot_be_read_changes_nothing(self, office):
        a_request(status="triaged")

        answer = office.get("/requests/bulk/due/?point=nonsense")

        assert "good" not in answer.context
        assert "一覧に戻って、条件を直してください" in answer.content.decode()


class TestDue:
    def test_it_is_shown_first_and_then_done_one_entry_each(self, office):
        first, second = (a_request(status="under_review", due_on=date(2026, 5, 1)) for _ in "12")
        waiting = a_request()
        address = "/requests/bulk/due/"

        seen = office.post(address, {"ticked": ticks(first, second, waiting), **DUE, "do": "check"})
        before = [fresh(row).due_on for row in (first, second)]
        good = ticks(first, second)
        done = office.post(address, {"ticked": good, **DUE, "do": "change"}).context["outcome"]

        assert [line.after for line in seen.context["good"]] == ["令和9年1月15日（金）"] * 2
        assert [line.reason for line in seen.context["stay"]] == [
            "今の状況が「受付」のため、「回答期限の変更」はできません。"
        ]
        assert before == [date(2026, 5, 1)] * 2
        assert [row.due_on for row in done.done] == [ON, ON]
        assert [verbs(row)[-1] for row in (first, second, waiting)] == [
            "change_due", "change_due", "log",
        ]  # fmt: skip

    def test_one_that_is_another_by_now_stays_as_it_is(self, office):
        mine, theirs = a_request(status="under_review"), a_request(status="under_review")
        seen = ticks(mine, theirs)
        other = named(date(2027, 2, 1))
        triage.change_due(theirs, by=one_of_the_cast("secretariat"), due=other, reason="別の事情。")

        shown = office.post("/requests/bulk/due/", {"ticked": seen, **DUE, "do": "check"}).context
        done = office.post("/requests/bulk/due/", {"ticked": seen, **DUE, "do": "change"}).context

        assert named_in(shown["good"]) == [mine.number]
        assert "先に変更しました" in shown["stay"][0].reason
        assert [row.number for row in done["outcome"].done] == [mine.number]
        assert [each.number for each in done["outcome"].undone] == [theirs.number]
        assert (fresh(mine).due_on, fresh(theirs).due_on) == (ON, other.on)

    def test_nothing_typed_is_lost_over_a_mistake_or_on_the_way_back(self, office):
        data = {"ticked": ticks(a_request(status="under_review"))}

        wrong = office.post("/requests/bulk/due/", {**data, "due": "いつか", "reason": "事情。"})
        back = office.post("/requests/bulk/due/", {**data, **DUE, "do": "back"})

        assert (wrong.status_code, back.status_code) == (422, 200)
        assert wrong.context["form"]["reason"].value() == "事情。"
        assert back.context["form"]["due"].value() == DUE["due"]

    def test_an_unusual_day_is_confirmed_once(self, office):
        row = a_request(status="under_review")
        data = {"ticked": ticks(row), "due": "令和9年1月16日", "reason": "事情。", "do": "check"}
        anyway = {"due_anyway": "2027-01-16"}

        asked = office.post("/requests/bulk/due/", data)
        shown = office.post("/requests/bulk/due/", {**data, **anyway})

        assert asked.status_code == 422
        assert ("due_anyway", "2027-01-16") in shown.context["carried"]


class TestMinistry:
    def test_each_goes_by_the_verb_that_its_status_allows(self, office):
        triaged = a_request(status="triaged", lead="digital")
        reviewed = a_request(status="under_review", lead="digital")
        logged = a_request()
        organization("soumu")
        data = {"lead_ministry": "総務省", "reason": "所掌のため。"}
        rows = (triaged, reviewed, logged)

        shown = office.post(
            "/requests/bulk/ministry/", {"ticked": ticks(*rows), **data, "do": "check"}
        ).context
        done = office.post(
            "/requests/bulk/ministry/", {"ticked": ticks(*rows), **data, "do": "change"}
        ).context["outcome"]

        assert [line.reason for line in shown["stay"]] == ["回答期限を入れてください。"]
        assert [each.reason for each in done.undone] == ["回答期限を入れてください。"]
        assert [fresh(row).lead_ministry and fresh(row).lead_ministry.code for row in rows] == [
            "soumu", "soumu", None,
        ]  # fmt: skip
        assert [verbs(row)[-1] for row in rows] == ["triage", "reassign", "log"]

    def test_why_is_asked_only_where_a_ministry_works_on_one(self, office):
        organization("soumu")
        waiting = a_request(status="triaged", lead="digital")
        reviewed = a_request(status="under_review", lead="digital")
        data = {"lead_ministry": "総務省", "do": "check"}

        alone = office.post("/requests/bulk/ministry/", {"ticked": ticks(waiting), **data})
        both = office.post("/requests/bulk/ministry/", {"ticked": ticks(waiting, reviewed), **data})

        assert (alone.status_code, both.status_code) == (200, 422)
        assert list(both.context["form"].errors) == ["reason"]


class TestPublishing:
    def test_what_can_be_goes_to_be_read_as_a_batch(self, office):
        secret, known = a_request(), a_request(published=True)

        page = office.get(f"/requests/bulk/publish/?numbers={secret.number},{known.number}")
        going = office.post("/publication/batches/", {"item": f"request.{secret.pk}"})

        assert named_in(page.context["good"]) == [secret.number]
        assert [line.reason for line in page.context["stay"]] == [
            "この要望は、すでに公表しています。"
        ]
        assert f'name="item" value="request.{secret.pk}"' in page.content.decode()
        assert [item.obj for item in Batch.objects.get().items.all()] == [secret]
        assert going.url == Batch.objects.get().get_absolute_url()
        assert fresh(secret).published_at is None


class TestWho:
    @pytest.mark.parametrize(
        ("who", "acts"), [("secretariat", 4), ("digital", 1), ("misato", 1), (None, 0)]
    )
    def test_the_list_offers_what_is_theirs_to_do(self, client, who, acts):
        a_request(published=True)
        if who:
            client.force_login(one_of_the_cast(who))

        page = client.get("/requests/").content.decode()

        assert page.count("formaction=") == acts
        assert ('name="numbers" value="R6-' in page) is (acts > 0)

    def test_a_request_that_is_not_seen_is_not_found_by_its_number(self, client):
        secret, known = a_request(), a_request(published=True)

        page = client.get(f"/requests/?numbers={secret.number}、{known.number}")

        assert [row.number for row in page.context["page"]] == [known.number]

    def test_one_and_three_take_the_same_queries(self, office):
        rows = [a_request(status="under_review") for _ in range(3)]
        counts = []
        for some in (rows[:1], rows):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                office.get("/requests/bulk/publish/?numbers=" + ",".join(r.number for r in some))
                office.post("/requests/bulk/ministry/", {
                    "ticked": ticks(*some), "lead_ministry": "総務省", "reason": "x", "do": "check",
                })  # fmt: skip
            counts.append(len(queries))

        assert counts[0] == counts[1]
