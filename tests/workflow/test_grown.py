"""What is kept until the record grows."""

import pytest
from django.db import transaction

from issues.models import DiscussionPoint, LocalRequest
from tests.factories.issues import a_request
from workflow.kept import grown


class Answering:
    """Something that is being answered."""


@pytest.fixture(autouse=True)
def _nothing_kept():
    grown.results.clear()
    yield
    grown.results.clear()


def counted():
    rows = LocalRequest.objects.all()
    return grown.kept(Answering(), "count", rows, rows.count)


@pytest.mark.django_db(transaction=True)
def test_it_is_worked_out_once_and_again_after_a_move(points, secretariat):
    a_request("一件目")
    asked = []
    rows = LocalRequest.objects.all()

    def count():
        asked.append(1)
        return rows.count()

    first = [grown.kept(Answering(), "count", rows, count) for _ in range(3)]
    a_request("二件目")
    then = [grown.kept(Answering(), "count", rows, count) for _ in range(3)]

    assert (first, then) == ([1, 1, 1], [2, 2, 2])
    assert len(asked) == 2


@pytest.mark.django_db(transaction=True)
def test_nothing_is_kept_while_somebody_writes(points, secretariat):
    a_request("一件目")

    with transaction.atomic():
        a_request("二件目")
        inside = counted()
        kept = len(grown.results)
        transaction.set_rollback(True)

    assert (inside, kept) == (2, 0)
    assert counted() == 1


@pytest.mark.django_db(transaction=True)
def test_readers_who_see_different_rows_do_not_share(points, secretariat):
    a_request("一件目")
    a_request("二件目", published=True)
    public = LocalRequest.objects.exclude(published_at=None)

    everything = counted()
    seen = grown.kept(Answering(), "count", public, public.count)

    assert (everything, seen) == (2, 1)


@pytest.mark.django_db(transaction=True)
def test_the_record_is_looked_at_once_for_one_answer(
    points, secretariat, django_assert_num_queries
):
    a_request("一件目")
    rows, answering = LocalRequest.objects.all(), Answering()

    with django_assert_num_queries(3):
        grown.kept(answering, "count", rows, rows.count)
        grown.kept(answering, "exists", rows, rows.exists)
        grown.kept(answering, "count", rows, rows.count)


@pytest.mark.django_db(transaction=True)
def test_a_write_elsewhere_leaves_what_was_worked_out(points, secretariat):
    asked = []
    rows = DiscussionPoint.objects.all()

    def count():
        asked.append(1)
        return rows.count()

    for title in ("一件目", "二件目"):
        grown.kept(Answering(), "count", rows, count)
        a_request(title)
    DiscussionPoint.objects.filter(position=1).update(short_name="改めた名前")
    grown.kept(Answering(), "count", rows, count)

    assert len(asked) == 2


@pytest.mark.django_db(transaction=True)
def test_a_table_that_a_query_only_looks_through_counts_too(points, secretariat):
    a_request("一件目")
    rows = DiscussionPoint.objects.filter(local_requests__in=LocalRequest.objects.all())

    first = grown.kept(Answering(), "count", rows, rows.count)
    a_request("二件目")

    assert (first, grown.kept(Answering(), "count", rows, rows.count)) == (1, 2)
