from datetime import UTC, date, datetime

import pytest

from issues import needs
from issues.actions import opinions, replies
from issues.enums import RequestStatus
from issues.models import LocalRequest, Opinion
from workflow import history

NOW = datetime(2024, 5, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def reply(life):
    return life.at(RequestStatus.REPLIED).replies.get()


def give(reply, by, stance="partly", **changed):
    return opinions.give(reply, by=by, stance=stance, **changed)


def test_the_requester_says_what_it_thinks(reply, cast, orgs):
    opinion = give(reply, cast.misato, "satisfied", text=" ありがたい ")

    assert (opinion.organization, opinion.stance, opinion.text, opinion.status) == (
        orgs.misato,
        "satisfied",
        "ありがたい",
        "given",
    )
    assert [e.verb for e in history.entries_of(opinion)] == ["give"]
    assert history.entries_of(reply.local_request).last().details == {
        "opinion": "秋田県美郷町：納得"
    }


def test_an_opinion_alone_leaves_the_request_where_it_is(reply, cast):
    give(reply, cast.misato, "dissatisfied", text="足りない")

    reply.local_request.refresh_from_db()
    assert (reply.local_request.status, reply.local_request.round) == ("replied", 1)


def test_those_who_joined_and_the_associations_speak_for_themselves(life, cast):
    obj = life.at(RequestStatus.UNDER_REVIEW)
    life.join(obj)
    reply = life.reply(obj)

    for who in (cast.misato, cast.ichinomiya, cast.association):
        give(reply, who)

    assert [o.organization.full_name for o in reply.opinions.order_by("pk")] == [
        "秋田県美郷町",
        "愛知県一宮市",
        "全国町村会",
    ]


@pytest.mark.parametrize(
    "who", ["secretariat", "wt_member", "digital", "soumu", "stranger", "visitor"]
)
def test_nobody_else_has_an_opinion_on_it(who, reply, cast, refusal):
    answer = refusal(give, reply, getattr(cast, who))

    assert answer == (
        "forbidden",
        "「見解を出す」ができるのは、要望した団体、加わった団体、全国団体の担当者です。",
    )
    assert Opinion.objects.count() == 0


def test_an_organization_has_one_opinion_of_a_reply(reply, cast, refusal):
    give(reply, cast.misato)

    answer = refusal(give, reply, cast.misato, "satisfied")

    assert answer == ("incomplete", "この回答への見解は、すでに出されています。")


def test_a_draft_is_nothing_to_have_an_opinion_on(reply, cast, refusal):
    replies.publish(reply, by=cast.secretariat, now=NOW)
    correction = replies.correct(reply, by=cast.digital, reason="誤記")

    answer = refusal(give, correction, cast.misato)

    assert answer == ("conflict", "この回答は、まだ提出されていません。")


def test_the_opinion_is_of_the_newest_reply(reply, cast, refusal):
    replies.publish(reply, by=cast.secretariat, now=NOW)
    correction = replies.correct(reply, by=cast.digital, reason="誤記")
    replies.submit(correction, by=cast.digital)

    answer = refusal(give, reply, cast.misato)

    assert answer == (
        "conflict",
        "新しい回答があります。新しい回答への見解を出してください。",
    )


def test_asking_again_opens_a_round_due_in_ten_business_days(life, reply, cast):
    asked_at = datetime(2024, 4, 26, 15, 30, tzinfo=UTC)  # 27 April in Japan, a Saturday

    opinion = life.ask_again(reply.local_request, effective_at=asked_at)

    obj = LocalRequest.objects.get(pk=reply.local_request.pk)
    change = history.entries_of(obj).last().status_change
    assert (obj.status, obj.round, obj.due_on, obj.first_due_on) == (
        "reconsidering",
        2,
        date(2024, 5, 15),
        date(2024, 5, 15),
    )
    assert (obj.due_basis["from"], obj.due_basis["business_days"]) == ("2024-04-27", 10)
    assert [day for day, _ in obj.due_basis["left_out"]] == [
        "2024-04-28",
        "2024-04-29",
        "2024-05-03",
        "2024-05-04",
        "2024-05-05",
        "2024-05-06",
        "2024-05-11",
        "2024-05-12",
    ]
    assert (opinion.given_at, change.effective_at) == (asked_at, asked_at)


def test_one_that_joined_may_ask_again(life, cast):
    obj = life.at(RequestStatus.UNDER_REVIEW)
    life.join(obj)
    life.reply(obj)

    life.ask_again(obj, by=cast.ichinomiya)

    obj.refresh_from_db()
    assert (obj.status, obj.round) == ("reconsidering", 2)


def test_an_association_does_not_ask_again_and_leaves_no_opinion(life, reply, cast, refusal):
    answer = refusal(life.ask_again, reply.local_request, by=cast.association)

    assert answer == (
        "forbidden",
        "「再検討を求める」ができるのは、要望した団体と加わった団体の担当者です。",
    )
    assert Opinion.objects.count() == 0


def test_asking_again_says_why(life, reply, refusal):
    answer = refusal(life.ask_again, reply.local_request, text="　")

    reply.local_request.refresh_from_db()
    assert answer == ("incomplete", "再検討を求める理由を書いてください。")
    assert (reply.local_request.round, Opinion.objects.count()) == (1, 0)


def test_while_it_is_considered_again_there_is_nothing_to_say(life, reply, cast, refusal):
    life.ask_again(reply.local_request)

    kind, reason = refusal(give, reply, cast.association)

    assert (kind, reason) == (
        "conflict",
        "今の状況が「再検討中」のため、「見解を出す」はできません。",
    )


def test_an_opinion_is_edited_until_it_is_published(reply, cast, refusal):
    opinion = opinions.edit(
        give(reply, cast.misato), by=cast.misato, stance="satisfied", text="よい"
    )
    published = opinions.publish(opinion, by=cast.secretariat, now=NOW)

    answer = refusal(opinions.edit, published, by=cast.misato, stance="dissatisfied")

    assert (published.stance, published.published_at) == ("satisfied", NOW)
    assert answer == ("conflict", "今の状況が「公表済」のため、「修正」はできません。")


def test_the_reason_for_asking_again_is_not_emptied(life, reply, cast, refusal):
    opinion = life.ask_again(reply.local_request)

    answer = refusal(opinions.edit, opinion, by=cast.misato, text=" ")

    assert answer == ("incomplete", "再検討を求める理由を書いてください。")


def test_nobody_edits_what_another_organization_said(reply, cast, refusal):
    opinion = give(reply, cast.association)

    answer = refusal(opinions.edit, opinion, by=cast.misato, text="別の文")

    assert answer == ("forbidden", "「修正」ができるのは、見解を出した団体の担当者です。")


def test_the_second_of_two_edits_is_refused(reply, cast, refusal):
    opinion = give(reply, cast.misato)
    opinions.edit(opinion, by=cast.misato, version=1, text="先")

    kind, _ = refusal(opinions.edit, opinion, by=cast.misato, version=1, text="後")

    opinion.refresh_from_db()
    assert (kind, opinion.text) == ("conflict", "先")


def test_what_is_said_to_a_correction_replaces_what_was_said_before(reply, cast):
    give(reply, cast.misato, "dissatisfied", text="足りない")
    before = needs.dissatisfied(reply.local_request)
    replies.publish(reply, by=cast.secretariat, now=NOW)
    correction = replies.correct(reply, by=cast.digital, reason="内容を見直したため")
    give(replies.submit(correction, by=cast.digital), cast.misato, "satisfied")

    assert (before, needs.dissatisfied(reply.local_request)) == (True, False)
