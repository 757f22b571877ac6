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
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from issues import forums
from issues.enums import ReplyClass, ReplyStatus, RequestKind, RequestStatus
from issues.filters import LocalRequestFilters
from issues.models import DiscussionPoint, FollowUp, LocalRequest, Reply, RequestPoint, Standing
from issues.search import index_request
from tests.factories.rows import put
from tests.issues.life.conftest import cast, life, orgs, points  # noqa: F401

MANY = 1_500
RARE = 150
"""One request in so many meets each condition."""
LONG_AGO, TODAY = date(2019, 5, 7), timezone.localdate()
SEQUENTIAL = "Seq Scan on issues_localrequest"
# What leads to the rows: the index of the column alone, or one that begins with it.
CONDITIONS = (
    ("ministry=soumu", "issues_localrequest_lead_ministry_id_[0-9a-f]+|request_lead_ministry"),
    ("unanswered=yes", "request_status|request_due_on|request_lead_ministry"),
    ("re_raised=yes", "issues_localrequest_re_raises_id_[0-9a-f]+"),
    ("overdue=yes", "followup_due_on"),
    ("overdue=yes", "issues_localrequest_pkey"),
    ("reply_class=declined", "issues_localrequest_pkey"),
    ("organization=054348", "issues_localrequest_organization_id_[0-9a-f]+|request_organization"),
    ("kind=concern", "request_kind"),
    ("year=2019", "request_said_on"),
    ("status=triaged", "request_status|request_lead_ministry"),
    ("point=role", "issues_requestpoint_point_id_[0-9a-f]+|request_point"),
    ("point=role", "issues_localrequest_pkey"),
    ("q=様式の統一", "request_search"),
)


@pytest.fixture
def many(cast, orgs, points):
    """`MANY` requests, answered and settled but for the few that a condition is about."""
    rows = [_request(n, cast, orgs) for n in range(1, MANY + 1)]
    for row in rows:
        index_request(row)
    LocalRequest.objects.bulk_create(rows)
    for row in rows[5::RARE]:
        put(LocalRequest.objects.filter(pk=row.pk), re_raises=rows[0])
    role = DiscussionPoint.objects.get(code="role")
    cost = DiscussionPoint.objects.get(code="cost")
    RequestPoint.objects.bulk_create(
        RequestPoint(local_request=row, point=role if n % RARE == 9 else cost, primary=True)
        for n, row in enumerate(rows)
    )
    Reply.objects.bulk_create(_reply(n, row, cast, orgs) for n, row in enumerate(rows))
    FollowUp.objects.bulk_create(_task(n, row, cast, orgs) for n, row in enumerate(rows))
    with connection.cursor() as cursor:
        # What was just written waits in a list before the search's index; a server sorts it in.
        cursor.execute("SELECT gin_clean_pending_list('request_search')")
        cursor.execute("ANALYZE")


def _request(n, cast, orgs):
    turn = n % RARE
    return LocalRequest(
        forum=forums.first(),
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
        created_by=cast.secretariat,
    )


def _status(turn):
    few = {7: RequestStatus.TRIAGED, 8: RequestStatus.UNDER_REVIEW}
    return few.get(turn, RequestStatus.SETTLED)


def _reply(n, row, cast, orgs):
    kind = ReplyClass.DECLINED if n % RARE == 10 else ReplyClass.STUDYING
    return Reply(
        local_request=row,
        ministry=orgs.digital,
        round=1,
        claimed_class=kind,
        reply_class=kind,
        text="検討します。",
        status=ReplyStatus.PUBLISHED,
        written_by=cast.digital,
        submitted_at=timezone.now(),
        published_at=timezone.now(),
    )


def _task(n, row, cast, orgs):
    due = TODAY + timedelta(days=-2 if n % RARE == 11 else 30)
    return FollowUp(
        content_type=ContentType.objects.get_for_model(LocalRequest),
        object_id=row.pk,
        organization=orgs.digital,
        title="確認",
        due_on=due,
        first_due_on=due,
        assigned_by=cast.secretariat,
    )


def test_each_condition_of_the_list_is_met_by_an_index(many, cast, subtests):
    for query, index in CONDITIONS:
        with subtests.test(query, index=index):
            visible = Standing.objects.visible_to(cast.secretariat)
            request = SimpleNamespace(user=cast.secretariat)
            rows = LocalRequestFilters(QueryDict(query), visible, request=request).qs

            plan = rows.order_by().explain()

            assert 0 < rows.count() <= MANY // RARE
            assert re.search(rf"Index (Only )?Scan (using|on) ({index})\b", plan), plan
            assert SEQUENTIAL not in plan, plan
