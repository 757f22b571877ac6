# ruff: noqa: F811 - fixtures are imported by their names
"""The queue of triage: one request after the other, by hand or by keys."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from issues.actions import triage
from issues.enums import RequestStatus
from issues.models import LocalRequest
from japan.workdays import add_business_days
from tests.factories.typed import triage_card
from tests.issues.life.conftest import cast, ground_once, life, orgs, points  # noqa: F401

S = RequestStatus


@pytest.fixture
def office(client, cast):
    client.force_login(cast.secretariat)
    return client


def fresh(obj):
    return LocalRequest.objects.get(pk=obj.pk)


class TestQueue:
    def test_it_shows_the_first_request_that_waits_and_how_many_there_are(self, office, life):
        first, *_ = [life.log(title=f"要望{n}") for n in range(3)]
        life.at(S.TRIAGED)

        answer = office.get("/triage/")

        assert answer.context["local_request"] == first
        assert (answer.context["place"].position, answer.context["place"].total) == (1, 3)
        assert (answer.context["counts"].done, answer.context["counts"].total) == (1, 4)

    def test_deciding_goes_on_to_the_next_one(self, office, life, orgs):
        first, second = life.log(), life.log()

        answer = office.post("/triage/?point=efficiency", triage_card(first))

        assert answer.status_code == 302
        expected = f"/triage/?point=efficiency&at={second.number}&last={first.number}#now"
        assert answer.url == expected
        decided = fresh(first)
        due, _ = add_business_days(timezone.localdate(), 10)
        assert (decided.status, decided.lead_ministry, decided.due_on) == (
            S.TRIAGED,
            orgs.soumu,
            due,
        )
        assert decided.due_basis["business_days"] == 10
        assert [p.point.code for p in decided.request_points.all()] == ["cost"]

    def test_htmx_gets_the_next_card_in_place_with_its_address(self, office, life):
        first, second = life.log(), life.log()

        answer = office.post("/triage/", triage_card(first), headers={"HX-Request": "true"})

        assert answer.status_code == 200
        assert answer.context["local_request"] == second
        assert answer["HX-Replace-Url"] == f"/triage/?at={second.number}&last={first.number}"
        assert "<html" not in answer.text

    def test_after_the_last_one_it_begins_again_with_those_left_out(self, office, life):
        skipped, last = life.log(), life.log()

        answer = office.post("/triage/", triage_card(last))

        assert f"at={skipped.number}" in answer.url

    def test_it_says_when_all_are_decided(self, office, life):
        only = life.log()

        answer = office.post("/triage/", triage_card(only), follow=True)

        assert "この条件の要望は、すべて決めました" in answer.text
        assert "決め直す" in answer.text

    def test_what_was_typed_is_kept_when_something_is_missing(self, office, life):
        obj = life.log()

        answer = office.post(
            "/triage/", triage_card(obj, lead_ministry="", due="来週", primary="role")
        )

        assert answer.status_code == 422
        form = answer.context["form"]
        assert set(form.errors) == {"lead_ministry", "due"}
        assert (form["due"].value(), form["primary"].value()) == ("来週", "role")
        assert fresh(obj).status == S.LOGGED

    def test_somebody_faster_is_shown_in_the_card_and_nothing_is_lost(self, office, life, orgs):
        obj = life.log()
        typed = triage_card(obj, due="令和8年12月25日", due_anyway="2026-12-25")
        life.triage(obj)

        answer = office.post("/triage/", typed)

        assert answer.status_code == 409
        assert answer.context["clash"].label == "論点整理"
        assert "まだ保存していません。あなたが、別の画面で、先に「論点整理」" in answer.text
        assert answer.context["form"]["due"].value() == "令和8年12月25日"
        assert f'name="version" value="{fresh(obj).version}"' in answer.text
        assert fresh(obj).lead_ministry == orgs.digital

    def test_after_a_clash_the_own_decision_can_be_saved_over_the_other(self, office, life, orgs):
        obj = life.log()
        life.triage(obj)
        version = fresh(obj).version

        answer = office.post(
            "/triage/",
            triage_card(
                obj,
                version=version,
                due="2026-12-25",
                due_anyway="2026-12-25",
                reason="府省の求めによる",
            ),
        )

        assert answer.status_code == 302
        assert fresh(obj).lead_ministry == orgs.soumu
        assert [c.reason for c in obj.due_changes.all()] == ["府省の求めによる"]

    def test_a_clash_with_a_started_review_offers_no_decision(self, office, life):
        obj = life.log()
        life.triage(obj)
        triage.start_review(fresh(obj), by=life.cast.digital)

        answer = office.post("/triage/", triage_card(obj))

        assert answer.status_code == 409
        assert "検討が始まったため、論点整理はもうできません。" in answer.text
        assert "自分の内容で決める</button>" not in answer.text

    def test_the_last_one_can_be_decided_again(self, office, life, orgs):
        obj = life.triage(life.log())
        on = fresh(obj).due_on

        page = office.get(f"/triage/?at={obj.number}")
        line = page.context["form"]["due"]
        # The date that stands is not asked about again, though it has gone by.
        assert f'<input type="hidden" name="due_anyway" value="{on.isoformat()}">' in str(line)
        sent = triage_card(fresh(obj), due=line.value(), due_anyway=on.isoformat())
        answer = office.post("/triage/", sent)

        assert answer.status_code == 302
        assert (fresh(obj).lead_ministry, fresh(obj).due_on) == (orgs.soumu, on)
        assert not obj.due_changes.exists()

    def test_a_date_that_stays_keeps_how_it_was_counted(self, office, life):
        obj = life.log()
        office.post("/triage/", triage_card(obj))
        before = fresh(obj)

        page = office.get(f"/triage/?at={obj.number}")
        office.post("/triage/", triage_card(before, due=page.context["form"]["due"].value()))

        assert fresh(obj).due_basis == before.due_basis
        assert fresh(obj).version == before.version + 1

    def test_another_date_needs_a_reason(self, office, life):
        obj = life.triage(life.log())

        answer = office.post(
            "/triage/", triage_card(fresh(obj), due="2026-12-25", due_anyway="2026-12-25")
        )

        assert answer.status_code == 422
        reason = "回答期限を変えるときは、その理由を書いてください。"
        assert answer.context["form"].non_field_errors() == [reason]

    def test_neighbours_and_the_next_undecided_one_are_offered(self, office, life):
        rows = [life.log(title=f"要望{n}") for n in range(4)]
        life.triage(rows[2])

        place = office.get(f"/triage/?show=all&at={rows[1].number}").context["place"]

        assert (place.preceding, place.following) == (rows[0].number, rows[2].number)
        assert place.skip_to == rows[3].number

    @pytest.mark.parametrize("query", ["point=cost", "organization=愛知県一宮市", "q=費用負担の件"])
    def test_conditions_narrow_the_queue(self, office, life, orgs, cast, query):
        life.log()
        wanted = life.log(
            by=cast.ichinomiya, organization=orgs.ichinomiya, title="費用負担の件",
            points=life.points[2:],
        )  # fmt: skip

        answer = office.get(f"/triage/?{query}")

        assert answer.context["local_request"] == wanted
        assert answer.context["place"].total == 1

    def test_a_meeting_narrows_the_queue(self, office, life):
        life.log()
        wanted = life.log()
        passage = life.quote(wanted, "人材も足りません。")

        answer = office.get(f"/triage/?meeting={passage.speech.source.meeting_id}")

        assert answer.context["local_request"] == wanted

    def test_the_queue_takes_as_many_queries_for_fifty_as_for_two(self, office, life):
        def queries():
            office.get("/triage/")
            with CaptureQueriesContext(connection) as captured:
                office.get("/triage/")
            return len(captured)

        [life.log() for _ in range(2)]
        few = queries()
        [life.log() for _ in range(48)]

        assert queries() == few

    @pytest.mark.parametrize("name", ["wt_member", "digital", "misato", "stranger"])
    def test_others_are_told_that_it_is_the_secretariats(self, client, cast, life, name):
        obj = life.log()
        client.force_login(getattr(cast, name))

        assert client.get("/triage/").status_code == 403
        assert client.post("/triage/", triage_card(obj)).status_code == 403
        assert client.get("/triage/bulk/").status_code == 403
        assert fresh(obj).status == S.LOGGED

    def test_a_visitor_is_asked_to_sign_in(self, client, db):
        assert client.get("/triage/").url == "/login/?next=/triage/"
