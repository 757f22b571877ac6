"""Who may do what with a request, and when: the whole of it, written out by hand.

○ allowed　× not in this status　△ something is missing　・ not this person's move
The columns are the statuses in their order; a move that a person does not have stands in no row.
"""

from datetime import UTC, date, datetime

import pytest

from accounts.enums import Role
from accounts.models import Membership
from issues.enums import RequestStatus
from issues.forums import chosen_forum
from issues.models import Joining, LocalRequest
from issues.transitions.requests import LOCAL_REQUEST

NOW = datetime(2024, 5, 20, 3, 0, tzinfo=UTC)
SIGNS = {None: "○", "forbidden": "・", "conflict": "×", "incomplete": "△"}
STATUSES = "受付 論点整理済 検討中 回答済 再検討中 決着 取下げ 統合"

MATRIX = {
    "secretariat": """
        log                  ○ ○ ○ ○ ○ ○ ○ ○  登録
        edit                 ○ ○ ○ ○ ○ ○ × ×  修正
        correct              △ △ △ △ △ △ × △  訂正
        anchor               ○ ○ ○ ○ ○ ○ × ○  引用箇所の変更
        publish              ○ ○ ○ ○ ○ ○ ○ ○  公表
        unpublish            △ △ △ △ △ △ △ △  公表の取りやめ
        unpublish_part       ○ ○ ○ ○ ○ ○ ○ ○  一部の公表の取りやめ
        show_part            ○ ○ ○ ○ ○ ○ ○ ○  一部の公表の再開
        black_out            ○ ○ ○ ○ ○ ○ ○ ○  墨消し
        show_words           ○ ○ ○ ○ ○ ○ ○ ○  墨消しの取消し
        retract              △ × × × × × × ×  登録の取消し
        annul                ○ ○ ○ ○ ○ × × ×  事務局による登録の取消し
        restore              × × × × × × △ ×  登録の復元
        triage               ○ ○ × × × × × ×  論点整理
        reassign             × × ○ ○ ○ × × ×  担当府省の変更
        start_review         × ○ × × × × × ×  検討を始める
        ask_also             × ○ ○ × ○ × × ×  合議・共管の府省への求め
        change_asking        × ○ ○ × ○ × × ×  合議・共管への求めの変更
        release              × ○ ○ × ○ × × ×  合議・共管への求めの取りやめ
        all_answered         × ○ ○ × ○ × × ×  全府省の回答の終わり
        take_back_part       × ○ ○ × ○ × × ×  一部の府省の回答の取戻し
        change_due           × ○ ○ × ○ × × ×  回答期限の変更
        take_back_reply      × × × ○ × × × ×  回答の取戻し
        take_back_reconsideration × × × × ○ × × ×  再検討の求めの取消し
        mark_due_slip        × ○ ○ ○ ○ ○ × ×  期限の記載誤り
        judge                × ○ ○ ○ ○ ○ × ×  事務局の判断
        settle               × × × ○ × × × ×  決着とする
        publish_progress     ○ ○ ○ ○ ○ ○ ○ ○  府省の進捗の公表
        publish_judgement    ○ ○ ○ ○ ○ ○ ○ ○  事務局の判断の公表
        publish_settlement   × × × × × ○ × ×  決着の言葉の公表
        take_back_progress   ○ ○ ○ ○ ○ ○ × ×  進捗の報告の取消し
        take_back_judgement  ○ ○ ○ ○ ○ ○ × ×  事務局の判断の取消し
        unsettle             × × × × × ○ × ×  決着の取消し
        reopen               × × × × × ○ × ×  検討を再開
        mark_re_raised       ○ ○ ○ ○ ○ ○ × ×  再提出の印
        link                 ○ ○ ○ ○ ○ ○ × ×  関連付け
        group                ○ ○ ○ ○ ○ ○ × ×  同趣旨のまとまりに加える
        ungroup              ○ ○ ○ ○ ○ ○ × ×  同趣旨のまとまりから外す
        merge                ○ ○ ○ ○ ○ × × ×  統合
        unmerge              × × × × × × × ○  統合の取消し
        take_in              ○ ○ ○ ○ ○ × × ×  統合の受入れ
        split                ○ ○ ○ × ○ × × ×  分割
    """,
    "wt_member": """
        log                  ○ ○ ○ ○ ○ ○ ○ ○  登録
        edit                 ○ ○ ○ ○ ○ ○ × ×  修正
        anchor               ○ ○ ○ ○ ○ ○ × ○  引用箇所の変更
        retract              △ × × × × × × ×  登録の取消し
        restore              × × × × × × △ ×  登録の復元
        mark_re_raised       ○ ○ ○ ○ ○ ○ × ×  再提出の印
        link                 ○ ○ ○ ○ ○ ○ × ×  関連付け
    """,
    "lead ministry": """
        start_review         × ○ × × × × × ×  検討を始める
        reply                × ○ ○ × ○ × × ×  回答
        reply_in_part        × ○ ○ × ○ × × ×  一部の府省の回答
        ask_to_hand_on       × ○ ○ × ○ × × ×  担当替えの申出
        report_progress      × ○ ○ ○ ○ ○ × ×  進捗を報告
    """,
    "other ministry": "",
    "requester": """
        log                  ○ ○ ○ ○ ○ ○ ○ ○  登録
        retract              △ × × × × × × ×  登録の取消し
        take_back_reconsideration × × × × ○ × × ×  再検討の求めの取消し
        edit                 ○ ○ ・ ・ ・ ・ ・ ・  修正
        give_opinion         × × × ○ × × × ×  見解を出す
        ask_reconsideration  × × × ○ × × × ×  再検討を求める
        withdraw             ○ ○ ○ ○ ○ × × ×  取下げ
    """,
    "joined": """
        take_back_reconsideration × × × × ○ × × ×  再検討の求めの取消し
        join                 ○ ○ ○ ○ ○ × × ×  加わる
        give_opinion         × × × ○ × × × ×  見解を出す
        ask_reconsideration  × × × ○ × × × ×  再検討を求める
    """,
    "other local": """
        join                 ○ ○ ○ ○ ○ × × ×  加わる
    """,
    "association": """
        join                 ○ ○ ○ ○ ○ × × ×  加わる
        give_opinion         × × × ○ × × × ×  見解を出す
    """,
    "visitor": "",
    "nobody's": "",
}


