"""The sample's sessions, closed in another order than in time. It stands apart from the other tests
of the sample, which share one that is set up."""

from collections import Counter
from datetime import date

import pytest

from coordination.sample import loading as product
from coordination.sample import sessions, story
from coordination.sample.cast import Cast
from meetings.models import Meeting
from tests import standing as stand

SUMS = [
    {"logged": 20},
    {"logged": 30, "triaged": 2, "under_review": 9, "replied": 2},
    {"logged": 32, "under_review": 3, "replied": 13, "reconsidering": 1, "settled": 3},
]
CARRIED = {"R6-0006", "R6-0031", "R6-0036", ""}


def sums_at(meeting):
    return dict(Counter(stand.then(meeting.closed_at).values_list("status", flat=True)))


@pytest.mark.django_db
def test_closing_the_sessions_in_the_other_order_gives_the_same():
    product.set_up_people(lambda line: None)
    first = product.set_up_first_meeting(lambda line: None)
    cast = Cast()
    sessions.close_the_real_one(first, by=cast.secretariat)
    acts = story.all_acts(cast, today=date(2026, 11, 24))
    closings = [act for act in acts if getattr(act.do, "__name__", "") == "close"]
    for act in acts:
        if act not in closings:
            act.do()

    for act in reversed(closings):
        act.do()

    closed = Meeting.objects.filter(status="closed").order_by("closed_at")
    waiting = Meeting.objects.get(status="planned").handlings.select_related("local_request")
    carried = {h.local_request.number if h.local_request else "" for h in waiting}
    assert ([sums_at(meeting) for meeting in closed], carried) == (SUMS, CARRIED)
    assert len(closings) == 2
