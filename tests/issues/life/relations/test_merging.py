"""Merging a request into another, and taking it back."""

from datetime import UTC, date, datetime

import pytest

from issues.actions import joinings, local_requests, relations, triage
from issues.due_dates import ledger
from issues.due_dates.due import named
from issues.enums import RequestStatus
from issues.history import quotations
from issues.models import DueChange, FollowUp, Joining, LocalRequest, Reply
from issues.pages import follow_up_rows, merge_effects, related_requests
from issues.search import finding
from tests import standing as stand
from tests.factories.relations import hanging_on
from tests.factories.rows import put
from workflow import history

NOW = datetime(2024, 5, 20, 3, 0, tzinfo=UTC)
READERS = ("secretariat", "wt_member", "misato", "ichinomiya", "digital", "soumu", "stranger",
           "association", "visitor")  # fmt: skip
SOURCE_READERS = {"secretariat", "wt_member", "misato", "ichinomiya", "digital"}


def found(words, actor):
    rows = finding.with_words(LocalRequest.objects.all(), words, actor=actor)
    return list(rows.values_list("number", flat=True))


@pytest.fixture
def pair(life, cast, orgs):
    """Two requests on the same matter: 美郷町's, joined by 一宮市, and 宇部市's."""
    obj = life.log()
    life.quote(obj, "様式を統一していただきたい")
    life.join(obj)
    life.assign(obj, title="様式の案")
    into = life.log(by=cast.stranger, organization=orgs.ube, title="統合先の件名")
    life.quote(into, "人材も足りません")
    return obj, into


def test_joiners_go_along_the_requester_joins_and_words_and_tasks_stay(pair, life, cast):
    obj, into = pair

    merged = life.merge(obj, into)

    assert (merged.status, merged.merged_into) == ("merged", into)
    assert hanging_on(obj) == (["様式を統一していただきたい"], [], ["様式の案"])
    assert hanging_on(into) == (["人材も足りません"], ["愛知県一宮市", "秋田県美郷町"], [])
    assert found("統一していただきたい", cast.secretariat) == ["R6-0001"]


def test_both_records_tell_of_a_merge(pair, life):
    obj, into = pair

    life.merge(obj, into)

    entry = history.entries_of(obj).last()
    assert (entry.verb, entry.reason, entry.details["into"]) == (
        "merge",
        "同じ内容のため",
        "R6-0002",
    )
    assert [(e.verb, e.details.get("taken_in")) for e in history.entries_of(into)] == [
        ("log", None),
        ("take_in", "R6-0001"),
    ]


def test_all_comes_back_when_a_merge_is_undone(pair, life, cast):
    obj, into = pair
    before = (hanging_on(obj), hanging_on(into))
    life.merge(obj, into)

    back = relations.unmerge(obj, by=cast.secretariat, reason="別の内容だったため")

    assert (back.status, back.merged_into, hanging_on(obj), hanging_on(into)) == (
        "logged",
        None,
        *before,
    )
    assert found("統一していただきたい", cast.secretariat) == ["R6-0001"]


@pytest.mark.parametrize(
    "status",
    [
        RequestStatus.TRIAGED,
        RequestStatus.UNDER_REVIEW,
        RequestStatus.REPLIED,
        RequestStatus.RECONSIDERING,
    ],
)
def test_a_request_comes_back_to_the_status_that_it_had(status, life, cast):
    obj, into = life.at(status), life.at(RequestStatus.TRIAGED)
    life.merge(obj, into)

    back = relations.unmerge(obj, by=cast.secretariat, reason="別の内容だったため")

    assert back.status == status


def test_a_town_on_both_sides_joins_once_and_stays_on_both_when_undone(life, cast, orgs):
    obj, into = life.log(), life.log(by=cast.stranger, organization=orgs.ube)
    for each in (obj, into):
        life.join(each)
    life.merge(obj, into)
    merged = (hanging_on(obj)[1], hanging_on(into)[1])

    relations.unmerge(obj, by=cast.secretariat, reason="別の内容だったため")

    assert merged == (["愛知県一宮市"], ["愛知県一宮市", "秋田県美郷町"])
    assert (hanging_on(obj)[1], hanging_on(into)[1]) == (["愛知県一宮市"], ["愛知県一宮市"])


