"""Merging a request into another, and taking it back."""

import pytest

from issues.actions import relations
from issues.enums import RequestStatus
from issues.models import LocalRequest
from tests.factories.relations import hanging_on
from workflow import history


def found(words):
    return list(LocalRequest.objects.with_words(words).values_list("number", flat=True))


@pytest.fixture
def pair(life, cast, orgs):
    """Two requests on the same matter: 美郷町's, joined by 一宮市, and 宇部市's."""
    obj = life.log(quotes=["様式を統一していただきたい"])
    life.quote(obj, "様式を統一していただきたい")
    life.join(obj)
    life.assign(obj, title="様式の案")
    into = life.log(by=cast.stranger, organization=orgs.ube, title="統合先の件名")
    life.quote(into, "人材も足りません")
    return obj, into


def test_words_joiners_and_tasks_go_along_and_the_requester_joins(pair, life):
    obj, into = pair

    merged = life.merge(obj, into)

    assert (merged.status, merged.merged_into) == ("merged", into)
    assert hanging_on(obj) == ([], [], [])
    assert hanging_on(into) == (
        ["様式を統一していただきたい", "人材も足りません"],
        ["愛知県一宮市", "秋田県美郷町"],
        ["様式の案"],
    )
    assert found("統一していただきたい") == ["R6-0001", "R6-0002"]


def test_both_records_tell_of_a_merge(pair, life):
    obj, into = pair

    life.merge(obj, into)

    entry = history.of(obj).last()
    assert (entry.verb, entry.reason, entry.details["into"]) == (
        "merge",
        "同じ内容のため",
        "R6-0002",
    )
    assert [(e.verb, e.details.get("taken_in")) for e in history.of(into)] == [
        ("log", None),
        ("take_in", "R6-0001"),
        ("anchor", "R6-0001"),
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
    assert found("統一していただきたい") == ["R6-0001"]


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
    obj, into = life.at(status), life.log(title="統合先")
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
    LocalRequest.objects.filter(pk=obj.pk).update(title="")

    kind, _ = refusal(life.merge, obj, into)

    assert (kind, hanging_on(obj), hanging_on(into)) == ("incomplete", *before)
    assert [e.verb for e in history.of(into)] == ["log"]


def test_only_what_was_merged_is_unmerged(life, cast, refusal):
    kind, _ = refusal(relations.unmerge, life.log(), by=cast.secretariat, reason="誤り")

    assert kind == "conflict"
