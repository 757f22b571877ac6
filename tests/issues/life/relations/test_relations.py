from datetime import date

import pytest

from issues.actions import joinings, relations
from issues.enums import RequestStatus
from issues.models import Joining, LocalRequest
from tests.factories.rows import put
from workflow import history

# joining


def test_another_town_joins_with_its_own_trouble(life, orgs, cast):
    obj = life.log()

    joining = life.join(obj, trouble=" 本市でも様式が違う ")

    assert (joining.organization, joining.trouble, joining.joined_by) == (
        orgs.ichinomiya,
        "本市でも様式が違う",
        cast.ichinomiya,
    )
    assert history.entries_of(obj).last().details == {
        "organization": "愛知県一宮市",
        "joining": joining.pk,
    }


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

    assert refusal(life.join, obj) == (
        "conflict",
        "この団体は、すでに加わっているか、加わる申出を出しています。",
    )


def test_the_requester_does_not_join_itself(life, refusal):
    answer = refusal(life.join, life.log(), "misato")

    assert answer == ("forbidden", "「加わる」ができるのは、ほかの自治体の担当者です。")


def test_nobody_lets_another_town_join(life, cast, orgs, refusal):
    answer = refusal(
        joinings.ask, life.log(), by=cast.stranger, organization=orgs.ichinomiya, trouble="同じ"
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
    assert history.entries_of(third).last().details == {"earlier": "R5-0001"}


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
        put(LocalRequest.objects.all(), said_on=date(2024, 4, 5))
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
    assert history.entries_of(one).last().details == {"related": "R6-0002"}
    assert history.entries_of(other).last().details == {"related": "R6-0001"}


def test_a_link_can_be_taken_off(life, cast):
    one, other = life.log(), life.log()
    relations.link(one, by=cast.wt_member, other=other)

    relations.link(other, by=cast.wt_member, other=one, linked=False)

    assert (one.related.count(), other.related.count()) == (0, 0)
    assert history.entries_of(one).last().details == {"unrelated": "R6-0002"}


def test_a_request_is_not_linked_to_itself(life, cast, refusal):
    obj = life.log()

    answer = refusal(relations.link, obj, by=cast.wt_member, other=obj)

    assert answer == ("incomplete", "ほかの要望の番号を入れてください。")


def test_a_link_to_a_withdrawn_request_leaves_nothing(life, cast, refusal):
    one, gone = life.log(), life.at(RequestStatus.WITHDRAWN)

    kind, _ = refusal(relations.link, one, by=cast.wt_member, other=gone)

    assert (kind, one.related.count()) == ("conflict", 0)
    assert [e.verb for e in history.entries_of(one)] == ["log"]


# withdrawing


def test_the_requester_withdraws_with_a_reason(life, cast):
    obj = relations.withdraw(
        life.at(RequestStatus.REPLIED), by=cast.misato, reason="国の方針で解決したため"
    )

    entry = history.entries_of(obj).last()
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


# splitting
