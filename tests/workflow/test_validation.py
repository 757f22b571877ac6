"""One question to the database says as much as one for each constraint."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.models import LocalRequest
from tests.factories.issues import a_request
from workflow.validation import full_clean

BROKEN = {
    "a status nobody knows": {"status": "lost"},
    "triaged without a ministry": {"status": "triaged"},
    "triaged without a ministry, of no kind": {"status": "triaged", "kind": "none"},
    "settled nowhere": {"status": "settled", "due_on": date(2024, 5, 1)},
    "merged into nothing": {"status": "merged"},
    "a number that another has": {"number": "T-1"},
    "no title": {"title": ""},
    "no title, merged into nothing": {"title": "", "status": "merged"},
}


@pytest.fixture
def request_(points):
    return a_request()


def errors(clean):
    with pytest.raises(ValidationError) as caught:
        clean()
    return caught.value.message_dict


@pytest.mark.parametrize("changes", BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_is_said_as_by_django(changes, request_):
    other = a_request()
    LocalRequest.objects.filter(pk=other.pk).update(number="T-1")
    for name, value in changes.items():
        setattr(request_, name, value)

    assert errors(lambda: full_clean(request_)) == errors(request_.full_clean)


def test_a_request_that_points_at_itself_is_refused(request_):
    request_.re_raises = request_

    assert errors(lambda: full_clean(request_)) == errors(request_.full_clean)


def test_all_conditions_are_asked_about_at_once(request_):
    with CaptureQueriesContext(connection) as asked:
        full_clean(request_)

    conditions = [each["sql"] for each in asked if "_check" in each["sql"]]
    assert len(conditions) == 1
