"""論点整理ペーパー: what is in it for whom, now and as of a session."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from issues.actions import commitments, follow_ups, replies
from issues.due_dates.due import named
from issues.models import DiscussionPoint, FollowUp
from issues.standing import moments
from meetings.actions import handlings
from reports.papers import briefing
from tests.factories import sittings
from tests.factories.accounts import one_of_the_cast
from tests.factories.issues import a_commitment, a_request
from tests.factories.organizations import organization

pytestmark = pytest.mark.usefixtures("points")

TOKYO = ZoneInfo("Asia/Tokyo")
TODAY = date(2024, 6, 1)


def cost():
    return DiscussionPoint.objects.get(code="cost")


def of(actor, moment=None, on=TODAY):
    return briefing.briefing_of(cost(), actor=actor, on=on, moment=moment)


def answered(request, text="検討します。", published=False, at=None, **fields):
    """A reply of デジタル庁."""
    draft = replies.draft(
        request, by=one_of_the_cast("digital"), claimed_class="declined", text=text, **fields
    )
    reply = replies.submit(draft, by=one_of_the_cast("digital"), effective_at=at)
    if published:
        replies.publish(reply, by=one_of_the_cast("secretariat"), now=timezone.now())
    return reply


def put(title="移行経費を支援してほしい", due_on=date(2024, 7, 1), **fields):
    return a_request(
        title, published=True, status="under_review", lead="digital", due_on=due_on, **fields
    )


def test_it_states_the_point_and_where_it_stands(secretariat):
    found = of(secretariat)

    assert (found.position, found.name, found.status_label, found.since) == (
        6,
        "国と地方の費用負担の基本的な考え方",
        "未着手",
        None,
    )
    assert (found.statement, found.source) == (cost().statement, cost().source)


def test_it_counts_requests_by_outcome_and_puts_the_unanswered_first(secretariat):
    put("あとで答えが出るもの")
    late = put("期限を過ぎたもの", due_on=date(2024, 5, 1))
    refused = put("断られたもの")
    answered(refused, "対応は困難です。")

    found = of(secretariat)

    assert {each.code: each.count for each in found.outcomes if each.count} == {
        "declined": 1,
        "unanswered": 1,
        "awaited": 1,
    }
    assert [row.title for row in found.requests] == [
        "期限を過ぎたもの",
        "断られたもの",
        "あとで答えが出るもの",
    ]
    assert found.requests[0].number == late.number
    assert found.requests[1].answer == "対応は困難です。"
    assert (found.total, found.rest) == (3, 0)


def test_an_answer_that_is_not_public_is_not_in_a_visitors_paper(visitor, secretariat):
    refused = put("断られたもの")
    answered(refused, "まだ内々の回答")

    outside, inside = of(visitor), of(secretariat)

    assert [(row.outcome, row.answer) for row in outside.requests] == [("awaited", "")]
    assert [(row.outcome, row.answer) for row in inside.requests] == [
        ("declined", "まだ内々の回答")
    ]


def test_memo_and_disputes_are_for_the_team(visitor, secretariat, wt_member, digital):
    sitting = sittings.closed(secretariat, number=1)
    open_session = sittings.held(secretariat, number=2, held_on=date(2024, 5, 20))
    handlings.write_memo(cost(), by=secretariat, meeting=open_session, text="一致していること。")
    assert sitting.closed_at is not None

    assert [of(who).memo and of(who).memo.text for who in (secretariat, wt_member)] == [
        "一致していること。"
    ] * 2
    assert [(of(who).memo, of(who).disputes) for who in (visitor, digital)] == [(None, ())] * 2


def test_a_long_memo_is_cut_and_says_so(secretariat):
    session = sittings.held(secretariat)
    handlings.write_memo(cost(), by=secretariat, meeting=session, text="あ" * 2000)

    memo = of(secretariat).memo

    assert (len(memo.text), memo.text[-1], memo.cut) == (briefing.MEMO, "…", True)


def test_it_lists_promises_with_what_became_of_them_and_open_tasks_of_all_that_belongs(
    secretariat,
):
    kept, open_one = a_commitment("相談する"), a_commitment("試算を示す", code=None)
    commitments.mark_unfulfilled(kept, by=secretariat, reason="予算に入らなかった。")
    request = put()
    for subject, title in ((cost(), "論点の宿題"), (request, "要望の宿題"), (kept, "約束の宿題")):
        follow_ups.assign(
            subject, by=secretariat, organization=organization("digital"), title=title,
            due=named(date(2024, 5, 25)),
        )  # fmt: skip

    found = of(secretariat)

    assert [(p.number, p.organization, p.status_label, p.became) for p in found.promises] == [
        (kept.number, "デジタル庁", "未履行", "予算に入らなかった。"),
        (open_one.number, "", "記録済", ""),
    ]
    assert [(t.title, t.about, t.days_late) for t in found.tasks] == [
        ("論点の宿題", "論点6", 7),
        ("要望の宿題", request.number, 7),
        ("約束の宿題", kept.number, 7),
    ]


def test_an_outsider_sees_no_task_that_is_not_theirs(visitor, soumu, digital, secretariat):
    follow_ups.assign(
        cost(), by=secretariat, organization=organization("digital"), title="宿題",
        due=named(date(2024, 5, 25)),
    )  # fmt: skip

    assert [len(of(who).tasks) for who in (visitor, soumu, digital)] == [0, 0, 1]


def test_as_of_a_session_it_holds_what_was_true_then(secretariat):
    before = put("前からあるもの")
    answered(before, "前の回答", at=datetime(2024, 5, 1, 12, tzinfo=TOKYO))
    session = sittings.closed(secretariat, matters=[cost()], held_on=date(2024, 5, 9))
    sittings.planned(secretariat, number=2, held_on=date(2024, 5, 30))
    a_request("後から出たもの", published=True, said_on=date(2024, 5, 20))
    answered(put("後で答えが出るもの", said_on=date(2024, 5, 1)), "後の回答")
    a_commitment("前の約束")
    moment = moments.chosen({"as_of": str(session.pk)}, actor=secretariat)

    later = moments.chosen({"as_of": str(session.pk), "known": "later"}, actor=secretariat)

    then = of(secretariat, moment)

    known_then = [("前からあるもの", "declined", "前の回答")]
    assert [(row.title, row.outcome, row.answer) for row in then.requests] == known_then
    found_later = of(secretariat, later).requests
    assert [(row.title, row.outcome, row.answer) for row in found_later] == [
        *known_then,
        ("後で答えが出るもの", "awaited", ""),
    ]
    assert then.on == date(2024, 5, 9)
    assert then.as_of == "WT第1回"
    assert then.next_session is not None
    assert (then.next_session.name, then.next_session.held_on) == ("WT第2回", date(2024, 5, 30))
    assert [p.title for p in then.promises] == ["前の約束"]


def test_as_of_a_session_a_task_has_the_due_date_of_then(secretariat):
    task = follow_ups.assign(
        cost(), by=secretariat, organization=organization("digital"), title="宿題",
        due=named(date(2024, 5, 1)),
    )  # fmt: skip
    session = sittings.closed(secretariat, held_on=timezone.localdate() - timedelta(1))
    FollowUp.objects.filter(pk=task.pk).update(due_on=date(2030, 1, 1))
    moment = moments.chosen({"as_of": str(session.pk)}, actor=secretariat)

    assert of(secretariat, moment).tasks == ()  # given after the session
    assert [t.due_on for t in of(secretariat).tasks] == [date(2030, 1, 1)]


def test_made_up_records_are_said_to_be_so(secretariat):
    assert of(secretariat).fictional is False
    put("作り物", fictional=True)

    assert of(secretariat).fictional is True


def test_it_needs_as_many_queries_for_three_rows_as_for_one(secretariat):
    def rows():
        answered(put("断られたもの"))
        commitment = a_commitment()
        follow_ups.assign(
            commitment, by=secretariat, organization=organization("digital"), title="宿題",
            due=named(date(2024, 5, 25)),
        )  # fmt: skip

    def queries():
        with CaptureQueriesContext(connection) as caught:
            of(secretariat)
        return len(caught)

    rows()
    one = queries()
    rows()
    rows()

    assert queries() == one


def test_nobody_is_a_visitor():
    assert of(AnonymousUser()).team is False
