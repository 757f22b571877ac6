"""The words of many requests at a moment are those that the whole record gives for each."""

from datetime import UTC, datetime, timedelta

import pytest

from issues.actions import local_requests
from issues.models import LocalRequest
from issues.standing import fields_then
from tests.factories.issues import a_request
from workflow.models import HistoryEntry

pytestmark = pytest.mark.usefixtures("points")


@pytest.fixture
def changed(secretariat):
    """A request whose words were changed twice."""
    obj = a_request("様式を統一してほしい", ask="一", trouble="二")
    for ask in ("三", "四"):
        obj = local_requests.edit(obj, by=secretariat, ask=ask)
    return obj


def test_they_are_those_of_the_whole_record(changed):
    untouched = a_request("そのまま")
    keys = [changed.pk, untouched.pk]
    times = sorted(HistoryEntry.objects.values_list("recorded_at", flat=True))
    moments = [
        datetime(2024, 1, 1, tzinfo=UTC),
        *(time + step for time in times for step in (timedelta(0), -timedelta(microseconds=1))),
    ]

    found = set()
    for moment in moments:
        whole = fields_then.fields_of(list(LocalRequest.objects.filter(pk__in=keys)), moment)
        words = fields_then.words(keys, moment)
        assert words == {
            key: {name: whole[key][name] for name in fields_then.WORDS} for key in keys
        }
        found.add(words[changed.pk]["ask"])

    assert {"三", "四"} < found
