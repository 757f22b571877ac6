"""What a published request no longer allows. The whole table stands in ``life/``."""

import pytest

from issues.transitions.requests import LOCAL_REQUEST
from tests.factories.issues import a_request

pytestmark = pytest.mark.usefixtures("points")


def test_a_published_request_is_not_taken_back(secretariat):
    local_request = a_request(published=True)

    decision = LOCAL_REQUEST.decide("retract", secretariat, local_request)

    assert (decision.refusal, decision.reason) == ("incomplete", "公表した記録は取り消せません。")
