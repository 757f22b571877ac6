from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from issues.actions import triage
from issues.due_dates.due import in_business_days, named
from issues.enums import RequestStatus
from issues.models import DueChange
from workflow import history

LATER = named(date(2024, 5, 31))


def test_triage_says_on_which_points_who_answers_and_by_when(life, orgs, points):
    obj = life.triage(life.log(), points=[points[1], points[2]], co_ministries=[orgs.soumu])

    obj.refresh_from_db()
    assert (obj.status, obj.lead_ministry, obj.due_on, obj.first_due_on) == (
        "triaged",
        orgs.digital,
        date(2024, 5, 10),
        date(2024, 5, 10),
    )
    assert list(obj.co_ministries.all()) == [orgs.soumu]
    assert [rp.point.code for rp in obj.request_points.all()] == ["role", "cost"]
    entry = history.entries_of(obj).last()
    assert entry.details == {"points": ["role", "cost"], "co_ministries": ["総務省"]}
    assert (entry.status_change.from_status, entry.status_change.to_status) == (
        "logged",
        "triaged",
    )


def test_a_due_date_in_business_days_keeps_what_was_left_out(life):
    due = in_business_days(3, start=date(2024, 5, 1))

    obj = life.triage(life.log(), due=due)

    assert obj.due_on == date(2024, 5, 8)
    assert obj.due_basis == {
        "from": "2024-05-01",
        "business_days": 3,
        "left_out": [
            ["2024-05-03", "憲法記念日"],
            ["2024-05-04", "みどりの日"],
            ["2024-05-05", "こどもの日"],
            ["2024-05-06", "こどもの日 振替休日"],
        ],
    }


@pytest.mark.parametrize("who", ["wt_member", "digital", "misato", "stranger", "visitor"])
def test_only_the_secretariat_triages(who, life, cast, refusal):
    obj = life.log()

    answer = refusal(life.triage, obj, by=getattr(cast, who))

    assert answer == ("forbidden", "「論点整理」ができるのは、事務局です。")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"points": []}, "論点を1つ以上選んでください。"),
        ({"lead": "misato"}, "秋田県美郷町は府省ではありません。"),
        ({"co": "zck"}, "全国町村会は府省ではありません。"),
    ],
)
def test_a_triage_that_lacks_something_changes_nothing(changed, reason, life, orgs, refusal):
    obj = life.log()
    given = {k: v for k, v in changed.items() if k == "points"}
    if "lead" in changed:
        given["lead_ministry"] = getattr(orgs, changed["lead"])
    if "co" in changed:
        given["co_ministries"] = [getattr(orgs, changed["co"])]

    answer = refusal(life.triage, obj, **given)

    obj.refresh_from_db()
    assert answer == ("incomplete", reason)
    assert (obj.status, obj.lead_ministry, obj.request_points.count()) == ("logged", None, 1)
    assert [entry.verb for entry in history.entries_of(obj)] == ["log"]


def test_who_may_is_looked_at_before_what_is_missing(life, cast, orgs, refusal):
    obj = life.log()

    kind, _ = refusal(life.triage, obj, by=cast.stranger, lead_ministry=orgs.misato)

    assert kind == "forbidden"


def test_a_lead_ministry_is_no_co_ministry_as_well(life, orgs):
    obj = life.triage(life.log(), co_ministries=[orgs.digital, orgs.soumu])

    assert list(obj.co_ministries.all()) == [orgs.soumu]


def test_a_second_triage_puts_it_to_another_ministry(life, orgs):
    obj = life.triage(life.triage(life.log()), lead_ministry=orgs.soumu)

    assert (obj.status, obj.lead_ministry, obj.version) == ("triaged", orgs.soumu, 3)
    assert DueChange.objects.count() == 0


def test_a_second_triage_with_another_due_date_says_why(life, refusal):
    obj = life.triage(life.log())

    answer = refusal(life.triage, obj, due=LATER)

    assert answer == ("incomplete", "回答期限を変えるときは、その理由を書いてください。")


def test_a_second_triage_with_another_due_date_goes_into_the_ledger(life, orgs):
    obj = life.triage(life.triage(life.log()), due=LATER, reason="連休のため")

    slip = DueChange.objects.get()
    assert (obj.first_due_on, obj.due_on) == (date(2024, 5, 10), date(2024, 5, 31))
    assert (slip.days, slip.reason, slip.ministry, slip.local_request) == (
        21,
        "連休のため",
        orgs.digital,
        obj,
    )


def test_the_second_of_two_triages_is_refused(life, refusal):
    obj = life.log()
    life.triage(obj, version=1)

    kind, _ = refusal(life.triage, obj, version=1)

    assert kind == "conflict"


@pytest.mark.parametrize("who", ["digital", "secretariat"])
def test_the_lead_ministry_or_the_secretariat_starts_the_review(who, life, cast):
    obj = life.at(RequestStatus.TRIAGED)

    started = triage.start_review(obj, by=getattr(cast, who))

    assert started.status == "under_review"


