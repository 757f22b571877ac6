from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from issues.actions import discussion_points, local_requests
from issues.models import DiscussionPoint, LocalRequest
from issues.transitions.requests import LOCAL_REQUEST
from tests.factories.issues import a_request
from workflow import history
from workflow.machine import PREVIOUS, RefusalKind, Refused
from workflow.models import HistoryEntry
from workflow.step import step

pytestmark = pytest.mark.usefixtures("points")


def test_a_move_leaves_who_for_whom_and_what_changed(wt_member):
    local_request = a_request()

    local_requests.edit(local_request, by=wt_member, title="別の件名")

    entry = history.entries_of(local_request).last()
    assert (entry.verb, entry.by, entry.acting_for.code, entry.role) == (
        "edit", wt_member, "350001", "wt_member",
    )  # fmt: skip
    assert entry.changes == {"title": ["移行経費を支援してほしい", "別の件名"]}


def test_a_version_that_is_no_longer_current_is_refused_and_nothing_changes(secretariat, wt_member):
    seen = a_request()
    local_requests.edit(seen, by=wt_member, title="先に変えた件名")

    with pytest.raises(Refused) as refused:
        local_requests.edit(seen, by=secretariat, title="後の件名", version=seen.version)

    assert refused.value.decision.refusal is RefusalKind.CONFLICT
    assert LocalRequest.objects.get().title == "先に変えた件名"
    assert [entry.verb for entry in history.entries_of(seen)] == ["log", "edit"]


def test_a_text_over_the_limit_is_refused_and_nothing_changes(secretariat):
    local_request = a_request()

    with pytest.raises(Refused) as refused:
        local_requests.edit(local_request, by=secretariat, ask="あ" * 251)

    assert refused.value.decision.refusal is RefusalKind.INCOMPLETE
    assert LocalRequest.objects.get().ask == ""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE workflow_historyentry SET label = '別の操作'",
        "UPDATE workflow_statuschange SET to_status = 'settled'",
        "DELETE FROM workflow_statuschange",
        "DELETE FROM issues_localrequest",
    ],
)
def test_the_record_cannot_be_changed_even_past_the_code(statement):
    a_request()

    with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
        connection.cursor().execute(statement)

    entry = HistoryEntry.objects.get()
    assert (entry.label, entry.status_change.to_status) == ("登録", "logged")


def test_a_status_that_came_before_is_known_at_its_moment(secretariat):
    local_request = a_request()
    logged_at = history.entries_of(local_request).get().recorded_at
    local_requests.retract(local_request, by=secretariat, reason="二重に登録したため")
    retracted_at = history.entries_of(local_request).last().recorded_at

    found = [history.status_as_of(local_request, at) for at in (logged_at, retracted_at)]

    assert found == ["logged", "withdrawn"]


def test_a_belated_move_takes_its_place_and_the_present_status_stays(secretariat):
    point = DiscussionPoint.objects.get(code="cost")
    for verb in ("start_discussion", "set_direction"):
        discussion_points.move(point, verb, by=secretariat)
    first = history.entries_of(point).first().recorded_at
    before = first - timedelta(days=30)

    moved = discussion_points.move(
        point, "start_discussion", by=secretariat, effective_at=before, belated=True
    )

    point.refresh_from_db()
    entry = history.entries_of(point).last()
    change = entry.status_change
    assert (moved.status, point.status) == ("direction", "direction")
    assert (change.from_status, change.to_status) == ("open", "discussing")
    assert (change.effective_at, entry.changes) == (before, {})
    assert history.status_as_of(point, before) == "discussing"
    assert history.status_as_of(point, before - timedelta(seconds=1)) is None


def test_a_belated_move_that_nothing_follows_changes_the_present_status(secretariat):
    point = DiscussionPoint.objects.get(code="cost")
    discussion_points.move(point, "start_discussion", by=secretariat)
    at = history.entries_of(point).last().status_change.effective_at

    moved = discussion_points.move(
        point, "set_direction", by=secretariat, effective_at=at, belated=True
    )

    assert moved.status == "direction"
    assert history.entries_of(point).last().changes == {"status": ["discussing", "direction"]}


def test_a_belated_move_from_before_the_beginning_is_refused(secretariat):
    local_request = a_request()
    before = history.entries_of(local_request).get().recorded_at - timedelta(days=1)

    with (
        pytest.raises(Refused) as refused,
        step(
            LOCAL_REQUEST,
            "edit",
            local_request,
            by=secretariat,
            effective_at=before,
            belated=True,
        ),
    ):
        pass

    assert refused.value.decision.refusal is RefusalKind.CONFLICT
    assert refused.value.decision.reason == "この時点では、まだ登録されていません。"
    assert [entry.verb for entry in history.entries_of(local_request)] == ["log"]


def test_taking_the_last_change_back_cannot_be_belated(secretariat):
    local_request = a_request()
    verb = next(row.verb for row in LOCAL_REQUEST.transitions if row.target == PREVIOUS)

    with (
        pytest.raises(ValueError, match="latest change"),
        step(LOCAL_REQUEST, verb, local_request, by=secretariat, belated=True),
    ):
        pass
