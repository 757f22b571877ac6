import pytest

from issues.models import DiscussionPoint, LocalRequest
from organizations.models import Organization
from workflow.asking.numbers import together

pytestmark = pytest.mark.django_db


def test_each_query_has_its_number_under_its_name(points, django_assert_num_queries):
    every = DiscussionPoint.objects.all()
    expected = {"every": every.count(), "none": 0, "requests": 0}

    with django_assert_num_queries(1):
        found = together(
            every=every,
            none=Organization.objects.none(),
            requests=LocalRequest.objects.all(),
        )

    assert expected["every"] > 1
    assert found == expected


def test_rows_are_counted_once_though_joined_twice(points):
    point = DiscussionPoint.objects.first()
    twice = DiscussionPoint.objects.filter(forum__points__isnull=False, pk=point.pk)

    assert together(found=twice.distinct()) == {"found": 1}


def test_nothing_asked_is_no_question(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert together() == {}
