# ruff: noqa: F811 - fixtures are imported by their names
"""The likely ministry beside the decision: with what speaks for it, and never taken by itself."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.desks import likely_ministries
from issues.enums import RequestStatus
from issues.models import LocalRequest
from tests.factories.typed import triage_card
from tests.issues.life.conftest import cast, ground_once, life, orgs, points  # noqa: F401

WORDS = "地方交付税による財政措置を拡充してほしい"


@pytest.fixture
def office(client, cast):
    client.force_login(cast.secretariat)
    return client


def fresh(obj):
    return LocalRequest.objects.get(pk=obj.pk)


def names(found):
    return [each.ministry.code for each in found]


def test_the_words_of_a_request_name_a_ministry_with_its_evidence(life, cast, orgs):
    asked = life.log(title="交付税の措置", ask=WORDS)

    (likely, *_) = likely_ministries.of(asked, actor=cast.secretariat)

    assert likely.ministry == orgs.soumu
    assert likely.terms == ("交付税", "地方交付税")


def test_words_that_name_nobody_offer_nobody(life, cast):
    assert (
        likely_ministries.of(life.log(title="よろしく", ask="よろしく"), actor=cast.secretariat)
        == []
    )


def test_who_answered_earlier_requests_of_the_organization_is_offered_too(life, cast):
    answered = life.at(RequestStatus.REPLIED)
    asked = life.log(title="続きの要望", ask="続きをしてほしい")

    found = likely_ministries.of(asked, actor=cast.secretariat)

    assert names(found) == [answered.lead_ministry.code]
    assert [row.number for row in found[0].shown] == [answered.number]
    assert found[0].terms == ()


def test_none_is_chosen_beforehand(office, life):
    asked = life.log(title="交付税の措置", ask=WORDS)

    page = office.get("/triage/").text
    answer = office.post("/triage/", triage_card(asked, lead_ministry=""))

    assert 'name="candidate" value="soumu"' in page
    assert 'value="soumu" checked' not in page
    assert "手がかり" in page
    assert "まだ決めていません" in page
    assert answer.status_code == 422
    assert "主担当府省を選んでください" in answer.text
    assert fresh(asked).lead_ministry is None


def test_the_candidate_is_taken_once_somebody_chooses_it(office, life, orgs):
    asked = life.log(title="交付税の措置", ask=WORDS)

    office.post("/triage/", triage_card(asked, lead_ministry="", candidate="soumu"))

    assert fresh(asked).lead_ministry == orgs.soumu


def test_two_ministries_at_once_are_refused_and_both_stay_on_the_page(office, life):
    asked = life.log(title="交付税の措置", ask=WORDS)

    answer = office.post(
        "/triage/", triage_card(asked, lead_ministry="デジタル庁", candidate="soumu")
    )

    assert answer.status_code == 422
    assert "と違う府省が書いてあります" in answer.text
    assert 'value="デジタル庁"' in answer.text
    assert 'value="soumu" checked' in answer.text


def test_a_request_with_a_ministry_is_offered_no_other(office, life):
    decided = life.at(RequestStatus.TRIAGED)

    page = office.get(f"/requests/{decided.number}/triage/")

    assert page.context["likely"] == []


def test_many_at_once_get_each_its_own_candidate_when_somebody_says_so(office, life, orgs):
    one = life.log(title="交付税の措置", ask=WORDS)
    other = life.log(title="よろしく", ask="よろしく")
    ticked = [f"{each.number}:{each.version}" for each in (one, other)]

    page = office.get("/triage/bulk/").text
    answer = office.post("/triage/bulk/", {"ticked": ticked, "as_likely": "on", "due": "10営業日"})

    assert "候補" in page
    assert fresh(one).lead_ministry == orgs.soumu
    assert fresh(other).lead_ministry is None
    (undone,) = answer.context["outcome"].undone
    assert (undone.number, undone.reason) == (other.number, "主担当府省を選んでください。")


def test_many_at_once_do_not_get_it_without_being_told(office, life):
    one = life.log(title="交付税の措置", ask=WORDS)

    office.post("/triage/bulk/", {"ticked": f"{one.number}:{one.version}", "due": "10営業日"})

    assert fresh(one).lead_ministry is None


def test_the_list_of_many_asks_no_more_for_three_than_for_one(office, life):
    life.log(title="交付税の措置", ask=WORDS)
    with CaptureQueriesContext(
        connection,
    ) as one:
        office.get("/triage/bulk/")
    for _ in range(2):
        life.log(title="交付税の措置", ask=WORDS)
    with CaptureQueriesContext(connection) as three:
        office.get("/triage/bulk/")

    assert len(three) <= len(one)
