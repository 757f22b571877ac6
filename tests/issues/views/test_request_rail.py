"""Where a request stood after each session that spoke of it, for those who know of the session."""

from django.utils import timezone

from issues.models import LocalRequest
from tests.factories.rows import put


def test_a_session_tells_where_the_request_stood_after_it(world, client):
    obj = world.published.local_request

    stops = client.get(obj.get_absolute_url()).context["stops"]

    assert [(stop.meeting, stop.place, stop.status[1]) for stop in stops] == [
        (world.published.meeting, "past", "受付"),
        (None, "now", "受付"),
    ]


def test_a_session_that_is_not_public_is_no_stop_for_outsiders(world, client, secretariat):
    meeting = world.unpublished.meeting
    obj = world.unpublished.local_request
    put(LocalRequest.objects.filter(pk=obj.pk), published_at=timezone.now())

    outside = client.get(obj.get_absolute_url()).context["stops"]
    client.force_login(secretariat)
    inside = client.get(obj.get_absolute_url()).context["stops"]

    assert [stop.meeting for stop in inside] == [meeting, None]
    assert outside == []
