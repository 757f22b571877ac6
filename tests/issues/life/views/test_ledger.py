from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from issues.actions import follow_ups, local_requests, replies, triage
from issues.due_dates import ledger
from issues.due_dates.due import named
from issues.models import LocalRequest

ON = date(2024, 7, 1)
DUE = date(2024, 6, 28)


def at(day):
    return timezone.make_aware(datetime(day.year, day.month, day.day, 17))


@pytest.fixture
def answered(life, cast):
    """A request put to a ministry by 28 June and answered on a day."""

    def make(day, *, timing_on=None, lead=None, by=None):
        by = by or cast.digital
        asked = life.triage(life.log(), due=named(DUE), lead_ministry=lead or life.orgs.digital)
        claimed = "studying_dated" if timing_on else "studying"
        draft = life.draft(asked, by=by, claimed_class=claimed, timing_on=timing_on)
        return replies.submit(draft, by=by, effective_at=at(day)).local_request

    return make


def line_of(actor, organization, on=ON):
    return next(
        line for line in ledger.ledger_of(actor, on=on).lines if line.ministry == organization
    )


def test_a_reply_on_its_day_is_in_time_and_a_day_later_is_not(answered, cast, orgs):
    answered(DUE)
    answered(DUE + timedelta(days=1))

    line = line_of(cast.secretariat, orgs.digital)

    assert (line.answered, line.in_time, line.in_time_share) == (2, 1, 50)


def test_each_round_is_measured_by_the_date_that_stood_then(answered, life, cast, orgs):
    asked = answered(DUE)  # in time; the next round is due in two weeks from its opening
    life.ask_again(asked, effective_at=at(DUE + timedelta(days=3)))
    asked.refresh_from_db()
    draft = life.draft(asked)
    replies.submit(draft, by=cast.digital, effective_at=at(asked.due_on + timedelta(days=1)))

    line = line_of(cast.secretariat, orgs.digital)

    assert (line.answered, line.in_time) == (2, 1)


def test_a_moved_date_counts_as_moved(life, cast, orgs):
    asked = life.triage(life.log(), due=named(DUE))
    moved = triage.change_due(
        asked, by=cast.secretariat, due=named(DUE + timedelta(days=7)), reason="照会"
    )
    replies.submit(life.draft(moved), by=cast.digital, effective_at=at(DUE + timedelta(days=5)))

    line = line_of(cast.secretariat, orgs.digital)

    assert (line.in_time, line.changes, line.days_slipped) == (1, 1, 7)


def test_dated_replies_are_shared_by_ministry_and_a_correction_counts_once(
    answered, life, cast, orgs
):
    dated = answered(DUE, timing_on=date(2025, 3, 31)).replies.get()
    answered(DUE)
    answered(DUE, lead=orgs.soumu, by=cast.soumu)
    replies.publish(dated, by=cast.secretariat, now=timezone.now())
    replies.submit(replies.correct(dated, by=cast.digital, reason="誤字"), by=cast.digital)

    found = ledger.ledger_of(cast.secretariat, on=ON)

    shares = {line.ministry.code: (line.replies, line.dated) for line in found.lines}
    assert shares == {"digital": (2, 1), "soumu": (1, 0)}
    assert (found.total.replies, found.total.dated, found.total.dated_share) == (3, 1, 33)


def test_what_is_late_and_what_slipped_is_summed(life, cast, orgs):
    life.triage(life.log(), due=named(DUE))
    task = life.assign(life.log(), due=named(DUE - timedelta(days=10)))
    life.assign(life.log(), due=named(DUE + timedelta(days=10)))
    follow_ups.change_due(task, by=cast.secretariat, due=named(DUE), reason="照会")

    line = line_of(cast.secretariat, orgs.digital)

    assert (line.overdue, line.tasks_overdue, line.changes, line.days_slipped) == (1, 1, 1, 10)
    assert line_of(cast.secretariat, orgs.digital, on=DUE).overdue == 0


def test_without_anything_to_count_there_is_no_line(life, cast):
    life.log()

    assert ledger.ledger_of(cast.secretariat, on=ON).lines == ()


class TestWhoSees:
    @pytest.fixture
    def asked(self, life, cast):
        asked = life.triage(life.log(), due=named(DUE))
        triage.change_due(
            asked, by=cast.secretariat, due=named(date(2024, 7, 5)), reason="大臣の日程のため"
        )
        return LocalRequest.objects.get(pk=asked.pk)

    def test_the_public_counts_and_reads_published_requests_alone(self, asked, cast, client):
        before = client.get("/ledger/").context
        local_requests.publish(asked, by=cast.secretariat, now=timezone.now())
        after = client.get("/ledger/").context

        assert (before["ledger"].total.changes, before["rows"]) == (0, [])
        assert after["ledger"].total.changes == 1
        assert [told for _, _, told in after["rows"]] == [False]

    @pytest.mark.parametrize(
        ("who", "told"),
        [
            ("visitor", False),
            ("secretariat", True),
            ("wt_member", True),
            ("digital", True),
            ("soumu", False),
            ("misato", True),
            ("ichinomiya", True),
            ("stranger", False),
        ],
    )
    def test_the_reason_is_told_to_the_parties(self, who, told, asked, life, cast, as_):
        life.join(asked)
        local_requests.publish(asked, by=cast.secretariat, now=timezone.now())

        page = as_(getattr(cast, who)).get("/ledger/").content.decode()

        assert ("大臣の日程のため" in page) == told

    def test_tasks_stay_inside(self, asked, life, cast, client):
        task = life.assign(asked, title="内々の依頼")
        follow_ups.change_due(task, by=cast.secretariat, due=named(ON), reason="照会")
        local_requests.publish(asked, by=cast.secretariat, now=timezone.now())

        answer = client.get("/ledger/")

        assert "内々の依頼" not in answer.content.decode()
        assert answer.context["ledger"].total.changes == 1

    def test_one_ministrys_changes_can_be_listed_alone(self, asked, life, orgs, cast, as_):
        other = life.triage(life.log(), lead_ministry=orgs.soumu, due=named(DUE))
        triage.change_due(other, by=cast.secretariat, due=named(ON), reason="照会")

        rows = as_(cast.secretariat).get("/ledger/?ministry=soumu").context["rows"]

        assert [change.local_request for change, _, _ in rows] == [other]

    def test_it_needs_as_many_queries_for_many_as_for_few(
        self, answered, asked, life, cast, as_, queries_of
    ):
        as_(cast.secretariat)
        answered(DUE)
        few = queries_of("/ledger/")
        answered(DUE)
        again = life.triage(life.log(), due=named(DUE))
        triage.change_due(again, by=cast.secretariat, due=named(ON), reason="照会")

        assert queries_of("/ledger/") == few


def test_a_ministrys_page_shows_its_own_line(answered, cast, as_, orgs):
    answered(DUE)

    line = as_(cast.secretariat).get("/organizations/digital/").context["ledger"]

    assert (line.ministry, line.answered, line.in_time) == (orgs.digital, 1, 1)
