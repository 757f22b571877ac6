"""担当替え: asked for by a ministry, decided by the secretariat."""

from datetime import UTC, date, datetime

import pytest

from issues.actions.several import askings, handovers
from issues.due_dates.due import named
from issues.models import Handover, Standing
from issues.standing import keeping

ASKED, DECIDED = datetime(2024, 4, 20, 3, tzinfo=UTC), datetime(2024, 4, 25, 3, tzinfo=UTC)
LATER = named(date(2024, 5, 31))


@pytest.fixture
def asked(life, orgs, cast):
    def ask(obj, who="digital"):
        return handovers.ask(
            obj, by=getattr(cast, who), reason="所管でないため", now=ASKED, proposed=orgs.soumu
        )

    return ask


@pytest.mark.parametrize("status", ["triaged", "under_review", "reconsidering"])
def test_the_lead_is_handed_on_by_the_secretariat_alone(status, asked, life, orgs, cast):
    obj = life.at(status)
    due = obj.due_on
    handover = asked(obj)
    obj.refresh_from_db()
    assert obj.lead_ministry == orgs.digital

    handover = handovers.accept(handover, by=cast.secretariat, to=orgs.soumu, now=DECIDED)

    obj.refresh_from_db()
    assert (obj.lead_ministry, obj.due_on, obj.status) == (orgs.soumu, due, status)
    assert (handover.status, handover.given_to) == ("accepted", orgs.soumu)
    assert handover.days(date(2024, 6, 1)) == 5
    assert Standing.objects.now().get(local_request=obj).waiting == [orgs.soumu.pk]
    assert not list(keeping.differences([obj.pk]))


def test_the_date_may_move_with_it(asked, life, orgs, cast):
    obj = life.at("under_review")
    handovers.accept(asked(obj), by=cast.secretariat, to=orgs.soumu, now=DECIDED, due=LATER)

    obj.refresh_from_db()
    assert obj.due_on == LATER.on
    assert obj.due_changes.get().reason == "所管でないため"


def test_what_was_asked_beside_is_handed_on_with_its_part(asked, life, orgs, cast):
    obj = askings.ask(
        life.at("under_review"), by=cast.secretariat, ministry=orgs.soumu, due=LATER, part="費用"
    )
    handover = handovers.ask(obj, by=cast.soumu, reason="所管でないため", now=ASKED)

    handovers.accept(handover, by=cast.secretariat, to=orgs.office, now=DECIDED)

    assert list(obj.askings.values_list("ministry", "part", "due_on")) == [
        (orgs.office.pk, "費用", LATER.on)
    ]
    assert not list(keeping.differences([obj.pk]))


def test_a_refusal_says_why_and_changes_nothing(asked, life, orgs, cast, refusal):
    obj = life.at("under_review")
    handover = asked(obj)

    give = {"by": cast.secretariat, "now": DECIDED}
    assert refusal(handovers.decline, handover, answer="", **give)[0] == "incomplete"
    handover = handovers.decline(handover, answer="所管のため", **give)

    obj.refresh_from_db()
    assert (handover.status, handover.answer, obj.lead_ministry) == (
        "declined", "所管のため", orgs.digital,
    )  # fmt: skip


def test_it_is_asked_once_and_by_whoever_is_asked(asked, life, cast, refusal):
    obj = life.at("under_review")
    handover = asked(obj)

    assert refusal(asked, obj) == ("conflict", "担当替えは、すでに申し出ています。")
    assert refusal(asked, obj, "soumu")[0] == "forbidden"
    assert refusal(
        handovers.accept, handover, by=cast.digital, to=cast.soumu.acting.organization, now=DECIDED
    )[0] == "forbidden"  # fmt: skip
    handovers.withdraw(handover, by=cast.digital, now=DECIDED)
    asked(obj)
    assert Handover.objects.visible_to(cast.soumu).count() == 0
    assert Handover.objects.visible_to(cast.secretariat).count() == 2
