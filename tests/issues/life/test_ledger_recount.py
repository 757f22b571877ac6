"""The sums of the ledger equal a plain recount of the records, for each reader."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from issues.actions import local_requests, replies, triage
from issues.due_dates import ledger
from issues.due_dates.due import named
from issues.enums import ReplyStatus
from issues.models import LocalRequest, Reply, Round

ON, DUE = date(2024, 7, 1), date(2024, 6, 28)


def at(days):
    day = DUE + timedelta(days=days)
    return timezone.make_aware(datetime(day.year, day.month, day.day, 17))


def keep_record(life):
    """Answered in time and late, corrected, asked again, moved and silent; some of it public."""
    for number in range(8):
        row = life.triage(
            life.log(),
            due=named(DUE),
            lead_ministry=life.orgs.soumu if number % 3 == 2 else life.orgs.digital,
        )
        by = life.cast.soumu if number % 3 == 2 else life.cast.digital
        if number % 2:
            local_requests.publish(row, by=life.cast.secretariat, now=timezone.now())
        if number == 4:
            triage.change_due(
                row, by=life.cast.secretariat, due=named(DUE + timedelta(days=9)), reason="照会"
            )
        if number in (6, 7):
            continue
        dated = {"timing_on": date(2025, 3, 31)} if number % 3 == 0 else {}
        claimed = "studying_dated" if dated else "studying"
        draft = life.draft(row, by=by, claimed_class=claimed, **dated)
        reply = replies.submit(draft, by=by, effective_at=at(number - 2))
        if number in (1, 3):
            reply = replies.publish(reply, by=life.cast.secretariat, now=timezone.now())
        if number == 3:
            replies.submit(replies.correct(reply, by=by, reason="誤字"), by=by)
        if number == 5:
            life.ask_again(reply.local_request, effective_at=at(6))


@pytest.fixture
def record(life):
    return life.world(keep_record)


def shares(actor):
    """Replies and dated ones by ministry: of each round the newest edition."""
    newest = {}
    for reply in Reply.objects.visible_to(actor).exclude(status=ReplyStatus.DRAFT):
        key = (reply.local_request_id, reply.ministry_id, reply.round)
        if key not in newest or newest[key].edition < reply.edition:
            newest[key] = reply
    found = list(newest.values())
    return (
        Counter(reply.ministry_id for reply in found),
        Counter(reply.ministry_id for reply in found if reply.timing_on),
    )


@pytest.mark.parametrize("who", ["visitor", "secretariat", "digital", "soumu", "misato"])
def test_every_sum_is_that_of_the_records(who, record, cast, visitor):
    actor = visitor if who == "visitor" else getattr(cast, who)
    seen = set(LocalRequest.objects.visible_to(actor).values_list("pk", flat=True))
    answered = [
        row
        for row in Round.objects.filter(answered_at__isnull=False)
        if row.local_request_id in seen
    ]
    number, dated = shares(actor)

    found = {line.ministry.pk: line for line in ledger.ledger_of(actor, on=ON).lines}

    for key, line in found.items():
        mine = [row for row in answered if row.ministry_id == key]
        in_time = [
            row for row in mine if timezone.localtime(row.answered_at).date() <= row.answered_due_on
        ]
        assert (line.answered, line.in_time) == (len(mine), len(in_time))
        assert (line.replies, line.dated) == (number[key], dated[key])
    assert set(number) | {row.ministry_id for row in answered} <= set(found)


def test_its_page_takes_few_queries(record, as_, cast, django_assert_max_num_queries):
    browser = as_(cast.secretariat)

    with django_assert_max_num_queries(15):  # some of them for the session and the reader
        assert browser.get("/ledger/").status_code == 200
