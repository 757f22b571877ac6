"""加わる: asked, accepted or declined, published, left; and who reads what of it meanwhile."""

from datetime import UTC, datetime

import pytest

from issues.actions import joinings, local_requests, opinions, replies
from issues.desks import waiting_joinings
from issues.history import timeline
from issues.models import FollowUp, Joining, LocalRequest, Opinion, Reply
from issues.pages import related_requests, reply_rounds
from issues.rules import is_party
from publication.actions import removals
from workflow import history

NOW = datetime(2024, 5, 20, 3, 0, tzinfo=UTC)
WORDS = "本市の内輪の支障事例"


def make_public(life):
    """美郷町's published request with a reply handed in, an opinion given and a task, none of them
    public."""
    obj = life.triage(life.log())
    obj = local_requests.publish(obj, by=life.cast.secretariat, now=NOW)
    reply = life.reply(obj)
    opinions.give(reply, by=life.cast.misato, stance="partly", text="まだ内輪の見解")
    life.assign(obj, title="内輪の依頼")
    return LocalRequest.objects.get(pk=obj.pk)


@pytest.fixture
def public(life):
    return life.world(make_public)


def told(obj, actor):
    """All that hangs on a request as far as somebody reads it."""
    return {
        "replies": [r.text for r in Reply.objects.visible_to(actor).filter(local_request=obj)],
        "opinions": [o.text for o in Opinion.objects.visible_to(actor)],
        "tasks": [f.title for f in FollowUp.objects.visible_to(actor)],
        "lines": [(line.label, line.subject) for line in timeline.lines_of(obj, actor=actor)],
        "joined": [j.words for j in related_requests.relations_of(obj, actor=actor).joinings],
        "waiting": [j.words for j in related_requests.relations_of(obj, actor=actor).waiting],
        "party": is_party(actor, obj),
        "speaks": reply_rounds.may_speak(obj, actor=actor),
    }


def test_who_asks_to_join_sees_no_more_than_before(public, life, cast):
    before = told(public, cast.ichinomiya)

    life.ask_to_join(public, trouble=WORDS)

    after = told(public, cast.ichinomiya)
    own = {"waiting": [WORDS], "lines": [("加わる", ""), *before["lines"]]}
    assert after == before | own
    assert (before["replies"], before["opinions"], before["tasks"]) == ([], [], [])
    concerning = LocalRequest.objects.concerning(cast.ichinomiya.acting.organization_id)
    assert concerning.count() == 0


def test_who_only_asked_gives_no_opinion_and_sends_nothing_back(public, life, cast, refusal):
    life.ask_to_join(public)

    kind, _ = refusal(
        opinions.give, public.replies.get(), by=cast.ichinomiya, stance="dissatisfied",
        text="足りない", asks_reconsideration=True,
    )  # fmt: skip

    assert kind == "forbidden"


def test_the_words_of_who_asks_are_read_by_those_who_decide(public, life, cast):
    life.ask_to_join(public, trouble=WORDS)

    readers = {
        who
        for who in ("secretariat", "wt_member", "misato", "ichinomiya", "digital", "soumu",
                    "stranger", "association", "visitor")
        if WORDS in told(public, getattr(cast, who))["waiting"]
    }  # fmt: skip

    assert readers == {"secretariat", "wt_member", "misato", "ichinomiya"}


@pytest.mark.parametrize("who", ["secretariat", "misato"])
def test_who_is_accepted_is_a_party(who, public, life, cast):
    joining = life.ask_to_join(public, trouble=WORDS)

    joining = joinings.accept(joining, by=getattr(cast, who), now=NOW)

    seen = told(public, cast.ichinomiya)
    assert (joining.status, joining.decided_at, joining.decided_by) == (
        "accepted",
        NOW,
        getattr(cast, who),
    )
    assert (seen["replies"], seen["opinions"], seen["tasks"]) == (
        ["検討します。"],
        ["まだ内輪の見解"],
        ["内輪の依頼"],
    )
    assert (seen["joined"], seen["party"], seen["speaks"]) == ([WORDS], True, True)


