from datetime import UTC, date, datetime

import pytest

from issues.actions import joinings, local_requests, relations
from issues.enums import RequestStatus
from issues.models import FollowUp, Joining, LocalRequest
from workflow import history

NOW = datetime(2024, 4, 20, 3, 0, tzinfo=UTC)


def on(obj):
    """What hangs on a request: words, organizations that joined, tasks."""
    return (
        [p.quote for p in obj.passages.order_by("pk")],
        [j.organization.full_name for j in obj.joinings.order_by("organization__full_name")],
        [f.title for f in FollowUp.objects.filter(object_id=obj.pk).order_by("pk")],
    )


def found(words):
    return list(LocalRequest.objects.with_words(words).values_list("number", flat=True))


# joining


def test_another_town_joins_with_its_own_trouble(life, orgs, cast):
    obj = life.log()

    joining = life.join(obj, trouble=" 本市でも様式が違う ")

    assert (joining.organization, joining.trouble, joining.joined_by) == (
        orgs.ichinomiya,
        "本市でも様式が違う",
        cast.ichinomiya,
    )
    assert history.of(obj).last().details == {"organization": "愛知県一宮市"}


@pytest.mark.parametrize(
    ("trouble", "answer"),
    [
        (" ", ("incomplete", "支障事例を書いてください。")),
        (
            "あ" * 701,
            (
                "incomplete",
                "支障事例・効果は700字以内で書いてください（今は701字です。1字減らしてください）。",
            ),
        ),
    ],
)
def test_a_joining_that_says_nothing_or_too_much_is_refused(trouble, answer, life, refusal):
    obj = life.log()

    assert refusal(life.join, obj, trouble=trouble) == answer
    assert Joining.objects.count() == 0


def test_a_town_joins_once(life, refusal):
    obj = life.log()
    life.join(obj)

    assert refusal(life.join, obj) == ("conflict", "この団体は、すでに加わっています。")


def test_the_requester_does_not_join_itself(life, refusal):
    answer = refusal(life.join, life.log(), "misato")

    assert answer == ("forbidden", "「加わる」ができるのは、ほかの自治体の担当者です。")


def test_nobody_lets_another_town_join(life, cast, orgs, refusal):
    answer = refusal(
        joinings.join, life.log(), by=cast.stranger, organization=orgs.ichinomiya, trouble="同じ"
    )

    assert answer == ("forbidden", "加えられるのは、自分の団体だけです。")


# threads


def test_re_raised_requests_form_one_thread(life, cast):
    first, second, third, other = (
        life.log(said_on=date(year, 4, 5)) for year in (2022, 2023, 2024, 2024)
    )
    relations.mark_re_raised(second, by=cast.wt_member, earlier=first)
    relations.mark_re_raised(third, by=cast.wt_member, earlier=second)
    relations.mark_re_raised(other, by=cast.wt_member, earlier=first)

    threads = [[r.number for r in relations.thread(r)] for r in (first, second, third, other)]

    assert threads == [["R4-0001", "R5-0001", "R6-0001", "R6-0002"]] * 4
    assert history.of(third).last().details == {"earlier": "R5-0001"}


def test_a_request_of_its_own_is_a_thread_of_one(life):
    obj = life.log()

    assert relations.thread(obj) == [obj]


def test_a_mark_can_be_taken_off(life, cast):
    first, second = life.log(), life.log()
    marked = relations.mark_re_raised(second, by=cast.secretariat, earlier=first)

    relations.mark_re_raised(marked, by=cast.secretariat, earlier=None)

    assert relations.thread(first) == [first]


@pytest.mark.parametrize("case", ["itself", "in a circle", "later"])
def test_only_what_came_before_is_re_raised(case, life, cast, refusal):
    early, late = life.log(said_on=date(2023, 4, 5)), life.log()
    obj, earlier = {
        "itself": (early, early),
        "in a circle": (early, late),
        "later": (early, late),
    }[case]
    if case == "in a circle":
        LocalRequest.objects.update(said_on=date(2024, 4, 5))
        relations.mark_re_raised(late, by=cast.secretariat, earlier=early)

    answer = refusal(relations.mark_re_raised, obj, by=cast.secretariat, earlier=earlier)

    assert answer == ("incomplete", "この要望より前に出された要望を選んでください。")


