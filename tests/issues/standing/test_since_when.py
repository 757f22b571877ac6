"""Since when a reader reads of a request what it reads: for everybody only what everybody knows."""

from datetime import UTC, datetime
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from issues.actions import opinions, replies, voices
from issues.filters.local_requests import LocalRequestFilters
from issues.models import LocalRequest, Standing
from tests.factories.issues import a_request

pytestmark = pytest.mark.usefixtures("points")
LONG_AGO = datetime(1999, 1, 1, tzinfo=UTC)
FILL = import_module("issues.migrations.0021_fill_when_standings_changed").FILL


def told(request, actor):
    """When it last changed, as the list of this reader has it."""
    rows = Standing.objects.now().visible_to(actor).seen_by(actor, on=timezone.localdate())
    return rows.get(local_request=request).changed_shown


@pytest.fixture
def replied(digital):
    obj = a_request(published=True, status="under_review", lead="digital")
    reply = replies.draft(obj, by=digital, text="検討します。", claimed_class="studying")
    replies.submit(reply, by=digital)
    return LocalRequest.objects.get(pk=obj.pk)


def test_what_only_some_may_know_moves_the_time_for_the_team_alone(
    replied, digital, misato, secretariat, visitor
):
    before = told(replied, visitor)
    assert told(replied, secretariat) == before  # that it was answered, everybody reads

    voices.report_progress(replied, by=digital, progress="studying")
    opinions.give(replied.replies.get(), by=misato, stance="satisfied", text="よい。")

    assert [told(replied, each) for each in (visitor, digital, misato)] == [before] * 3
    assert told(replied, secretariat) > before


def test_the_publication_of_a_reply_moves_it_for_everybody(replied, secretariat, visitor):
    before = told(replied, visitor)

    replies.publish(replied.replies.get(), by=secretariat, now=timezone.now())

    assert told(replied, visitor) == told(replied, secretariat) > before


@pytest.mark.parametrize(("who", "moved"), [("visitor", False), ("secretariat", True)])
def test_the_order_tells_no_more_than_the_time(who, moved, request, replied, digital):
    other = a_request(published=True)
    voices.report_progress(replied, by=digital, progress="studying")
    actor = request.getfixturevalue(who)

    rows = LocalRequestFilters(
        QueryDict("sort=-updated"),
        Standing.objects.visible_to(actor),
        request=SimpleNamespace(user=actor, GET=QueryDict()),
    ).qs

    first, _ = rows
    assert first.local_request_id == (replied if moved else other).pk


def test_rows_that_were_there_before_are_filled_with_the_same_times(replied, digital):
    voices.report_progress(replied, by=digital, progress="studying")
    kept = dict(Standing.objects.values_list("pk", "open_changed_at"))
    Standing.objects.update(open_changed_at=LONG_AGO)

    with connection.cursor() as cursor:
        cursor.execute(FILL)

    assert dict(Standing.objects.values_list("pk", "open_changed_at")) == kept