def test_the_words_of_an_accepted_joining_stay_inside_until_published(public, life, cast):
    joining = life.join(public, trouble=WORDS)
    everybody = ("secretariat", "wt_member", "misato", "ichinomiya", "digital", "soumu",
                 "stranger", "association", "visitor")  # fmt: skip

    def readers():
        return {w for w in everybody if WORDS in told(public, getattr(cast, w))["joined"]}

    inside = readers()
    joinings.publish(joining, by=cast.secretariat, now=NOW)

    assert inside == {"secretariat", "wt_member", "misato", "ichinomiya", "digital"}
    assert readers() == set(everybody)
    lines = timeline.lines_of(public, actor=cast.visitor)
    assert [(line.label, line.subject) for line in lines][:1] == [
        ("公表", "愛知県一宮市の共同提案")
    ]


@pytest.mark.parametrize("who", ["wt_member", "digital", "stranger", "ichinomiya"])
def test_nobody_else_decides(who, public, life, cast, refusal):
    joining = life.ask_to_join(public)

    answers = [
        refusal(joinings.accept, joining, by=getattr(cast, who), now=NOW)[0],
        refusal(joinings.decline, joining, by=getattr(cast, who), now=NOW, reason="重複")[0],
    ]

    assert answers == ["forbidden", "forbidden"]


@pytest.mark.parametrize("who", ["wt_member", "digital", "misato", "ichinomiya"])
def test_only_the_secretariat_publishes(who, public, life, cast, refusal):
    joining = life.join(public)

    kind, _ = refusal(joinings.publish, joining, by=getattr(cast, who), now=NOW)

    assert kind == "forbidden"


def test_declining_says_why_and_the_town_may_ask_again(public, life, cast, refusal):
    joining = life.ask_to_join(public)
    silent = refusal(joinings.decline, joining, by=cast.misato, now=NOW, reason=" ")

    declined = joinings.decline(joining, by=cast.misato, now=NOW, reason="別の内容です")
    again = life.ask_to_join(public, trouble="書き直した事例")

    assert silent == ("incomplete", "理由を書いてください。")
    assert (declined.status, declined.reason, again.status) == ("declined", "別の内容です", "asked")
    assert [
        j.reason for j in related_requests.relations_of(public, actor=cast.ichinomiya).declined
    ] == ["別の内容です"]
    assert related_requests.relations_of(public, actor=cast.digital).declined == ()


def test_a_town_changes_its_words_until_they_are_published(public, life, cast, refusal):
    joining = life.ask_to_join(public)
    joining = joinings.edit(joining, by=cast.ichinomiya, trouble=" 直した事例 ")
    joining = joinings.accept(joining, by=cast.misato, now=NOW)
    joining = joinings.edit(joining, by=cast.ichinomiya, trouble="もう一度直した事例")
    joinings.publish(joining, by=cast.secretariat, now=NOW)

    late = refusal(joinings.edit, joining, by=cast.ichinomiya, trouble="公表のあと")

    joining.refresh_from_db()
    assert late == (
        "incomplete",
        "公表した支障事例です。直すときは、訂正を申し出てください。",
    )
    assert joining.trouble == "もう一度直した事例"


def test_over_anothers_change_nothing_is_written(public, life, cast, refusal):
    joining = life.ask_to_join(public)
    joinings.edit(joining, by=cast.ichinomiya, trouble="先に直した", version=joining.version)

    kind, _ = refusal(
        joinings.edit, joining, by=cast.ichinomiya, trouble="後から", version=joining.version
    )

    assert kind == "conflict"