@pytest.mark.parametrize("who", ["digital", "misato", "stranger"])
def test_only_the_team_marks_and_links(who, life, cast, refusal):
    first, second = life.log(), life.log()
    by = getattr(cast, who)

    assert refusal(relations.mark_re_raised, second, by=by, earlier=first) == (
        "forbidden",
        "「再提出の印」ができるのは、事務局と構成員です。",
    )
    assert refusal(relations.link, second, by=by, other=first) == (
        "forbidden",
        "「関連付け」ができるのは、事務局と構成員です。",
    )


# links


def test_a_link_shows_on_both_sides_and_in_both_records(life, cast):
    one, other = life.log(), life.log()

    relations.link(one, by=cast.wt_member, other=other)

    assert (list(one.related.all()), list(other.related.all())) == ([other], [one])
    assert history.of(one).last().details == {"related": "R6-0002"}
    assert history.of(other).last().details == {"related": "R6-0001"}


def test_a_link_can_be_taken_off(life, cast):
    one, other = life.log(), life.log()
    relations.link(one, by=cast.wt_member, other=other)

    relations.link(other, by=cast.wt_member, other=one, linked=False)

    assert (one.related.count(), other.related.count()) == (0, 0)
    assert history.of(one).last().details == {"unrelated": "R6-0002"}


def test_a_request_is_not_linked_to_itself(life, cast, refusal):
    obj = life.log()

    answer = refusal(relations.link, obj, by=cast.wt_member, other=obj)

    assert answer == ("incomplete", "ほかの要望の番号を入れてください。")


def test_a_link_to_a_withdrawn_request_leaves_nothing(life, cast, refusal):
    one, gone = life.log(), life.at(RequestStatus.WITHDRAWN)

    kind, _ = refusal(relations.link, one, by=cast.wt_member, other=gone)

    assert (kind, one.related.count()) == ("conflict", 0)
    assert [e.verb for e in history.of(one)] == ["log"]


# withdrawing


def test_the_requester_withdraws_with_a_reason(life, cast):
    obj = relations.withdraw(
        life.at(RequestStatus.REPLIED), by=cast.misato, reason="国の方針で解決したため"
    )

    entry = history.of(obj).last()
    assert (obj.status, entry.reason) == ("withdrawn", "国の方針で解決したため")


@pytest.mark.parametrize("who", ["secretariat", "wt_member", "digital", "ichinomiya"])
def test_nobody_withdraws_another_ones_request(who, life, cast, refusal):
    answer = refusal(relations.withdraw, life.log(), by=getattr(cast, who), reason="")

    assert answer == ("forbidden", "「取下げ」ができるのは、要望した団体の担当者です。")


def test_withdrawing_says_why(life, cast, refusal):
    answer = refusal(relations.withdraw, life.log(), by=cast.misato, reason=" ")

    assert answer == ("incomplete", "理由を書いてください。")


def test_what_is_settled_is_not_withdrawn(life, cast, refusal):
    obj = life.at(RequestStatus.SETTLED)

    answer = refusal(relations.withdraw, obj, by=cast.misato, reason="不要")

    assert answer == ("conflict", "今の状況が「決着」のため、「取下げ」はできません。")


