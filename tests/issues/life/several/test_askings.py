"""合議・共管: several ministries of one request, now and as of any moment."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from issues.actions import opinions, replies, taking_back, triage
from issues.actions.several import askings
from issues.due_dates.due import named
from issues.enums import ReplyStatus
from issues.models import LocalRequest, Reply, Round, Standing
from issues.standing import keeping
from workflow import history

SOON, LATER = date(2024, 5, 3), date(2024, 5, 24)


@pytest.fixture
def of_two(life, orgs, cast):
    """デジタル庁 leads by 10 May, 総務省 is asked by 24 May about a part."""

    def asked(status="under_review"):
        obj = life.at(status)
        return askings.ask(
            obj, by=cast.secretariat, ministry=orgs.soumu, due=named(LATER), part="費用の部分"
        )

    return asked


def _now(obj):
    return Standing.objects.now().get(local_request=obj)


def _owes(obj):
    row = _now(obj)
    return set(row.waiting), row.owed_on, row.status


def _is_one_truth(obj):
    return not list(keeping.differences([obj.pk]))


def test_a_single_ministry_is_told_of_by_its_own_date(life, orgs):
    obj = life.at("under_review")

    assert _owes(obj) == ({orgs.digital.pk}, date(2024, 5, 10), "under_review")
    assert _now(obj).asked is None


@pytest.mark.parametrize("first", ["digital", "soumu"])
def test_a_request_is_answered_when_all_have_answered(first, of_two, life, orgs, cast):
    obj = of_two()
    second = "soumu" if first == "digital" else "digital"

    life.reply(obj, by=getattr(cast, first))
    obj.refresh_from_db()
    due = LATER if second == "soumu" else date(2024, 5, 10)
    assert _owes(obj) == ({getattr(orgs, second).pk}, due, "under_review")

    life.reply(obj, by=getattr(cast, second))
    obj.refresh_from_db()
    assert _owes(obj) == (set(), None, "replied")
    assert {each.verb for each in history.entries_of(obj)} >= {"reply_in_part", "reply"}
    assert _now(obj).reply_ministry == orgs.digital
    assert _is_one_truth(obj)


def test_each_has_a_round_of_its_own(of_two, life, orgs, cast):
    obj = of_two()
    life.reply(obj, by=cast.soumu)

    rows = Round.objects.filter(local_request=obj).values_list(
        "ministry__code", "leads", "due_on", "answered_due_on"
    )
    assert set(rows) == {
        (orgs.digital.code, True, date(2024, 5, 10), None),
        (orgs.soumu.code, False, LATER, LATER),
    }


def test_nobody_answers_twice_or_unasked(of_two, life, orgs, cast, refusal):
    obj = of_two()
    reply = life.reply(obj, by=cast.soumu)
    reply = replies.publish(reply, by=cast.secretariat, now=timezone.now())

    assert refusal(life.draft, obj, by=cast.soumu)[0] == "conflict"
    other = LocalRequest.objects.get(pk=life.at("under_review").pk)
    assert refusal(life.draft, other, by=cast.soumu)[0] == "forbidden"


def test_a_draft_is_seen_by_its_ministry_alone_and_the_reply_by_both(of_two, life, cast):
    obj = of_two()
    draft = life.draft(obj, by=cast.soumu)

    def reading(who):
        return Reply.objects.visible_to(getattr(cast, who)).filter(pk=draft.pk).exists()

    assert (reading("digital"), reading("soumu"), reading("secretariat")) == (False, True, False)
    replies.submit(draft, by=cast.soumu)
    assert (reading("digital"), reading("soumu"), reading("misato")) == (True, True, True)


def test_what_is_asked_no_more_is_not_waited_for(of_two, life, orgs, cast, refusal):
    obj = of_two()
    life.reply(obj, by=cast.digital)
    obj.refresh_from_db()
    assert obj.status == "under_review"

    give = {"by": cast.secretariat, "ministry": orgs.soumu}
    assert refusal(askings.release, obj, reason=" ", **give)[0] == "incomplete"
    obj = askings.release(obj, reason="所管でないため", **give)

    assert obj.status == "replied"
    assert _owes(obj) == (set(), None, "replied")
    assert Round.objects.get(local_request=obj, leads=False).handed_on_at is not None
    assert LocalRequest.objects.visible_to(cast.soumu).filter(pk=obj.pk).exists()
    assert _is_one_truth(obj)


def test_who_has_answered_is_not_released(of_two, life, orgs, cast, refusal):
    obj = of_two()
    life.reply(obj, by=cast.soumu)

    answer = refusal(
        askings.release, obj, by=cast.secretariat, ministry=orgs.soumu, reason="所管でないため"
    )
    assert answer == ("conflict", "総務省は、すでに回答しています。")


def test_a_date_of_its_own_moves_with_a_reason_into_the_ledger(of_two, orgs, cast):
    obj = of_two()
    obj = askings.change(
        obj, by=cast.secretariat, ministry=orgs.soumu, due=named(SOON), part="", reason="早める"
    )

    assert obj.due_changes.get().ministry == orgs.soumu
    assert _owes(obj)[1] == SOON
    assert obj.due_on == date(2024, 5, 10)
    assert Standing.objects.now().unanswered(date(2024, 5, 4)).filter(local_request=obj).exists()
    assert not Standing.objects.now().unanswered(SOON).filter(local_request=obj).exists()
    assert _is_one_truth(obj)


def test_an_answer_taken_back_is_waited_for_again(of_two, life, orgs, cast):
    obj = of_two()
    first = life.reply(obj, by=cast.digital)
    life.reply(obj, by=cast.soumu)

    taking_back.take_back_reply(first, by=cast.digital)
    obj.refresh_from_db()

    assert _owes(obj) == ({orgs.digital.pk}, date(2024, 5, 10), "under_review")
    assert _is_one_truth(obj)
    again = obj.replies.get(status=ReplyStatus.DRAFT)
    replies.submit(again, by=cast.digital)
    assert _owes(obj) == (set(), None, "replied")
    assert _is_one_truth(obj)


def test_an_answer_of_a_part_taken_back_while_others_are_waited_for(of_two, life, orgs, cast):
    obj = of_two()
    reply = life.reply(obj, by=cast.soumu)

    taking_back.take_back_reply(reply, by=cast.soumu)
    obj.refresh_from_db()

    assert _owes(obj)[0] == {orgs.digital.pk, orgs.soumu.pk}
    assert history.entries_of(obj).last().verb == "take_back_part"
    assert _is_one_truth(obj)


def test_reconsideration_asks_all_of_them_again(of_two, life, orgs, cast):
    obj = of_two()
    life.reply(obj, by=cast.digital)
    life.reply(obj, by=cast.soumu)
    obj.refresh_from_db()
    opinion = opinions.give(
        obj.replies.get(ministry=orgs.soumu), by=cast.misato, stance="dissatisfied",
        text="期限がないため", asks_reconsideration=True,
    )  # fmt: skip
    obj.refresh_from_db()

    assert _owes(obj) == ({orgs.digital.pk, orgs.soumu.pk}, obj.due_on, "reconsidering")
    assert set(obj.askings.values_list("due_on", flat=True)) == {obj.due_on}
    taking_back.take_back_opinion(opinion, by=cast.misato)
    assert set(obj.askings.values_list("due_on", flat=True)) == {LATER}
    assert _owes(obj) == (set(), None, "replied")
    assert _is_one_truth(obj)


def test_one_that_was_asked_beside_takes_over(of_two, life, orgs, cast):
    obj = of_two()
    life.reply(obj, by=cast.soumu)

    obj = triage.reassign(obj, by=cast.secretariat, lead_ministry=orgs.soumu, reason="所管のため")

    assert (obj.lead_ministry, obj.askings.count()) == (orgs.soumu, 0)
    assert _is_one_truth(obj)


def test_triage_asks_several_at_once_and_again_until_the_review(life, orgs, cast):
    obj = life.triage(life.log(), asked=[orgs.soumu])
    assert _owes(obj) == ({orgs.digital.pk, orgs.soumu.pk}, date(2024, 5, 10), "triaged")
    assert list(obj.co_ministries.all()) == [orgs.soumu]

    life.triage(obj)
    assert obj.askings.count() == 1

    life.triage(obj, asked=[])
    assert _owes(obj)[0] == {orgs.digital.pk}
    assert _is_one_truth(obj)


def test_the_past_shows_who_was_asked_and_had_answered_then(of_two, life, orgs, cast):
    obj = of_two()
    before = timezone.now()
    life.reply(obj, by=cast.soumu)
    between = timezone.now()
    askings.change(
        obj, by=cast.secretariat, ministry=orgs.soumu, due=named(SOON), part="", reason="早める"
    )
    life.reply(obj, by=cast.digital)

    rows = Standing.objects.filter(local_request=obj)

    def then(moment: datetime):
        row = rows.at(moment, known=moment).get()
        return set(row.waiting), {int(key): bool(on) for key, (_, on) in row.asked.items()}

    both = {orgs.digital.pk, orgs.soumu.pk}
    assert then(before) == (both, dict.fromkeys(both, False))
    assert then(between) == ({orgs.digital.pk}, {orgs.digital.pk: False, orgs.soumu.pk: True})
    asked_before = rows.at(before - timedelta(days=1)).values_list("asked", flat=True)
    assert list(asked_before) in ([], [None])
