from datetime import date

import pytest
from django.db.models import Sum

from issues.actions import follow_ups, triage
from issues.due_dates.due import in_business_days, named
from issues.enums import RequestStatus
from issues.models import DueChange, FollowUp, ProgressNote
from organizations.models import Organization
from tests import standing as stand
from workflow import history


@pytest.fixture
def task(life):
    return life.assign(life.log())


@pytest.mark.parametrize("subject", ["request", "point", "commitment", "meeting"])
def test_a_task_is_given_on_anything_that_is_followed(subject, life, orgs):
    obj = {
        "request": life.log,
        "point": lambda: life.points[0],
        "commitment": life.commit,
        "meeting": lambda: life._speech().source.meeting,
    }[subject]()

    task = life.assign(obj, section=" 企画課 ")

    task.refresh_from_db()
    assert (task.subject, task.organization, task.section, task.status) == (
        obj,
        orgs.digital,
        "企画課",
        "open",
    )
    assert (task.due_on, task.first_due_on) == (date(2024, 6, 28), date(2024, 6, 28))
    assert [e.verb for e in history.entries_of(task)] == ["assign"]


def test_a_due_date_in_business_days_can_be_explained(life):
    task = life.assign(life.log(), due=in_business_days(1, start=date(2024, 12, 27)))

    assert (task.due_on, task.due_basis["business_days"]) == (date(2025, 1, 6), 1)
    assert [day for day, _ in task.due_basis["left_out"]] == [
        "2024-12-28",
        "2024-12-29",
        "2024-12-30",
        "2024-12-31",
        "2025-01-01",
        "2025-01-02",
        "2025-01-03",
        "2025-01-04",
        "2025-01-05",
    ]


@pytest.mark.parametrize("who", ["wt_member", "digital", "misato"])
def test_only_the_secretariat_gives_tasks(who, life, cast, refusal):
    answer = refusal(life.assign, life.log(), by=getattr(cast, who))

    assert answer == ("forbidden", "「依頼」ができるのは、事務局です。")
    assert FollowUp.objects.count() == 0


def test_a_person_belongs_to_the_organization_that_acts(life, cast, task, refusal):
    said = ("incomplete", "soumuの人さんは、デジタル庁の担当者ではありません。")

    assert refusal(life.assign, life.log(), person=cast.soumu) == said
    assert refusal(follow_ups.edit, task, by=cast.secretariat, person=cast.soumu) == said
    assert FollowUp.objects.count() == 1


def test_a_task_goes_to_a_person(life, cast, task):
    edited = follow_ups.edit(task, by=cast.secretariat, person=cast.digital, title="案の作成")

    assert (edited.person, edited.title, edited.version) == (cast.digital, "案の作成", 2)


@pytest.mark.parametrize("who", ["digital", "secretariat"])
def test_what_happens_meanwhile_is_written_down(who, task, cast):
    follow_ups.note(task, by=getattr(cast, who), text=" 照会中 ")

    assert list(ProgressNote.objects.values_list("text", "written_by__username")) == [
        ("照会中", who)
    ]


@pytest.mark.parametrize(
    ("move", "given", "said"),
    [
        (follow_ups.note, {"text": " "}, "経過を書いてください。"),
        (follow_ups.complete, {"result": " "}, "結果を書いてください。"),
        (follow_ups.cancel, {"reason": ""}, "取りやめの理由を書いてください。"),
        (
            follow_ups.change_due,
            {"due": named(date(2024, 7, 1)), "reason": ""},
            "理由を書いてください。",
        ),
        (
            follow_ups.change_due,
            {"due": named(date(2024, 6, 28)), "reason": "調整"},
            "期限が変わっていません。",
        ),
    ],
)
def test_a_move_without_words_changes_nothing(move, given, said, task, cast, refusal):
    answer = refusal(move, task, by=cast.secretariat, **given)

    task.refresh_from_db()
    assert (answer, task.version) == (("incomplete", said), 1)
    assert DueChange.objects.count() == ProgressNote.objects.count() == 0


