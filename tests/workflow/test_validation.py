"""One question to the database says as much as one for each constraint."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.models import LocalRequest
from tests.factories.issues import a_request
from workflow.validation import _asked_of, full_clean

BROKEN = {
    "a status nobody knows": {"status": "lost"},
    "triaged without a ministry": {"status": "triaged"},
    "triaged without a ministry, of no kind": {"status": "triaged", "kind": "none"},
    "settled nowhere": {"status": "settled", "due_on": date(2024, 5, 1)},
    "merged into nothing": {"status": "merged"},
    "a number that another has": {"number": "T-1"},
    "an organization that is not there": {"organization_id": 0},
    "a ministry that is not there, settled nowhere": {"lead_ministry_id": 0, "status": "settled"},
    "nobody's": {"organization_id": None},
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


def test_what_is_right_is_asked_about_at_once(request_):
    with CaptureQueriesContext(connection) as asked:
        full_clean(request_)

    conditions = [each["sql"] for each in asked if "COALESCE" in each["sql"]]
    assert len(conditions) == 1
    assert [
        each["sql"] for each in asked if "organizations_organization" in each["sql"]
    ] == conditions


def test_every_table_can_be_asked_about(db):
    for model in apps.get_models():
        if not model._meta.proxy:
            assert _asked_of(model).holds(model()) in (True, False)