def test_a_ministry_starts_no_review_of_another_ones(life, cast, refusal):
    obj = life.at(RequestStatus.TRIAGED)

    answer = refusal(triage.start_review, obj, by=cast.soumu)

    assert answer == ("forbidden", "「検討を始める」ができるのは、主担当府省と事務局です。")


def test_a_review_starts_once(life, cast, refusal):
    obj = life.at(RequestStatus.UNDER_REVIEW)

    answer = refusal(triage.start_review, obj, by=cast.digital)

    made = timezone.localtime(history.entries_of(obj).last().recorded_at)
    assert answer == (
        "conflict",
        f"「検討を始める」は、あなたがすでにしています（{made.hour}時{made.minute}分）。",
    )


def test_a_review_counts_from_the_day_it_started(life, cast):
    obj = life.at(RequestStatus.TRIAGED)
    day = datetime(2024, 4, 22, 1, 0, tzinfo=UTC)

    triage.start_review(obj, by=cast.digital, effective_at=day)

    assert history.entries_of(obj).last().status_change.effective_at == day


def test_another_ministry_takes_over_with_a_reason(life, cast, orgs):
    obj = life.at(RequestStatus.UNDER_REVIEW)

    given = triage.reassign(
        obj, by=cast.secretariat, lead_ministry=orgs.soumu, reason="所管が違うため"
    )

    entry = history.entries_of(obj).last()
    assert (given.lead_ministry, given.status) == (orgs.soumu, "under_review")
    assert (entry.verb, entry.reason) == ("reassign", "所管が違うため")
    assert entry.changes == {"lead_ministry_id": [orgs.digital.pk, orgs.soumu.pk]}


@pytest.mark.parametrize(
    ("lead", "reason", "said"),
    [
        ("soumu", " ", "理由を書いてください。"),
        ("misato", "所管が違うため", "秋田県美郷町は府省ではありません。"),
    ],
)
def test_a_change_of_ministry_that_lacks_something(lead, reason, said, life, cast, orgs, refusal):
    obj = life.at(RequestStatus.UNDER_REVIEW)
    where = getattr(orgs, lead)

    answer = refusal(triage.reassign, obj, by=cast.secretariat, lead_ministry=where, reason=reason)

    obj.refresh_from_db()
    assert (answer, obj.lead_ministry) == (("incomplete", said), orgs.digital)


def test_a_moved_due_date_keeps_the_first_and_adds_to_the_ledger(life, cast, orgs):
    obj = life.at(RequestStatus.UNDER_REVIEW)

    triage.change_due(obj, by=cast.secretariat, due=LATER, reason="調整のため")
    triage.change_due(obj, by=cast.secretariat, due=named(date(2024, 5, 24)), reason="早まった")

    obj.refresh_from_db()
    ledger = DueChange.objects.values_list("days", "reason", "ministry", "changed_by")
    assert (obj.first_due_on, obj.due_on) == (date(2024, 5, 10), date(2024, 5, 24))
    assert list(ledger) == [
        (21, "調整のため", orgs.digital.pk, cast.secretariat.pk),
        (-7, "早まった", orgs.digital.pk, cast.secretariat.pk),
    ]


@pytest.mark.parametrize(
    ("due", "reason", "said"),
    [
        (LATER, "", "理由を書いてください。"),
        (named(date(2024, 5, 10)), "調整のため", "期限が変わっていません。"),
    ],
)
def test_a_due_date_is_not_moved_without_reason_or_to_where_it_is(
    due, reason, said, life, cast, refusal
):
    obj = life.at(RequestStatus.UNDER_REVIEW)

    answer = refusal(triage.change_due, obj, by=cast.secretariat, due=due, reason=reason)

    assert (answer, DueChange.objects.count()) == (("incomplete", said), 0)


def test_a_settled_request_is_taken_up_in_a_new_round(life, cast):
    obj = life.at(RequestStatus.SETTLED)

    again = triage.reopen(obj, by=cast.secretariat, due=LATER, reason="状況が変わったため")

    assert (again.status, again.round, again.due_on, again.first_due_on, again.reflected_in) == (
        "under_review",
        2,
        date(2024, 5, 31),
        date(2024, 5, 31),
        "",
    )


def test_the_ministry_answers_a_reopened_request_anew(life, cast):
    obj = life.at(RequestStatus.SETTLED)
    again = triage.reopen(obj, by=cast.secretariat, due=LATER, reason="状況が変わったため")

    reply = life.reply(again)

    assert (str(reply), reply.local_request.status) == ("第2次回答", "replied")


def test_taking_up_again_says_why(life, cast, refusal):
    obj = life.at(RequestStatus.SETTLED)

    answer = refusal(triage.reopen, obj, by=cast.secretariat, due=LATER, reason="　")

    obj.refresh_from_db()
    assert (answer, obj.status) == (("incomplete", "理由を書いてください。"), "settled")