def test_the_first_due_date_stays_and_the_slips_add_up(task, cast, orgs):
    for day, reason in ((date(2024, 7, 12), "照会が遅れた"), (date(2024, 7, 31), "調整中")):
        task = follow_ups.change_due(task, by=cast.secretariat, due=named(day), reason=reason)

    ledger = [(c.days, c.reason, c.ministry) for c in task.due_changes.all()]
    assert (task.first_due_on, task.due_on) == (date(2024, 6, 28), date(2024, 7, 31))
    assert ledger == [(14, "照会が遅れた", orgs.digital), (19, "調整中", orgs.digital)]


def test_days_slipped_are_summed_per_ministry(life, cast, orgs):
    mine, theirs = life.assign(life.log()), life.assign(life.log(), organization=orgs.soumu)
    asked = life.at(RequestStatus.UNDER_REVIEW)
    for task, day in ((mine, 8), (theirs, 3)):
        follow_ups.change_due(
            task, by=cast.secretariat, due=named(date(2024, 7, day)), reason="調整中"
        )
    triage.change_due(asked, by=cast.secretariat, due=named(date(2024, 5, 15)), reason="調整中")

    sums = Organization.objects.annotate(slipped=Sum("due_changes__days"))

    assert dict(sums.filter(slipped__isnull=False).values_list("code", "slipped")) == {
        "digital": 15,
        "soumu": 5,
    }


def test_a_task_is_done_with_a_result_and_taken_up_again_with_a_reason(task, cast):
    done = follow_ups.complete(task, by=cast.digital, result=" 案を公表した ")
    was = (done.status, done.result, done.ended_at is not None)

    again = follow_ups.reopen(done, by=cast.secretariat, reason="案が足りないため")

    assert was == ("done", "案を公表した", True)
    assert (again.status, again.result, again.ended_at) == ("open", "", None)
    assert [(e.verb, e.reason) for e in history.entries_of(task)] == [
        ("assign", ""),
        ("complete", " 案を公表した "),
        ("reopen", "案が足りないため"),
    ]


def test_a_cancelled_task_takes_no_notes(task, cast, refusal):
    cancelled = follow_ups.cancel(task, by=cast.secretariat, reason="不要になったため")

    answer = refusal(follow_ups.note, cancelled, by=cast.digital, text="照会中")

    assert cancelled.result == "不要になったため"
    assert answer == ("conflict", "今の状況が「取りやめ」のため、「経過の記録」はできません。")


def test_a_ministry_neither_cancels_nor_moves_what_it_was_given(task, cast, refusal):
    assert refusal(follow_ups.cancel, task, by=cast.digital, reason="") == (
        "forbidden",
        "「取りやめ」ができるのは、事務局です。",
    )
    assert refusal(
        follow_ups.change_due, task, by=cast.digital, due=named(date(2024, 7, 1)), reason=""
    ) == ("forbidden", "「期限の変更」ができるのは、事務局です。")


def test_another_organization_does_not_complete_it(task, cast, refusal):
    answer = refusal(follow_ups.complete, task, by=cast.soumu, result="済")

    assert answer == ("forbidden", "「完了」ができるのは、依頼先の団体と事務局です。")


def test_overdue_is_what_is_open_past_its_day(life, cast):
    open_one, done = life.assign(life.log()), life.assign(life.log())
    follow_ups.complete(done, by=cast.digital, result="済")

    overdue = {day: list(FollowUp.objects.overdue(date(2024, 6, day))) for day in (28, 29)}

    assert overdue == {28: [], 29: [open_one]}


def test_a_request_is_unanswered_past_its_day_until_it_is_answered(life):
    waiting, answered = life.at(RequestStatus.TRIAGED), life.at(RequestStatus.REPLIED)

    unanswered = {day: stand.unanswered(date(2024, 5, day)) for day in (10, 11)}

    assert (answered.status, unanswered) == ("replied", {10: [], 11: [waiting]})
