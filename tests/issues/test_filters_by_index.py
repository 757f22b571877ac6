"""Each condition of the list finds few among many by an index, as the planner itself decides.

Statistics are gathered within the test: the lock that this takes keeps autovacuum away until the
end, so what the planner knows does not hang on what ran before.
"""

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from issues.enums import ReplyStatus, RequestStatus
from issues.filters import LocalRequestFilters
from issues.models import FollowUp, LocalRequest, Reply, RequestPoint
from issues.search import index_request
from tests.issues.life.conftest import cast, orgs, points  # noqa: F401

S = RequestStatus
MANY, EVERY = 2000, 200
MODELS = (LocalRequest, RequestPoint, Reply, FollowUp)
# One in EVERY; they fall on different rows.
RARE = {name: n for n, name in enumerate(("ministry", "organization", "kind", "year", "point"))}
# Condition → what leads to its rows: the index of the column alone, or one that begins with it.
CONDITIONS = (
    ("ministry=soumu", "issues_localrequest_lead_ministry_id_[0-9a-f]+|request_lead_ministry"),
    ("unanswered=yes", "request_status|request_lead_ministry"),
    ("re_raised=yes", "issues_localrequest_re_raises_id_[0-9a-f]+"),
    ("overdue=yes", "followup_due_on"),
    ("overdue=yes", "issues_localrequest_pkey"),
    ("reply_class=declined", "issues_localrequest_pkey"),
    ("organization=054348", "issues_localrequest_organization_id_[0-9a-f]+|request_organization"),
    ("kind=concern", "request_kind"),
    ("year=2024", "request_said_on"),
    ("status=triaged", "request_status|request_lead_ministry"),
    ("point=cost", "issues_requestpoint_point_id_[0-9a-f]+|request_point"),
    ("point=cost", "issues_localrequest_pkey"),
    ("q=様式の統一", "request_search"),
)


def is_rare(n, name):
    return n % EVERY == RARE[name]


@pytest.fixture
def many(cast, orgs, points):  # noqa: F811 - fixtures are imported by their names
    """Thousands of requests, nearly all of them settled, with points, replies and follow-ups."""
    rows = LocalRequest.objects.bulk_create(a_request(n, cast, orgs) for n in range(MANY))
    LocalRequest.objects.filter(pk__in=[row.pk for row in rows[50::EVERY]]).update(
        re_raises=rows[0]
    )
    RequestPoint.objects.bulk_create(
        RequestPoint(local_request=row, point=points[2 if is_rare(n, "point") else n % 2])
        for n, row in enumerate(rows)
    )
    Reply.objects.bulk_create(a_reply(n, row, cast, orgs) for n, row in enumerate(rows))
    FollowUp.objects.bulk_create(a_follow_up(n, row, cast, orgs) for n, row in enumerate(rows))
    with connection.cursor() as cursor:
        # What autovacuum does meanwhile where the rows came one by one.
        cursor.execute("SELECT gin_clean_pending_list('request_search')")
        cursor.execute(f"ANALYZE {', '.join(model._meta.db_table for model in MODELS)}")
    return rows


def a_request(n, cast, orgs):  # noqa: F811
    status = {60: S.TRIAGED, 61: S.UNDER_REVIEW}.get(n % EVERY, S.SETTLED)
    answered_by = timezone.localdate() + timedelta(days=30 if status == S.UNDER_REVIEW else -30)
    row = LocalRequest(
        number=f"T-{n}",
        title="様式の統一" if n % EVERY == 70 else f"要望の件名 {n}",
        kind="concern" if is_rare(n, "kind") else "request",
        organization=orgs.misato if is_rare(n, "organization") else orgs.ube,
        lead_ministry=orgs.soumu if is_rare(n, "ministry") else orgs.digital,
        said_on=date(2024 if is_rare(n, "year") else 2025, 5, 7),
        first_due_on=answered_by,
        due_on=answered_by,
        status=status,
        reflected_in="基本方針" if status == S.SETTLED else "",
        created_by=cast.secretariat,
    )
    index_request(row)
    return row


def a_reply(n, row, cast, orgs):  # noqa: F811
    value = "declined" if n % EVERY == 80 else "studying"
    return Reply(
        local_request=row,
        ministry=orgs.digital,
        round=1,
        claimed_class=value,
        reply_class=value,
        text="検討します。",
        status=ReplyStatus.SUBMITTED,
        submitted_at=timezone.now(),
        written_by=cast.digital,
    )


def a_follow_up(n, row, cast, orgs):  # noqa: F811
    late = n % EVERY == 90
    return FollowUp(
        content_type=ContentType.objects.get_for_model(LocalRequest),
        object_id=row.pk,
        organization=orgs.digital,
        title="様式の案を作る",
        due_on=timezone.localdate() - timedelta(days=10),
        first_due_on=timezone.localdate(),
        status="open" if late else "done",
        result="" if late else "示した",
        ended_at=None if late else timezone.now(),
        assigned_by=cast.secretariat,
    )


def test_each_condition_is_met_by_its_index(many, cast, subtests):  # noqa: F811
    actor = cast.secretariat
    visible = LocalRequest.objects.visible_to(actor)

    for query, index in CONDITIONS:
        rows = LocalRequestFilters(
            QueryDict(query), visible, request=SimpleNamespace(user=actor)
        ).qs.order_by()
        plan = rows.explain()

        with subtests.test(query, index=index):
            assert rows.count() == MANY // EVERY, plan
            assert re.search(rf"Index (Only )?Scan (using|on) ({index})\b", plan), plan
            assert "Seq Scan on issues_localrequest" not in plan, plan