# merging


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
    assert on(obj) == ([], [], [])
    assert on(into) == (
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
    before = (on(obj), on(into))
    life.merge(obj, into)

    back = relations.unmerge(obj, by=cast.secretariat, reason="別の内容だったため")

    assert (back.status, back.merged_into, on(obj), on(into)) == ("logged", None, *before)
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
    merged = (on(obj)[1], on(into)[1])

    relations.unmerge(obj, by=cast.secretariat, reason="別の内容だったため")

    assert merged == (["愛知県一宮市"], ["愛知県一宮市", "秋田県美郷町"])
    assert (on(obj)[1], on(into)[1]) == (["愛知県一宮市"], ["愛知県一宮市"])


def test_a_town_does_not_join_itself_by_a_merge(life):
    obj, into = life.log(), life.log()

    life.merge(obj, into)

    assert on(into)[1] == []


def test_a_chain_of_merges_comes_back_in_order_alone(pair, life, cast, refusal):
    obj, into = pair
    before = (on(obj), on(into))
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
    assert (on(obj), on(into), on(last)) == (*before, ([], [], []))


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({"reason": " "}, ("incomplete", "理由を書いてください。")),
        ({"by": "wt_member"}, ("forbidden", "「統合の受入れ」ができるのは、事務局です。")),
    ],
)
def test_a_refused_merge_moves_nothing(changed, answer, pair, life, cast, refusal):
    obj, into = pair
    before = (on(obj), on(into))
    given = {k: getattr(cast, v) if k == "by" else v for k, v in changed.items()}

    said = refusal(life.merge, obj, into, **given)

    assert (said, on(obj), on(into)) == (answer, *before)


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
    before = (on(obj), on(into))
    # The words go first; the merged request is refused after that, as settled.
    LocalRequest.objects.filter(pk=obj.pk).update(title="")

    kind, _ = refusal(life.merge, obj, into)

    assert (kind, on(obj), on(into)) == ("incomplete", *before)
    assert [e.verb for e in history.of(into)] == ["log"]


def test_only_what_was_merged_is_unmerged(life, cast, refusal):
    kind, _ = refusal(relations.unmerge, life.log(), by=cast.secretariat, reason="誤り")

    assert kind == "conflict"


# splitting


def test_a_second_matter_goes_under_a_number_of_its_own(life, cast, points):
    obj = life.log(points=points[:2])
    life.quote(obj, "様式を統一していただきたい")
    second = life.quote(obj, "人材も足りません")

    new = relations.split(
        obj, by=cast.secretariat, title="人材の確保", ask="派遣", passages=[second.pk]
    )

    assert (new.number, new.status, new.title, new.organization, new.split_from) == (
        "R6-0002",
        "logged",
        "人材の確保",
        obj.organization,
        obj,
    )
    assert [rp.point for rp in new.request_points.all()] == points[:2]
    assert (on(obj)[0], on(new)[0]) == (["様式を統一していただきたい"], ["人材も足りません"])
    assert (found("人材も足りません"), found("統一していただきたい")) == (["R6-0002"], ["R6-0001"])
    assert history.of(obj).last().details == {"into": "R6-0002"}


def test_the_second_half_is_as_public_as_the_first(life, cast):
    internal = relations.split(life.log(), by=cast.secretariat, title="内部の件")
    published = local_requests.publish(life.log(), by=cast.secretariat, now=NOW)

    new = relations.split(published, by=cast.secretariat, title="公表の件")

    assert (internal.is_published, new.is_published) == (False, True)


def test_the_first_half_keeps_words_of_its_own(life, cast, refusal):
    obj = life.log()
    words = life.quote(obj, "人材も足りません")

    answer = refusal(relations.split, obj, by=cast.secretariat, title="全部", passages=[words.pk])

    assert answer == ("incomplete", "元の要望に、引用箇所を1つは残してください。")
    assert LocalRequest.objects.count() == 1


def test_words_of_another_request_are_not_split_off(life, cast, refusal):
    obj, other = life.log(), life.log()
    foreign = life.quote(other, "人材も足りません")

    answer = refusal(
        relations.split, obj, by=cast.secretariat, title="よその言葉", passages=[foreign.pk]
    )

    assert answer == ("conflict", "選んだ引用箇所は、この要望にありません。")


def test_only_the_secretariat_splits(life, cast, refusal):
    answer = refusal(relations.split, life.log(), by=cast.wt_member, title="別の件")

    assert answer == ("forbidden", "「分割」ができるのは、事務局です。")


def test_a_split_without_a_title_takes_no_number(life, cast, refusal):
    obj = life.log()

    kind, _ = refusal(relations.split, obj, by=cast.secretariat, title="")

    assert (kind, life.log().number) == ("incomplete", "R6-0002")
