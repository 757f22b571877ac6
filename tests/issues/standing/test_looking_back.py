"""Lists, matrix and changes as of closed sessions equal the record replayed by hand."""

from collections import Counter
from datetime import date, timedelta
from types import SimpleNamespace

import hypothesis.strategies as st
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from issues.enums import LIVE, RequestStatus
from issues.filters.local_requests import LocalRequestFilters
from issues.forums import chosen_forum
from issues.models import DiscussionPoint, Standing
from issues.standing import counting
from issues.standing.moments import Moment
from meetings.models import Body, Meeting
from reports.changes import summary
from reports.changes.scopes import Scope
from reports.changes.spans import Span
from tests import sizes
from tests.issues.standing.test_as_of import PLACES, cast, log, move, replayed
from workflow.machine import Refused

__all__ = ["cast"]

DAYS = st.lists(st.integers(0, 60), min_size=2, max_size=3, unique=True).map(sorted)


def closed_sessions(days):
    """Sessions that were closed on these days after the first of May."""
    body = Body.objects.create(
        forum=chosen_forum.first(), name="確認の場", short_name="確認", kind="working_team"
    )
    noon = timezone.make_aware(timezone.datetime(2024, 5, 1, 12))
    return [
        Meeting.objects.create(
            body=body,
            session_number=number,
            held_on=date(2024, 5, 1) + timedelta(days=day),
            status="closed",
            published_at=noon,
            closed_at=noon + timedelta(days=day),
        )
        for number, day in enumerate(days, 1)
    ]


def history(moves, people):
    """Two requests of two points and two points, moved as far as the tables allow."""
    requests = [log(people), log(people, said_on=date(2024, 5, 20), code="role")]
    points = list(DiscussionPoint.objects.all()[:2])
    for verb, which, at in moves:
        try:
            with transaction.atomic():
                move(people, verb, requests[which], points[which], at)
        except Refused:
            pass
    return requests


def then(requests, at):
    return {row: replayed(row, at, came_up=row.said_on) for row in requests}


def listed(office, meeting, query=""):
    filters = LocalRequestFilters(
        QueryDict(f"as_of={meeting.pk}&known=later{query}"),
        Standing.objects.visible_to(office),
        request=SimpleNamespace(user=office),
    )
    return {row.local_request: row.status for row in filters.qs}


@settings(max_examples=sizes.of(4, long=16), deadline=None, suppress_health_check=list(HealthCheck))
@given(moves=st.lists(PLACES, max_size=12), days=DAYS)
def test_pages_of_the_past_equal_the_record_replayed(cast, moves, days):
    office = cast["secretariat"]
    with transaction.atomic():
        requests = history(moves, cast)
        meetings = closed_sessions(days)
        for meeting in meetings:
            expected = then(requests, meeting.closed_at)
            live = {row: status for row, status in expected.items() if status in LIVE}
            assert listed(office, meeting) == live
            for status in RequestStatus:
                found = {row: s for row, s in expected.items() if s == status}
                assert listed(office, meeting, f"&status={status}") == found
            assert_counted(office, Moment.of(meeting, later=True), live)
        for earlier, later in zip(meetings, [*meetings[1:], None], strict=True):
            assert_told(office, requests, earlier, later)
        transaction.set_rollback(True)


def assert_counted(office, moment, live):
    matrix = counting.matrix(Standing.objects.when(moment).visible_to(office), moment)
    expected = Counter(
        (point.code, status) for row, status in live.items() for point in row.points.all()
    )
    counted = {
        (row.point.code, cell.status): cell.count
        for row in matrix.rows
        for cell in row.cells
        if cell.count
    }
    assert counted == expected
    assert matrix.total == len(live)
    assert {row.point.code: row.point.status for row in matrix.rows} == {
        point.code: replayed(point, moment.at) or "open" for point in DiscussionPoint.objects.all()
    }


def assert_told(office, requests, earlier, later):
    to = Moment.of(later, later=True) if later else None
    span = Span(Moment.of(earlier, later=True), to, timezone.now())
    found = summary.changes_of(Scope(office), span)
    before, after = then(requests, span.since), then(requests, span.until)
    moved = {
        row: (before[row], after[row])
        for row in requests
        if before[row] is not None
        and before[row] != after[row]
        and (before[row] in LIVE or after[row] in LIVE)
    }
    assert {row for row in found.new.rows} == {
        row for row in requests if before[row] is None and after[row] in LIVE
    }
    assert {row.record: (row.before[0], row.record.status) for row in found.moved.rows} == moved
    assert (found.moved.total, found.settled) == (
        len(moved),
        sum(status == "settled" for _, status in moved.values()),
    )
    for row in found.moved.rows:
        if row.steps:
            assert row.steps[-1].after[0] == row.record.status