@pytest.fixture
def one_of_each(orgs, cast):
    """A request of 美郷町, joined by 一宮市, in every status; デジタル庁 leads all of them, so that
    only the table decides (a request may have had a ministry before it was withdrawn)."""
    found = []
    for serial, status in enumerate(RequestStatus, 1):
        obj = LocalRequest.objects.create(
            forum=chosen_forum.first(),
            number=f"R6-{serial:04d}",
            organization=orgs.misato,
            title="様式の統一",
            said_on=date(2024, 4, 5),
            status=status,
            lead_ministry=orgs.digital,
            due_on=date(2024, 5, 10),
            first_due_on=date(2024, 5, 10),
            reflected_in="基本方針 2.(3)" if status == RequestStatus.SETTLED else "",
            merged_into=found[0] if status == RequestStatus.MERGED else None,
            created_by=cast.misato,
        )
        obj.co_ministries.add(orgs.soumu)
        Joining.objects.create(
            local_request=obj,
            organization=orgs.ichinomiya,
            trouble="同じ",
            joined_by=cast.misato,
            joined_at=NOW,
            status="accepted",
            decided_at=NOW,
        )
        found.append(obj)
    return found


@pytest.fixture
def nobodys(django_user_model):
    """Signed in, with no membership."""
    return django_user_model.objects.create(username="nobody", display_name="所属のない人")


WHO = {
    "lead ministry": "digital",
    "other ministry": "soumu",
    "requester": "misato",
    "joined": "ichinomiya",
    "other local": "stranger",
}


def as_drawn(actor, objects):
    return {
        row.verb: " ".join(
            SIGNS[LOCAL_REQUEST.decide(row.verb, actor, obj).refusal] for obj in objects
        )
        for row in LOCAL_REQUEST.transitions
    }


def written(role):
    rows = {row.verb: " ".join("・" * 8) for row in LOCAL_REQUEST.transitions}
    for line in MATRIX[role].strip().splitlines():
        verb, *cells, label = line.split()
        assert label == LOCAL_REQUEST[verb].label
        rows[verb] = " ".join(cells)
    return rows


def test_the_columns_are_the_statuses_in_their_order():
    assert [str(s.label) for s in RequestStatus] == STATUSES.split()


@pytest.mark.parametrize("role", MATRIX)
def test_each_person_has_these_moves_and_no_others(role, cast, nobodys, one_of_each):
    actor = nobodys if role == "nobody's" else getattr(cast, WHO.get(role, role))

    drawn = as_drawn(actor, one_of_each)

    assert drawn == written(role)


def test_a_deactivated_person_has_no_moves(cast, one_of_each):
    cast.secretariat.is_active = False

    drawn = as_drawn(cast.secretariat, one_of_each)

    assert drawn == written("visitor")


def test_a_person_has_the_moves_of_the_role_acted_under_alone(cast, orgs, one_of_each):
    member = cast.wt_member
    LocalRequest.objects.update(organization=orgs.yamaguchi)
    requests = list(LocalRequest.objects.order_by("number"))
    member.acting = Membership.objects.create(
        user=member, organization=orgs.yamaguchi, role=Role.LOCAL
    )

    drawn = as_drawn(member, requests)

    assert drawn == written("requester")


def test_a_co_ministry_answers_nothing_itself(cast, one_of_each):
    shared = LocalRequest.objects.filter(co_ministries=cast.soumu.acting.organization)

    drawn = as_drawn(cast.soumu, list(shared.order_by("number")))

    assert (shared.count(), drawn) == (8, written("other ministry"))


def test_a_button_is_offered_only_where_the_status_allows_it(cast, one_of_each):
    by_status = {obj.status: obj for obj in one_of_each}

    offered = {
        status: [offer.transition.verb for offer in LOCAL_REQUEST.offered(cast.misato, obj)]
        for status, obj in by_status.items()
    }

    assert offered == {
        "logged": ["edit", "retract", "withdraw"],
        "triaged": ["edit", "withdraw"],
        "under_review": ["withdraw"],
        "replied": ["give_opinion", "ask_reconsideration", "withdraw"],
        "reconsidering": ["take_back_reconsideration", "withdraw"],
        "settled": [],
        "withdrawn": [],
        "merged": [],
    }
