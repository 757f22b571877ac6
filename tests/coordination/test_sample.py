"""The story that the sample tells, over its three closed sessions."""

import csv
from collections import Counter

import pytest
from django.urls import reverse

from accounts.models import User
from coordination.sample import first_review
from coordination.sample import loading as product
from coordination.sample.cast import STAND_IN
from issues.enums import LIVE, ReplyClass, RequestStatus
from issues.models import LocalRequest, Reply
from issues.standing import as_of
from issues.standing.moments import Moment
from meetings.minutes.proposing.titles import reads_well
from meetings.models import ClosedReport, Meeting, Suggestion
from meetings.sessions.report_content import late_entries
from organizations.enums import LOCAL_GOVERNMENTS
from tests import standing as stand

pytestmark = pytest.mark.django_db

SUMS = {
    "準備会合第1回": {"logged": 20},
    "WT第1回（架空）": {"logged": 30, "triaged": 2, "under_review": 9, "replied": 2},
    "WT第2回（架空）": {
        "logged": 32, "under_review": 3, "replied": 13, "reconsidering": 1, "settled": 3,
    },
}  # fmt: skip
POINTS = {
    "準備会合第1回": "open open open open open open",
    "WT第1回（架空）": "open discussing discussing open discussing discussing",
    "WT第2回（架空）": "open discussing direction discussing direction discussing",
}
COST = {
    "準備会合第1回": {"logged": 10},
    "WT第1回（架空）": {"logged": 16, "triaged": 1, "under_review": 3, "replied": 2},
    "WT第2回（架空）": {
        "logged": 11, "under_review": 3, "replied": 5, "reconsidering": 1, "settled": 2,
    },
}  # fmt: skip


def closed():
    return Meeting.objects.filter(status="closed").order_by("closed_at")


def sums_at(meeting, **conditions):
    rows = LocalRequest.objects.filter(**conditions)
    stood = stand.then(meeting.closed_at).filter(local_request__in=rows.values("pk"))
    return dict(Counter(stood.values_list("status", flat=True)))


def told(measure):
    return {str(meeting): measure(meeting) for meeting in closed()}


def points_at(meeting):
    return " ".join(point.status_then for point in as_of.points(Moment.of(meeting, later=True)))


def test_the_matrix_at_each_session_is_what_the_story_says(sample):
    assert told(sums_at) == SUMS
    assert told(lambda meeting: sums_at(meeting, points__code="cost")) == COST
    assert told(points_at) == POINTS


def test_the_list_of_requests_shows_the_same_as_of_each_session(sample, client):
    client.force_login(User.objects.get(username="jimukyoku"))

    def listed(meeting):
        found = {}
        for status in LIVE:
            query = {"as_of": meeting.pk, "status": status}
            page = client.get(reverse("issues:requests:list"), query).context["page"]
            found[status] = page.paginator.count
        return {status: count for status, count in found.items() if count}

    assert told(listed) == SUMS


def test_nothing_counts_for_a_session_that_its_report_does_not_know(sample):
    assert [late_entries(report) for report in ClosedReport.objects.all()] == [(), (), ()]


def test_every_status_every_class_and_every_size_is_there_to_see(sample):
    statuses = set(LocalRequest.objects.values_list("status", flat=True))
    classes = set(Reply.objects.values_list("reply_class", flat=True))
    invented = LocalRequest.objects.filter(fictional=True)
    sizes = set(invented.values_list("organization__kind", flat=True))

    assert (statuses, classes) == (set(RequestStatus.values), set(ReplyClass.values))
    assert sizes == set(LOCAL_GOVERNMENTS)
    assert invented.count() == 35


def test_most_of_the_review_is_left_to_do(sample):
    mine = Suggestion.objects.filter(source__meeting__fictional=False)

    assert (mine.pending().count(), mine.count()) == (73, 125)


def test_a_third_session_waits_with_what_was_carried_over(sample):
    waiting = Meeting.objects.get(status="planned")

    assert str(waiting) == "WT第3回（架空）"
    assert [
        h.matter.title if h.local_request else h.matter.code for h in waiting.handlings.all()
    ] == [
        "クラウドの為替リスクを地方が負担することになる不安がある",
        "小さな町の負担の割合を下げてほしい",
        "機能を足すときの費用の分け方を、あらかじめ示してほしい",
        "cost",
    ]


def test_setting_up_again_adds_nothing(sample):
    before = LocalRequest.objects.count(), Meeting.objects.count(), Reply.objects.count()
    said = []

    product.set_up(said.append)

    after = LocalRequest.objects.count(), Meeting.objects.count(), Reply.objects.count()
    assert after == before
    assert said == sample[:-1]


def test_the_stand_in_of_the_other_organizations_cannot_sign_in(sample, client):
    stand_in = User.objects.get(username=STAND_IN)

    assert stand_in.has_usable_password() is False
    assert stand_in.memberships.count() == 0


def test_each_line_of_the_first_review_is_about_one_suggestion(sample):
    real = Suggestion.objects.filter(source__meeting__fictional=False)
    with first_review.TABLE.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))

    held = {
        line["言葉"]: real.filter(
            speech__index=line["発言"], quote__contains=line["言葉"]
        ).values_list("status", flat=True)
        for line in lines
    }

    assert {words: list(found) for words, found in held.items()} == {
        words: ["accepted"] for words in held
    }
    assert [line["件名"] for line in lines if not reads_well(line["件名"])] == []
    assert len(lines) == 24
