"""The requests of a point in groups: the numbers, and the lists that the numbers lead to."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from issues.actions import replies
from issues.models import DiscussionPoint, Standing
from issues.pages import grouping
from issues.pages.grouping import By
from issues.standing import moments, outcomes
from tests.factories import sittings
from tests.factories.accounts import one_of_the_cast
from tests.factories.issues import a_request

pytestmark = pytest.mark.usefixtures("points")

TOKYO = ZoneInfo("Asia/Tokyo")


def answered(claimed_class, *, at=None, published=True, code="054348", **content):
    """A request that デジタル庁 answered."""
    asked = a_request(
        f"{claimed_class}の要望", published=True, status="under_review", lead="digital", code=code
    )
    digital = one_of_the_cast("digital")
    draft = replies.draft(asked, by=digital, claimed_class=claimed_class, text="回答", **content)
    reply = replies.submit(draft, by=digital, effective_at=at)
    if published:
        replies.publish(reply, by=one_of_the_cast("secretariat"), now=timezone.now())
    return asked


def groups(actor, by, moment=None):
    point = DiscussionPoint.objects.get(code="cost")
    visible = Standing.objects.when(moment).visible_to(actor).on_point(point.pk)
    on = moment.on if moment else timezone.localdate()
    rows = outcomes.annotated(visible, actor=actor, on=on)
    return grouping.groups_of(rows, by, point=point, actor=actor)[0]


def counts(actor, by, moment=None):
    return {group.label: group.count for group in groups(actor, by, moment) if group.count}


@pytest.fixture
def many(points, secretariat):
    """One request of each sort that a reader can tell apart."""
    yesterday = timezone.localdate() - timedelta(1)
    answered("adopted", timing_on=date(2025, 3, 31), means=["notice"])
    answered("already_possible", code="232033")
    answered("declined", published=False)
    a_request("期限切れ", published=True, status="triaged", lead="soumu", due_on=yesterday)
    a_request("これから", published=True, status="triaged", lead="soumu")
    a_request("受付だけ", published=True, code="350001")
    a_request("取下げ済み", published=True, status="withdrawn")


@pytest.mark.usefixtures("many")
def test_possible_today_stands_apart_from_adopted_and_unanswered_from_awaited(secretariat):
    assert counts(secretariat, By.OUTCOME) == {
        "対応する": 1,
        "現行規定で対応可能": 1,
        "対応困難": 1,
        "未回答（回答期限を過ぎた）": 1,
        "回答前（公表前を含む）": 2,
    }


@pytest.mark.usefixtures("many")
def test_a_reply_that_is_not_public_does_not_count_for_a_visitor(visitor):
    assert counts(visitor, By.OUTCOME) == {
        "対応する": 1,
        "現行規定で対応可能": 1,
        "未回答（回答期限を過ぎた）": 1,
        "回答前（公表前を含む）": 3,
    }


@pytest.mark.usefixtures("many")
def test_every_outcome_is_shown_also_without_a_request(secretariat):
    assert [group.label for group in groups(secretariat, By.OUTCOME)] == list(
        outcomes.LABELS.values()
    )


@pytest.mark.usefixtures("many")
def test_who_is_asked_of_nobody_yet_stands_last_among_the_ministries(secretariat):
    assert [(group.label, group.count) for group in groups(secretariat, By.MINISTRY)] == [
        ("デジタル庁", 3),
        ("総務省", 2),
        ("担当未定", 1),
    ]


@pytest.mark.parametrize("by", list(By))
@pytest.mark.usefixtures("many")
def test_each_number_leads_to_a_list_with_as_many_requests(by, secretariat, as_):
    browser = as_(secretariat)

    found = {
        group.label: (group.count, browser.get(f"/requests/?{group.query}").context["page"])
        for group in groups(secretariat, by)
    }

    assert {label: count for label, (count, _) in found.items()} == {
        label: page.paginator.count for label, (_, page) in found.items()
    }


def test_a_long_group_shows_the_first_and_says_how_many_more_there_are(secretariat):
    for _ in range(grouping.PER_GROUP + 2):
        a_request()

    (group,) = groups(secretariat, By.ORGANIZATION)

    assert (group.count, len(group.lines), group.rest) == (7, 5, 2)


def test_as_of_a_session_outcomes_are_those_of_then(secretariat):
    answered("declined", at=datetime(2024, 5, 1, 12, tzinfo=TOKYO))
    answered("studying")
    session = sittings.closed(secretariat, held_on=date(2024, 5, 9))
    a_request("後から", published=True, said_on=date(2024, 5, 20))
    moment = moments.chosen({"as_of": str(session.pk)}, actor=secretariat)

    assert counts(secretariat, By.OUTCOME, moment) == {
        "対応困難": 1,
        "回答前（公表前を含む）": 1,
    }


@pytest.mark.parametrize("by", list(By))
def test_each_number_of_the_past_leads_to_a_list_with_as_many_requests(by, secretariat, as_):
    answered("declined", at=datetime(2024, 5, 1, 12, tzinfo=TOKYO))
    answered("studying", code="232033")
    session = sittings.closed(secretariat, held_on=date(2024, 5, 9))
    a_request("後から", published=True, said_on=date(2024, 5, 20), code="350001")
    moment = moments.chosen({"as_of": str(session.pk)}, actor=secretariat)

    for group in groups(secretariat, by, moment):
        path = f"/requests/?{group.query}&as_of={session.pk}"
        listed = as_(secretariat).get(path).context["page"].paginator.count
        assert (group.label, listed) == (group.label, group.count)


@pytest.mark.parametrize("text", ["", "nonsense", "ORGANIZATION"])
def test_an_unknown_grouping_is_by_organization(text):
    assert grouping.chosen(text) is By.ORGANIZATION
