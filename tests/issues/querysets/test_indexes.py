# ruff: noqa: F811 - fixtures are imported by their names
"""Each condition that the list of requests offers is met by an index, as PostgreSQL plans it.

A planner reads a table of a few rows as a whole, and picks between indexes of equal cost by
chance. So it is asked about as many rows as a few years bring, of which each condition wants few;
gathering statistics also keeps autovacuum from these tables until the test is over.
"""

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from issues.enums import AWAITING_REPLY, ReplyClass, RequestKind, RequestStatus
from issues.filters.local_requests import LocalRequestFilters
from issues.forums import chosen_forum
from issues.models import DiscussionPoint, LocalRequest, Standing
from issues.standing.state import serial
from tests.issues.life.conftest import GROUND, cast, ground_once  # noqa: F401

MANY = 1_500
RARE = 150
"""One request in so many meets each condition."""
LONG_AGO, TODAY = date(2019, 5, 7), timezone.localdate()
SEQUENTIAL = "Seq Scan on issues_standing"
# What leads to the rows: the index of the column, or one that begins with it.
CONDITIONS = (
    ("ministry=soumu", "standing_lead|issues_standing_lead_ministry_id_[0-9a-f]+"),
    ("unanswered=yes", "standing_awaited|standing_status|standing_due_on|standing_rank"),
    ("re_raised=yes", "standing_re_raises|issues_standing_re_raises_id_[0-9a-f]+"),
    ("overdue=yes", "standing_tasks"),
    ("reply_class=declined", "standing_reply"),
    ("first_reply=late", "standing_first"),
    ("disagreeing=yes", "standing_at_odds"),
    ("organization=054348", "standing_asker|issues_standing_organization_id_[0-9a-f]+"),
    ("kind=concern", "standing_kind"),
    ("year=2019", "standing_now|standing_then"),
    ("status=triaged", "standing_status"),
    ("point=role", "standing_points"),
)
ORDERS = (
    ("number", "standing_now"),
    ("date", "standing_said_on"),
    ("-date", "standing_said_on"),
    ("status", "standing_rank"),
    ("-status", "standing_rank_down"),
    ("due", "standing_due_on"),
    ("-due", "standing_due_down"),
    ("updated", "standing_changed"),
    ("-updated", "standing_changed"),
)


@pytest.fixture(scope="module", autouse=True)
def many(request, ground_once, once):
    """`MANY` requests, answered and settled but for the few that a condition is about."""
    once(lambda: _fill(request.node.stash[GROUND]))


def _fill(ground):
    forum = chosen_forum.first()
    rows = [_request(n, forum, ground) for n in range(1, MANY + 1)]
    LocalRequest.objects.bulk_create(rows)
    points = {each.code: each.pk for each in DiscussionPoint.objects.all()}
    Standing.objects.bulk_create(_standing(n, row, points, rows[0]) for n, row in enumerate(rows))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _request(n, forum, ground):
    turn, orgs = n % RARE, ground.orgs
    return LocalRequest(
        forum=forum,
        number=f"R6-{n:04}",
        status=_status(turn),
        kind=RequestKind.CONCERN if turn == 1 else RequestKind.REQUEST,
        organization=orgs.misato if turn == 2 else orgs.yamaguchi,
        lead_ministry=orgs.soumu if turn == 3 else orgs.digital,
        said_on=LONG_AGO if turn == 4 else TODAY - timedelta(days=n % 90),
        title="様式の統一" if turn == 6 else f"要望その{n}",
        due_on=TODAY - timedelta(days=3) if turn == 8 else TODAY + timedelta(days=30 + n % 60),
        first_due_on=TODAY,
        reflected_in="基本方針",
        published_at=timezone.now(),
        created_by=ground.cast.secretariat,
    )


def _status(turn):
    few = {7: RequestStatus.TRIAGED, 8: RequestStatus.UNDER_REVIEW}
    return few.get(turn, RequestStatus.SETTLED)


def _standing(n, row, points, first):
    turn = n % RARE
    return Standing(
        local_request=row, forum_id=row.forum_id, counted_from=timezone.now(),
        known_from=timezone.now() + timedelta(seconds=n % 700),
        open_changed_at=timezone.now() - timedelta(seconds=n % 700),
        serial=serial(row.number, row.said_on),
        kind=row.kind, title=row.title, status=row.status,
        status_rank=list(RequestStatus).index(row.status), organization=row.organization,
        said_on=row.said_on, points=[points["role" if turn == 9 else "cost"]],
        lead_ministry=row.lead_ministry, round=1, due_on=row.due_on, first_due_on=row.first_due_on,
        owed_on=row.due_on if row.status in AWAITING_REPLY else None,
        reply_class=ReplyClass.DECLINED if turn == 10 else ReplyClass.STUDYING,
        first_reply="late" if turn == 12 else "in_time", disagreeing=turn == 13,
        task_due_on=TODAY - timedelta(days=2) if turn == 11 else TODAY + timedelta(days=30),
        re_raises=first if turn == 5 else None, published=True,
    )  # fmt: skip


def test_each_condition_of_the_list_is_met_by_an_index(cast, subtests):
    for query, index in CONDITIONS:
        with subtests.test(query, index=index):
            visible = Standing.objects.visible_to(cast.secretariat)
            request = SimpleNamespace(user=cast.secretariat)
            rows = LocalRequestFilters(QueryDict(query), visible, request=request).qs

            plan = rows.order_by().explain()

            assert 0 < rows.count() <= MANY // RARE
            assert re.search(rf"Index (Only )?Scan (using|on) ({index})\b", plan), plan
            assert SEQUENTIAL not in plan, plan


def test_each_order_of_the_list_is_that_of_an_index(cast, subtests):
    for sort, index in ORDERS:
        with subtests.test(sort, index=index):
            plan = _first_page(cast.secretariat, sort)

            assert re.search(rf"Index (Only )?Scan (Backward )?using {index}\b", plan), plan
            assert SEQUENTIAL not in plan, plan


def test_since_when_everybody_reads_the_same_is_an_index_too(cast, subtests):
    for sort in ("updated", "-updated"):
        with subtests.test(sort):
            plan = _first_page(cast.visitor, sort)

            assert re.search(r"Index Scan (Backward )?using standing_open_changed\b", plan), plan


def _first_page(user, sort):
    visible = Standing.objects.visible_to(user)
    request = SimpleNamespace(user=user)
    return (
        LocalRequestFilters(QueryDict(f"sort={sort}"), visible, request=request).qs[:50].explain()
    )
