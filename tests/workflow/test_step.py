import pytest
from django.db import ProgrammingError, connection, transaction

from issues.actions import local_requests
from issues.models import LocalRequest
from tests.factories.issues import a_request
from workflow import history
from workflow.machine import RefusalKind, Refused
from workflow.models import HistoryEntry

pytestmark = pytest.mark.usefixtures("points")


def test_a_move_leaves_who_for_whom_and_what_changed(wt_member):
    local_request = a_request()

    local_requests.edit(local_request, by=wt_member, title="別の件名")

    entry = history.of(local_request).last()
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
    assert [entry.verb for entry in history.of(seen)] == ["log", "edit"]


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
    logged_at = history.of(local_request).get().recorded_at
    local_requests.retract(local_request, by=secretariat, reason="二重に登録したため")
    retracted_at = history.of(local_request).last().recorded_at

    found = [history.status_as_of(local_request, at) for at in (logged_at, retracted_at)]

    assert found == ["logged", "withdrawn"]