def test_who_leaves_is_no_party_and_its_words_leave_the_public(public, life, cast):
    joining = life.join(public, trouble=WORDS, published=True)

    left = joinings.leave(joining, by=cast.ichinomiya, now=NOW, reason="")

    outside = related_requests.relations_of(public, actor=cast.visitor)
    assert (left.status, left.trouble, outside.joinings) == ("left", WORDS, ())
    assert [(j.organization.name, j.left_at) for j in outside.left] == [("愛知県一宮市", NOW)]
    assert told(public, cast.ichinomiya)["replies"] == []
    lines = timeline.lines_of(public, actor=cast.visitor)
    assert ("加わることの取りやめ", "愛知県一宮市の共同提案") in [
        (line.label, line.subject) for line in lines
    ]
    assert WORDS not in str(lines)
    assert Joining.objects.visible_to(cast.visitor).count() == 0


def test_who_left_before_publication_is_never_heard_of(public, life, cast):
    joining = life.join(public, trouble=WORDS)
    before = told(public, cast.visitor)

    joinings.leave(joining, by=cast.ichinomiya, now=NOW, reason="")

    assert (
        told(public, cast.visitor),
        related_requests.relations_of(public, actor=cast.visitor).left,
    ) == (
        before,
        (),
    )


def test_the_secretariat_takes_a_joining_off_with_a_reason(public, life, cast, refusal):
    joining = life.join(public)

    silent = refusal(joinings.leave, joining, by=cast.secretariat, now=NOW, reason="")
    joinings.leave(joining, by=cast.secretariat, now=NOW, reason="別の団体の誤り")

    entry = history.entries_of(joining).last()
    assert silent == ("incomplete", "理由を書いてください。")
    assert (entry.verb, entry.reason) == ("leave", "別の団体の誤り")


def test_what_was_published_can_be_taken_back(public, life, cast):
    joining = life.join(public, trouble=WORDS, published=True)

    removals.unpublish(joining, by=cast.secretariat, ground="by_mistake", reason="誤り", now=NOW)

    assert related_requests.relations_of(public, actor=cast.visitor).joinings == ()
    assert [
        j.words for j in related_requests.relations_of(public, actor=cast.digital).joinings
    ] == [WORDS]


def test_nothing_joined_to_an_internal_request_is_published(life, cast, refusal):
    joining = life.join(life.log())

    answer = refusal(joinings.publish, joining, by=cast.secretariat, now=NOW)

    assert answer == ("incomplete", "要望をまだ公表していません。先に要望を公表してください。")


def test_publishing_a_request_publishes_no_joining(life, cast):
    obj = life.log()
    life.join(obj, trouble=WORDS)

    local_requests.publish(obj, by=cast.secretariat, now=NOW)

    assert related_requests.relations_of(obj, actor=cast.visitor).joinings == ()
    assert Joining.objects.get().published_at is None


def test_a_withdrawn_request_accepts_nobody(life, cast, refusal):
    obj = life.log()
    joining = life.ask_to_join(obj)
    from issues.actions import relations  # noqa: PLC0415

    relations.withdraw(obj, by=cast.misato, reason="解決したため")

    kind, _ = refusal(joinings.accept, Joining.objects.get(pk=joining.pk), by=cast.misato, now=NOW)

    assert kind == "incomplete"


def test_desks_list_what_waits_for_them(public, life, cast):
    joining = life.ask_to_join(public)

    waiting = {
        who: [j.pk for j in waiting_joinings.to_decide(getattr(cast, who))]
        for who in ("secretariat", "wt_member", "misato", "digital", "ichinomiya", "stranger")
    }

    nothing = {who: [] for who in ("wt_member", "digital", "ichinomiya", "stranger")}
    assert waiting == {"secretariat": [joining.pk], "misato": [joining.pk], **nothing}
    assert [j.pk for j in waiting_joinings.waiting_for(cast.ichinomiya)["asked"]] == [joining.pk]


def test_a_reply_published_later_is_seen_by_who_only_asked(public, life, cast):
    life.ask_to_join(public)

    replies.publish(public.replies.get(), by=cast.secretariat, now=NOW)

    assert told(public, cast.ichinomiya)["replies"] == ["検討します。"]
