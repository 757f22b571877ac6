"""Who may make which move from which status: the literal table."""

import pytest

from issues.enums import RequestStatus
from issues.transitions import LOCAL_REQUEST
from tests.factories.issues import a_request

pytestmark = pytest.mark.usefixtures("points")

TEAM = {"secretariat", "wt_member"}
NOBODY = set()
LIVE = ("logged", "triaged", "under_review", "replied", "reconsidering", "settled")
# misato is the organization that asked.
ALLOWED = {
    "edit": {status: TEAM | {"misato"} for status in LIVE},
    "anchor": dict.fromkeys(LIVE, TEAM),
    "publish": {status: {"secretariat"} for status in RequestStatus.values},
    "retract": {"logged": TEAM},
    "restore": {"withdrawn": TEAM},
}
ROLES = ("visitor", "secretariat", "wt_member", "digital", "misato", "ichinomiya", "stranger")


@pytest.mark.parametrize("verb", ALLOWED)
def test_only_those_in_the_table_may(verb, request):
    actors = {role: request.getfixturevalue(role) for role in ROLES}
    local_request = a_request()

    found = {}
    for status in RequestStatus.values:
        local_request.status = status
        decisions = {r: LOCAL_REQUEST.decide(verb, a, local_request) for r, a in actors.items()}
        found[status] = {role for role, decision in decisions.items() if decision}

    assert found == {status: ALLOWED[verb].get(status, NOBODY) for status in RequestStatus.values}


def test_a_published_request_is_not_taken_back(secretariat):
    local_request = a_request(published=True)

    decision = LOCAL_REQUEST.decide("retract", secretariat, local_request)

    assert (decision.refusal, decision.reason) == ("incomplete", "公表した記録は取り消せません。")
