"""What the page of one request asks of the database, for everybody, whatever hangs on it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.models import LocalRequest
from meetings.models import Meeting
from workflow.kept import grown, kept_pages

MOST = 12


def _asked(browser, path):
    """How many queries the first draw takes, nothing kept."""
    for store in (kept_pages.pages, kept_pages.open_pages, grown.results):
        store.clear()
    with CaptureQueriesContext(connection) as caught:
        answer = browser.get(path)
    assert answer.status_code in (200, 404)
    return len(caught)


@pytest.mark.django_db
class TestQueries:
    @pytest.mark.parametrize(
        "who", ["visitor", "secretariat", "wt_member", "misato", "ichinomiya", "digital", "soumu"]
    )
    def test_no_page_takes_more_than_a_dozen(self, scenes, as_, who, request):
        browser = as_(request.getfixturevalue(who))
        numbers = LocalRequest.objects.values_list("number", flat=True)

        counts = {number: _asked(browser, f"/requests/{number}/") for number in numbers}

        assert {number: n for number, n in counts.items() if n > MOST} == {}

    @pytest.mark.parametrize("who", ["visitor", "secretariat", "misato", "digital"])
    def test_nor_does_one_as_of_a_session(self, scenes, as_, who, request):
        browser = as_(request.getfixturevalue(who))
        session = Meeting.objects.exclude(closed_at=None).order_by("pk").last()
        numbers = LocalRequest.objects.values_list("number", flat=True)

        counts = {n: _asked(browser, f"/requests/{n}/?as_of={session.pk}") for n in numbers}

        assert {number: n for number, n in counts.items() if n > MOST} == {}


@pytest.mark.django_db
class TestReaders:
    def test_bodies_of_one_role_share_questions_and_not_answers(
        self, scenes, as_, misato, yamaguchi
    ):
        own = LocalRequest.objects.filter(organization__memberships__user=misato)
        internal = own.filter(published_at=None, joinings=None).first()
        path = f"/requests/{internal.number}/"

        answers = [
            as_(person).get(path).status_code for person in (misato, yamaguchi, misato, yamaguchi)
        ]

        assert answers == [200, 404, 200, 404]
