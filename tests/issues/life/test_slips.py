"""記載誤り: a due date that was a slip of the pen counts for nothing; the record keeps it."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from issues.actions import follow_ups, replies, slips, triage
from issues.due_dates import ledger
from issues.due_dates.due import named
from issues.models import DueSlip
from issues.pages import follow_up_rows, related_requests
from tests import standing as stand
from workflow import history
from workflow.machine import Refused

WRONG, RIGHT = date(2019, 6, 28), date(2024, 6, 28)
ON = date(2024, 7, 1)


@pytest.fixture
def asked(life, cast):
    """Put to デジタル庁 by 令和元年, and put right."""
    found = life.triage(life.log(), due=named(WRONG))
    return triage.change_due(found, by=cast.secretariat, due=named(RIGHT), reason="書き誤り")


@pytest.fixture
def marked(asked, cast):
    slips.mark(asked.due_changes.get(), by=cast.secretariat, reason="令和6年を元年と書いた")
    asked.refresh_from_db()
    return asked


def line_of(actor, organization):
    lines = ledger.ledger_of(actor, on=ON).lines
    return next((line for line in lines if line.ministry == organization), None)


def test_before_it_is_marked_it_counts_as_a_change(asked, cast, orgs):
    assert line_of(cast.secretariat, orgs.digital).days_slipped == (RIGHT - WRONG).days


def test_it_is_no_change_and_no_days_in_the_ledger(marked, cast, orgs):
    assert line_of(cast.secretariat, orgs.digital) is None or (
        line_of(cast.secretariat, orgs.digital).changes,
        line_of(cast.secretariat, orgs.digital).days_slipped,
    ) == (0, 0)
    assert list(ledger.newest_changes(cast.secretariat)) == []


def test_the_first_date_is_the_one_that_was_meant(marked):
    assert (marked.first_due_on, marked.due_on) == (RIGHT, RIGHT)


def test_a_reply_is_measured_by_the_date_that_was_meant(life, cast, orgs):
    found = life.triage(life.log(), due=named(WRONG))
    at = timezone.make_aware(datetime(2024, 6, 20, 17))
    found = replies.submit(life.draft(found), by=cast.digital, effective_at=at).local_request
    late = line_of(cast.secretariat, orgs.digital).in_time

    slips.put_right(found, by=cast.secretariat, due=named(RIGHT), reason="元年と書いた")

    line = line_of(cast.secretariat, orgs.digital)
    assert (late, line.in_time, line.changes) == (0, 1, 0)


def test_putting_right_the_date_that_stands(life, cast):
    found = life.triage(life.log(), due=named(WRONG))

    found = slips.put_right(found, by=cast.secretariat, due=named(RIGHT), reason="元年と書いた")

    assert (found.first_due_on, found.due_on) == (RIGHT, RIGHT)
    assert stand.unanswered(date(2024, 6, 1)) == []


def test_the_round_of_a_request_knows_the_date_that_was_meant(marked):
    row = marked.rounds.get()

    assert (row.first_due_on, row.due_on, row.days_slipped) == (RIGHT, RIGHT, 0)


def test_what_was_known_before_it_was_marked_stays_known_so(life, cast):
    found = life.triage(life.log(), due=named(WRONG))
    before = timezone.now()
    slips.put_right(found, by=cast.secretariat, due=named(RIGHT), reason="誤り")

    rows = found.standings
    assert rows.at(before, known=before).get().due_on == WRONG
    assert rows.now().get().due_on == RIGHT


def test_the_record_keeps_date_reason_and_person(marked, cast):
    entry = history.entries_of(marked).last()

    assert (entry.verb, entry.by, entry.reason) == (
        "mark_due_slip", cast.secretariat, "令和6年を元年と書いた",
    )  # fmt: skip
    assert entry.changes["first_due_on"] == [WRONG.isoformat(), RIGHT.isoformat()]
    assert marked.due_changes.get().old_due_on == WRONG


def test_the_team_and_the_parties_read_of_it_and_others_do_not(marked, cast, visitor):
    told = {
        who: len(related_requests.ledger(marked, actor=actor).slips)
        for who, actor in {
            "secretariat": cast.secretariat, "ministry": cast.digital, "requester": cast.misato,
            "visitor": visitor,
        }.items()
    }  # fmt: skip

    assert told == {"secretariat": 1, "ministry": 1, "requester": 1, "visitor": 0}
    assert related_requests.ledger(marked, actor=visitor).days == 0


@pytest.mark.parametrize("who", ["digital", "misato", "soumu"])
def test_only_the_secretariat_says_so(asked, cast, who):
    with pytest.raises(Refused):
        slips.mark(asked.due_changes.get(), by=getattr(cast, who), reason="誤り")


def test_it_is_said_once(marked, asked, cast):
    change = asked.due_changes.get()
    with pytest.raises(Refused, match="すでに記載誤り"):
        slips.mark(change, by=cast.secretariat, reason="もう一度")

    assert DueSlip.objects.count() == 1


def test_without_a_reason_it_is_refused(asked, cast):
    with pytest.raises(Refused):
        slips.mark(asked.due_changes.get(), by=cast.secretariat, reason=" ")


def test_a_tasks_slip_counts_for_nothing_either(life, cast, orgs):
    task = follow_ups.assign(
        life.log(), by=cast.secretariat, organization=orgs.digital, title="試算", due=named(WRONG)
    )
    task = follow_ups.change_due(task, by=cast.secretariat, due=named(RIGHT), reason="誤り")
    slips.mark(task.due_changes.get(), by=cast.secretariat, reason="元年と書いた")

    (row,) = follow_up_rows.rows([task], actor=cast.secretariat, on=ON)
    assert (row.days_slipped, row.first_due_on) == (0, RIGHT)