def test_a_town_does_not_join_itself_by_a_merge(life):
    obj, into = life.log(), life.log()

    life.merge(obj, into)

    assert hanging_on(into)[1] == []


def test_a_chain_of_merges_comes_back_in_order_alone(pair, life, cast, refusal):
    obj, into = pair
    before = (hanging_on(obj), hanging_on(into))
    last = life.log(title="最後の統合先")
    life.merge(obj, into)
    life.merge(into, last)

    out_of_order = refusal(relations.unmerge, obj, by=cast.secretariat, reason="誤り")
    for each in (into, obj):
        relations.unmerge(each, by=cast.secretariat, reason="誤り")

    assert out_of_order == (
        "conflict",
        "統合先のR6-0002も、ほかの要望に統合されています。先にR6-0002の統合を取り消してください。",
    )
    assert (hanging_on(obj), hanging_on(into), hanging_on(last)) == (*before, ([], [], []))


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({"reason": " "}, ("incomplete", "理由を書いてください。")),
        ({"by": "wt_member"}, ("forbidden", "「統合の受入れ」ができるのは、事務局です。")),
    ],
)
def test_a_refused_merge_moves_nothing(changed, answer, pair, life, cast, refusal):
    obj, into = pair
    before = (hanging_on(obj), hanging_on(into))
    given = {k: getattr(cast, v) if k == "by" else v for k, v in changed.items()}

    said = refusal(life.merge, obj, into, **given)

    assert (said, hanging_on(obj), hanging_on(into)) == (answer, *before)


def test_a_request_is_not_merged_into_itself(life, refusal):
    obj = life.log()

    answer = refusal(life.merge, obj, obj)

    assert answer == ("incomplete", "統合先には、ほかの要望を選んでください。")


@pytest.mark.parametrize("status", [RequestStatus.SETTLED, RequestStatus.WITHDRAWN])
def test_nothing_is_merged_into_what_no_longer_moves(status, life, refusal):
    obj, into = life.log(), life.at(status)

    answer = refusal(life.merge, obj, into)

    obj.refresh_from_db()
    assert answer == (
        "conflict",
        "統合先の要望は、もう動いていません。受付から再検討中までの要望を選んでください。",
    )
    assert obj.status == "logged"


def test_a_merge_that_fails_half_way_leaves_nothing(pair, life, refusal):
    obj, into = pair
    before = (hanging_on(obj), hanging_on(into))
    # The words go first; the merged request is refused after that, as settled.
    put(LocalRequest.objects.filter(pk=obj.pk), title="")

    kind, _ = refusal(life.merge, obj, into)

    assert (kind, hanging_on(obj), hanging_on(into)) == ("incomplete", *before)
    assert [e.verb for e in history.entries_of(into)] == ["log"]


def test_only_what_was_merged_is_unmerged(life, cast, refusal):
    kind, _ = refusal(relations.unmerge, life.log(), by=cast.secretariat, reason="誤り")

    assert kind == "conflict"


# who reads what then


@pytest.fixture
def secret_into_public(life, cast, orgs):
    """美郷町's internal request, put to デジタル庁, joined by 一宮市; and 宇部市's published one,
    put to 総務省 and joined by 全国町村会."""
    obj = life.log(trouble="内輪の支障事例", ask="内輪の措置")
    life.join(obj, trouble="加わった市の内輪の事例")
    life.quote(obj, "様式を統一していただきたい")
    obj = life.triage(obj)
    life.assign(obj, title="内輪の依頼")
    into = life.log(by=cast.stranger, organization=orgs.ube, title="統合先の件名")
    life.join(into, "association")
    into = life.triage(into, lead_ministry=orgs.soumu)
    into = local_requests.publish(into, by=cast.secretariat, now=NOW)
    return LocalRequest.objects.get(pk=obj.pk), LocalRequest.objects.get(pk=into.pk)


def readers_of(cast, read):
    return {who for who in READERS if read(getattr(cast, who))}


def joined_words(into):
    return lambda actor: {
        j.words for j in related_requests.relations_of(into, actor=actor).joinings
    }


