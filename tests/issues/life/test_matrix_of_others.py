"""Who may do what with replies, opinions, follow-ups, commitments and discussion points.

○ allowed　× not in this status　△ something is missing　・ not this person's move
"""

from datetime import UTC, date, datetime

import pytest

from issues.enums import (
    CommitmentStatus,
    FollowUpStatus,
    OpinionStatus,
    PointStatus,
    ReplyStatus,
)
from issues.models import Commitment, DiscussionPoint, FollowUp, Opinion, Reply
from issues.transitions.commitments import COMMITMENT
from issues.transitions.follow_ups import FOLLOW_UP
from issues.transitions.opinions import OPINION
from issues.transitions.points import DISCUSSION_POINT
from issues.transitions.replies import REPLY

SIGNS = {None: "○", "forbidden": "・", "conflict": "×", "incomplete": "△"}
NOW = datetime(2024, 5, 1, tzinfo=UTC)
EVERYBODY = (
    "secretariat",
    "wt_member",
    "digital",
    "soumu",
    "misato",
    "ichinomiya",
    "stranger",
    "association",
    "visitor",
)

# 下書き 提出済 公表済 取消し; written by デジタル庁
REPLIES = {
    "digital": """
        draft      ○ ○ ○ ○
        edit       ○ ○ × ×
        submit     ○ × × ×
        discard    ○ × × ×
        take_back  × ○ × ×
        redraft    ○ ○ ○ ○
        correct    ○ ○ ○ ○
    """,
    "secretariat": """
        take_back   × ○ × ×
        redraft     ○ ○ ○ ○
        publish     × ○ × ×
        unpublish   × × ○ ×
        black_out   ○ ○ ○ ○
        show_words  ○ ○ ○ ○
    """,
}
# 提出済 公表済 取消し; given by 美郷町
OPINIONS = {
    "misato": """
        give       ○ ○ ○
        edit       ○ × ×
        take_back  ○ × ×
    """,
    "secretariat": """
        take_back   ○ × ×
        publish     ○ × ×
        unpublish   × ○ ×
        black_out   ○ ○ ○
        show_words  ○ ○ ○
    """,
}
# 対応中 完了 取りやめ; given to デジタル庁
FOLLOW_UPS = {
    "secretariat": """
        assign      ○ ○ ○
        edit        ○ × ×
        note        ○ × ×
        take_back_note  ○ × ×
        change_due  ○ × ×
        mark_due_slip ○ ○ ○
        complete    ○ × ×
        uncomplete  × ○ ×
        cancel      ○ × ×
        reopen      × ○ ○
        black_out   ○ ○ ○
        show_words  ○ ○ ○
    """,
    "digital": """
        note        ○ × ×
        take_back_note  ○ × ×
        complete    ○ × ×
        uncomplete  × ○ ×
    """,
}
# 記録済 履行済 未履行 取消し; not published yet
COMMITMENTS = {
    "secretariat": """
        log               ○ ○ ○ ○
        edit              ○ ○ ○ ×
        correct           △ △ △ ×
        anchor            ○ ○ ○ ×
        publish           ○ ○ ○ ×
        unpublish         △ △ △ △
        unpublish_part    ○ ○ ○ ○
        show_part         ○ ○ ○ ○
        black_out         ○ ○ ○ ○
        show_words        ○ ○ ○ ○
        fulfil            ○ × ○ ×
        mark_unfulfilled  ○ ○ × ×
        retract           ○ × × ×
        annul             ○ ○ ○ ×
        restore           × × × ○
    """,
    "wt_member": """
        log               ○ ○ ○ ○
        edit              ○ ○ ○ ×
        anchor            ○ ○ ○ ×
        retract           ○ × × ×
        restore           × × × ○
    """,
}
# 未着手 検討中 方向性提示 合意 基本方針に反映 フォローアップ
POINTS = {
    "secretariat": """
        start_discussion  ○ × × × × ×
        set_direction     × ○ × × × ×
        agree             × × ○ × × ×
        reflect           × × × ○ × ×
        monitor           × × × × ○ ×
        discuss_again     × × ○ ○ ○ ○
        edit              ○ ○ ○ ○ ○ ○
        add               ○ ○ ○ ○ ○ ○
        retire            ○ ○ ○ ○ ○ ○
        bring_back        △ △ △ △ △ △
    """,
}


def written(workflow, rows, columns):
    drawn = {row.verb: " ".join("・" * columns) for row in workflow.transitions}
    for line in rows.strip().splitlines():
        verb, cells = line.split(maxsplit=1)
        assert verb in drawn
        drawn[verb] = cells
    return drawn


def as_drawn(workflow, actor, objects):
    return {
        row.verb: " ".join(SIGNS[workflow.decide(row.verb, actor, o).refusal] for o in objects)
        for row in workflow.transitions
    }


@pytest.mark.parametrize("role", EVERYBODY)
def test_moves_on_replies(role, cast, orgs):
    replies = [Reply(ministry=orgs.digital, status=status) for status in ReplyStatus]

    drawn = as_drawn(REPLY, getattr(cast, role), replies)

    assert drawn == written(REPLY, REPLIES.get(role, ""), 4)


@pytest.mark.parametrize("role", EVERYBODY)
def test_moves_on_opinions(role, cast, orgs):
    opinions = [Opinion(organization=orgs.misato, status=status) for status in OpinionStatus]

    drawn = as_drawn(OPINION, getattr(cast, role), opinions)

    assert drawn == written(OPINION, OPINIONS.get(role, ""), 3)


@pytest.mark.parametrize("role", EVERYBODY)
def test_moves_on_follow_ups(role, cast, orgs):
    follow_ups = [FollowUp(organization=orgs.digital, status=status) for status in FollowUpStatus]

    drawn = as_drawn(FOLLOW_UP, getattr(cast, role), follow_ups)

    assert drawn == written(FOLLOW_UP, FOLLOW_UPS.get(role, ""), 3)


def test_a_town_works_on_the_follow_up_that_was_given_to_it(cast, orgs):
    mine = FollowUp(organization=orgs.misato, status=FollowUpStatus.OPEN)

    moves = [offer.transition.verb for offer in FOLLOW_UP.offered(cast.misato, mine)]

    assert moves == ["note", "take_back_note", "complete"]


@pytest.mark.parametrize("role", EVERYBODY)
def test_moves_on_commitments(role, cast, orgs):
    commitments = [Commitment(organization=orgs.digital, status=s) for s in CommitmentStatus]

    drawn = as_drawn(COMMITMENT, getattr(cast, role), commitments)

    assert drawn == written(COMMITMENT, COMMITMENTS.get(role, ""), 4)


@pytest.mark.parametrize("role", ["secretariat", "wt_member"])
def test_a_published_commitment_is_not_taken_back_as_if_nobody_had_seen_it(role, cast):
    published = Commitment(said_on=date(2024, 4, 5), status="recorded", published_at=NOW)

    decision = COMMITMENT.decide("retract", getattr(cast, role), published)

    assert (decision.refusal, decision.reason) == ("incomplete", "公表した記録は取り消せません。")


@pytest.mark.parametrize("role", EVERYBODY)
def test_moves_on_discussion_points(role, cast):
    points = [DiscussionPoint(status=status) for status in PointStatus]

    drawn = as_drawn(DISCUSSION_POINT, getattr(cast, role), points)

    assert drawn == written(DISCUSSION_POINT, POINTS.get(role, ""), 6)
