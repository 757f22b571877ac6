"""The sample's standings: now as the requests say, as of sessions as the frozen reports say."""

from datetime import datetime

import pytest
from django.db.models import Q

from issues.models import LocalRequest, Round, Standing
from issues.standing import keeping
from meetings.models import ClosedReport

pytestmark = pytest.mark.django_db


def all_requests():
    return LocalRequest.objects.values_list("pk", flat=True)


def test_now_is_one_row_for_each_request_as_it_is(sample):
    rows = Standing.objects.now().select_related("local_request")

    assert rows.count() == LocalRequest.objects.count() > 50
    for row in rows:
        request = row.local_request
        for name in (
            "kind", "title", "status", "organization_id", "lead_ministry_id", "round", "due_on",
            "first_due_on", "progress", "judgement", "re_raises_id",
        ):  # fmt: skip
            assert (request.number, name, getattr(row, name)) == (
                request.number, name, getattr(request, name),
            )  # fmt: skip
        points = list(request.request_points.values_list("point", flat=True))
        assert row.points == points
        assert set(row.co_ministries) == set(request.co_ministries.values_list("pk", flat=True))
        assert row.published == request.is_published


def test_it_keeps_what_the_record_says(sample):
    assert list(keeping.differences(all_requests())) == []


def test_a_closed_session_is_what_its_report_froze(sample):
    reports = ClosedReport.objects.all()

    assert len(reports) >= 3
    for report in reports:
        content = report.content
        moment = datetime.fromisoformat(content["moment"])
        rows = {
            row.local_request.number: row
            for row in Standing.objects.at(moment, known=report.recorded_at)
            .filter(~Q(status__in=("withdrawn", "merged")))
            .select_related("local_request", "lead_ministry", "organization")
        }
        frozen = {record["number"]: record for record in content["requests"]}
        assert set(rows) == set(frozen)
        for number, record in frozen.items():
            row = rows[number]
            found = {
                "title": row.title, "status": row.status, "kind": row.kind,
                "organization": row.organization.full_name, "reply_class": row.reply_class,
                "stance": row.stance, "progress": row.progress, "judgement": row.judgement,
                "public": row.published,
            }  # fmt: skip
            differing = {n: (v, record[n]) for n, v in found.items() if record[n] != v}
            assert (number, differing) == (number, {})
            if row.status != "logged":
                assert (number, row.due_on.isoformat()) == (number, record["due_on"])
                assert (number, row.lead_ministry.name) == (number, record["lead_ministry"])


def test_rounds_stand_for_what_was_asked(sample):
    asked = LocalRequest.objects.exclude(lead_ministry=None).exclude(due_on=None)

    for request in asked:
        newest = Round.objects.filter(local_request=request, leads=True).last()
        assert (newest.number, newest.ministry_id, newest.due_on, newest.first_due_on) == (
            request.round, request.lead_ministry_id, request.due_on, request.first_due_on,
        )  # fmt: skip