def test_merging_what_is_internal_shows_nobody_more(secret_into_public, life, cast):
    obj, into = secret_into_public

    life.merge(obj, into)

    words = joined_words(into)
    assert readers_of(cast, lambda a: "内輪の支障事例" in words(a)) == SOURCE_READERS
    assert readers_of(cast, lambda a: "加わった市の内輪の事例" in words(a)) == SOURCE_READERS
    assert readers_of(cast, lambda a: FollowUp.objects.visible_to(a).exists()) == SOURCE_READERS
    quotes = lambda a: merge_effects.words(into, actor=a)  # noqa: E731
    assert {"secretariat", "wt_member"} <= readers_of(cast, quotes) <= SOURCE_READERS
    seen = lambda a: LocalRequest.objects.visible_to(a).filter(pk=obj.pk).exists()  # noqa: E731
    assert readers_of(cast, seen) == SOURCE_READERS


def test_the_tasks_of_a_merged_request_are_shown_with_the_other_one(secret_into_public, life, cast):
    obj, into = secret_into_public
    life.merge(obj, into)

    shown = {
        who for who in READERS if follow_up_rows.on_subject(into, actor=getattr(cast, who)).exists()
    }

    assert shown == SOURCE_READERS


def test_the_secretariat_shows_the_parties_what_came_along(secret_into_public, life, cast):
    obj, into = secret_into_public
    life.merge(obj, into)

    for joining in into.joinings.exclude(came_from=None, stands_for=None):
        joinings.show(joining, by=cast.secretariat, now=NOW)

    readers = readers_of(cast, lambda a: "加わった市の内輪の事例" in joined_words(into)(a))
    assert readers == {*SOURCE_READERS, "soumu", "stranger", "association"}


def test_words_that_were_public_stay_public(life, cast, orgs):
    obj, into = life.log(trouble="公表した事例"), life.log(by=cast.stranger, organization=orgs.ube)
    for each in (obj, into):
        local_requests.publish(each, by=cast.secretariat, now=NOW)
    obj.refresh_from_db()
    life.join(obj, trouble="公表した加わった事例", published=True)
    life.join(obj, "association", trouble="未公表の加わった事例")

    life.merge(LocalRequest.objects.get(pk=obj.pk), into)

    assert joined_words(into)(cast.visitor) == {"公表した事例", "公表した加わった事例"}


def test_a_published_joining_on_an_internal_request_does_not_get_out(life, cast, orgs):
    obj = local_requests.publish(life.log(), by=cast.secretariat, now=NOW)
    joining = life.join(obj, trouble="もう内輪の事例", published=True)
    once = joining.published_at
    put(LocalRequest.objects.filter(pk=obj.pk), published_at=None)
    into = life.log(by=cast.stranger, organization=orgs.ube)
    into = local_requests.publish(into, by=cast.secretariat, now=NOW)
    life.merge(LocalRequest.objects.get(pk=obj.pk), into)
    merged = joined_words(into)(cast.visitor)

    relations.unmerge(obj, by=cast.secretariat, reason="誤り")

    joining.refresh_from_db()
    assert (merged, joining.local_request, joining.published_at) == (set(), obj, once)


def test_publishing_the_merged_request_is_what_shows_its_words(secret_into_public, life, cast):
    obj, into = secret_into_public
    life.merge(obj, into)
    standing = into.joinings.get(stands_for=obj)

    obj.refresh_from_db()
    local_requests.publish(obj, by=cast.secretariat, now=NOW)

    assert joined_words(into)(cast.visitor) == {"内輪の支障事例"}
    assert standing.trouble == ""


def test_who_only_asked_is_no_party_after_a_merge(life, cast, orgs):
    obj = life.log()
    life.ask_to_join(obj, trouble="申出の事例")
    into = life.log(by=cast.stranger, organization=orgs.ube)

    life.merge(obj, into)

    readers = readers_of(cast, lambda a: any(related_requests.relations_of(into, actor=a).waiting))
    assert readers == {"secretariat", "wt_member", "misato"}
    assert not LocalRequest.objects.concerning(orgs.ichinomiya.pk).exists()
    joining = Joining.objects.get(organization=orgs.ichinomiya)
    joinings.accept(joining, by=cast.secretariat, now=NOW)
    assert LocalRequest.objects.concerning(orgs.ichinomiya.pk).get() == into


