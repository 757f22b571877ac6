"""What is brought back from memory is what the verbs would have made."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from issues.enums import RequestStatus
from issues.models import LocalRequest, NumberSeries, Round, Standing
from workflow import history


def _told(request):
    """What the record and the rows beside it say of a request."""
    standing = Standing.objects.filter(local_request=request).order_by("pk")
    return (
        request.number,
        request.status,
        request.version,
        [(e.verb, e.by_id, e.changes) for e in history.entries_of(request)],
        list(standing.values_list("status", "reply_class", "round")),
        list(Round.objects.filter(local_request=request).values_list("number", "ministry")),
        list(NumberSeries.objects.values_list("last", flat=True)),
    )


@pytest.fixture(scope="module")
def seen():
    return []


@pytest.mark.parametrize("time", ["first", "second", "third"])
def test_each_test_begins_with_the_same(time, life, seen):
    request = life.at(RequestStatus.REPLIED)

    seen.append((request.pk, _told(request)))
    assert seen[-1] == seen[0]


def test_what_comes_after_it_is_new(life):
    first, second = life.at(RequestStatus.REPLIED), life.log()

    assert first.number != second.number
    assert LocalRequest.objects.count() == 2


def test_what_was_written_before_makes_it_go_through_the_verbs(life, cast, seen):
    User.objects.filter(pk=cast.stranger.pk).update(is_active=False)

    request = life.at(RequestStatus.REPLIED)

    assert request.pk != seen[0][0]
    assert not User.objects.get(pk=cast.stranger.pk).is_active


def test_what_was_taken_back_makes_it_go_through_the_verbs(life, seen):
    with transaction.atomic():
        life.at(RequestStatus.REPLIED)
        transaction.set_rollback(True)

    request = life.at(RequestStatus.REPLIED)

    assert (request.pk != seen[0][0], LocalRequest.objects.count()) == (True, 1)


def test_another_time_of_day_makes_it_go_through_the_verbs(life, seen, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2024, 5, 1, tzinfo=UTC))

    request = life.at(RequestStatus.REPLIED)

    assert (request.pk != seen[0][0], request.created_at.year) == (True, 2024)


def test_its_triggers_work_again(life):
    life.at(RequestStatus.REPLIED)

    with connection.cursor() as cursor:
        cursor.execute("SHOW session_replication_role")
        assert cursor.fetchone() == ("origin",)


def _answered_and_given_out(life):
    request = life.at(RequestStatus.REPLIED)
    return {"request": request, "task": life.assign(request)}


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_whole_world_comes_back_with_what_holds_it(time, life, seen):
    made = life.world(_answered_and_given_out)

    seen.append((made["request"].pk, made["task"].pk, _told(made["request"])))
    made["task"].refresh_from_db()
    assert seen[-1][:2] == (made["task"].subject.pk, made["task"].pk)
    assert time == "first" or seen[-1] == seen[-2]