def test_the_requester_of_the_other_one_does_not_decide_on_words_it_does_not_read(
    life, cast, orgs, refusal
):
    obj = life.log()
    joining = life.ask_to_join(obj)
    into = life.log(by=cast.stranger, organization=orgs.ube)
    life.merge(obj, into)
    joining.refresh_from_db()

    kind, _ = refusal(joinings.accept, joining, by=cast.stranger, now=NOW)

    assert kind == "forbidden"


# due dates


@pytest.fixture
def overdue(life, cast, orgs):
    """A request due before the one that it is merged into."""
    obj = life.triage(life.log(), due=named(date(2024, 5, 1)))
    into = life.log(by=cast.stranger, organization=orgs.ube)
    into = life.triage(into, due=named(date(2024, 6, 30)))
    return LocalRequest.objects.get(pk=obj.pk), LocalRequest.objects.get(pk=into.pk)


def test_an_overdue_reply_stays_overdue(overdue, life):
    obj, into = overdue
    before = stand.unanswered(date(2024, 5, 20))

    life.merge(obj, into)

    into.refresh_from_db()
    assert (before, stand.unanswered(date(2024, 5, 20))) == ([obj], [into])
    slip = DueChange.objects.get()
    assert (slip.local_request, slip.old_due_on, slip.new_due_on, slip.days) == (
        into, date(2024, 6, 30), date(2024, 5, 1), -60,
    )  # fmt: skip
    assert into.first_due_on == date(2024, 6, 30)


def test_a_kept_date_stands_in_the_ledger(overdue, life, cast, orgs):
    obj, into = overdue

    life.merge(obj, into, due="keep")

    into.refresh_from_db()
    assert into.due_on == date(2024, 6, 30)
    line = ledger.ledger_of(cast.secretariat, on=date(2024, 5, 20)).total
    assert (line.overdue, line.changes, line.days_slipped) == (0, 1, 60)
    assert DueChange.objects.get().ministry == orgs.digital


@pytest.mark.parametrize("choice", ["earlier", "keep"])
def test_an_undone_merge_gives_the_dates_back(choice, overdue, life, cast):
    obj, into = overdue
    life.merge(obj, into, due=choice)

    relations.unmerge(obj, by=cast.secretariat, reason="別の内容だったため")

    dates = [(r.due_on, r.first_due_on) for r in LocalRequest.objects.order_by("number")]
    assert dates == [(date(2024, 5, 1),) * 2, (date(2024, 6, 30),) * 2]
    assert sum(DueChange.objects.values_list("days", flat=True)) == 0


def test_a_date_changed_since_stays(overdue, life, cast):
    obj, into = overdue
    life.merge(obj, into)
    later = named(date(2024, 7, 31))
    triage.change_due(into, by=cast.secretariat, due=later, reason="調整")

    relations.unmerge(obj, by=cast.secretariat, reason="別の内容だったため")

    into.refresh_from_db()
    assert into.due_on == date(2024, 7, 31)


def test_what_is_owed_does_not_go_into_what_nobody_has_to_answer(life, refusal):
    obj, into = life.at(RequestStatus.TRIAGED), life.log()

    kind, reason = refusal(life.merge, obj, into)

    assert (kind, reason.startswith("統合先は、まだ論点整理をしていません。")) == (
        "incomplete",
        True,
    )


# drafts


def test_a_draft_on_a_merged_request_is_offered_to_the_same_ministry(overdue, life, cast):
    obj, into = overdue
    draft = life.draft(obj, text="書きかけの答え")

    life.merge(obj, into)

    offered = {who: merge_effects.left_behind(into, actor=getattr(cast, who)) for who in READERS}
    assert {who for who, rows in offered.items() if rows} == {"digital"}
    assert offered["digital"] == [draft]
    assert Reply.objects.get().local_request == obj


def test_words_of_a_chain_of_merges_stand_on_the_last_one(pair, life, cast):
    obj, into = pair
    last = life.log(title="最後の統合先")
    life.merge(obj, into)
    life.merge(into, last)

    shown = merge_effects.words(last, actor=cast.secretariat)

    assert [(m.local_request, [o.words for o in m.origins]) for m in shown] == [
        (obj, ["様式を統一していただきたい"]),
        (into, ["人材も足りません"]),
    ]
    assert quotations.origins_of(last, actor=cast.secretariat) == []
