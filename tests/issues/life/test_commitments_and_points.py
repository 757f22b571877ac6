from datetime import UTC, datetime

import pytest

from issues.actions import commitments, discussion_points
from issues.models import Commitment
from workflow import history

NOW = datetime(2024, 4, 20, 3, 0, tzinfo=UTC)
MOVES = ("start_discussion", "set_direction", "agree", "reflect", "monitor")


def test_commitments_have_numbers_of_their_own(life):
    life.log()

    assert [life.commit().number, life.commit().number] == ["R6-C0001", "R6-C0002"]


def test_a_commitment_answers_requests(life, cast):
    promise, one, two = life.commit(), life.log(), life.log()

    commitments.edit(promise, by=cast.wt_member, answers=[two, one], points=life.points[1:])

    assert sorted(r.number for r in promise.answers.all()) == ["R6-0001", "R6-0002"]
    assert list(one.answered_by.all()) == [promise]
    assert history.entries_of(promise).last().details == {
        "points": ["role", "cost"],
        "answers": ["R6-0001", "R6-0002"],
    }


@pytest.mark.parametrize("who", ["digital", "misato"])
def test_only_the_team_logs_commitments(who, life, cast, refusal):
    answer = refusal(life.commit, by=getattr(cast, who))

    assert answer == ("forbidden", "「登録」ができるのは、事務局と構成員です。")
    assert Commitment.objects.count() == 0


def test_a_commitment_is_kept_by_something(life, cast):
    kept = commitments.fulfil(life.commit(), by=cast.secretariat, by_what=" 8月の通知 ")

    assert (kept.status, kept.fulfilled_by) == ("fulfilled", "8月の通知")
    assert history.entries_of(kept).last().status_change.to_status == "fulfilled"


def test_a_commitment_is_judged_again(life, cast):
    broken = commitments.mark_unfulfilled(life.commit(), by=cast.secretariat, reason="案がない")
    was = (broken.status, broken.fulfilled_by)

    kept = commitments.fulfil(broken, by=cast.secretariat, by_what="9月の通知")

    assert (was, kept.status, kept.fulfilled_by) == (
        ("unfulfilled", "案がない"),
        "fulfilled",
        "9月の通知",
    )


@pytest.mark.parametrize(
    ("move", "given", "said"),
    [
        (commitments.fulfil, {"by_what": " "}, "何によって果たされたかを書いてください。"),
        (commitments.mark_unfulfilled, {"reason": ""}, "未履行とする理由を書いてください。"),
    ],
)
def test_a_judgement_of_a_commitment_says_why(move, given, said, life, cast, refusal):
    promise = life.commit()

    assert refusal(move, promise, by=cast.secretariat, **given) == ("incomplete", said)
    kind, _ = refusal(move, promise, by=cast.digital, **given)
    assert kind == "forbidden"


def test_a_commitment_logged_by_mistake_is_taken_back_and_brought_back(life, cast, refusal):
    promise = commitments.retract(life.commit(), by=cast.wt_member, reason="誤り")
    hidden = refusal(commitments.publish, promise, by=cast.secretariat, now=NOW)

    back = commitments.restore(promise, by=cast.wt_member)

    assert hidden == ("conflict", "今の状況が「取消し」のため、「公表」はできません。")
    assert (back.status, back.number) == ("recorded", "R6-C0001")


def test_a_published_commitment_is_not_taken_back(life, cast, refusal):
    promise = commitments.publish(life.commit(), by=cast.secretariat, now=NOW)

    answer = refusal(commitments.retract, promise, by=cast.wt_member, reason="誤り")

    assert (promise.published_at, answer) == (
        NOW,
        ("incomplete", "公表した記録は取り消せません。"),
    )


def test_the_second_of_two_edits_of_a_commitment_is_refused(life, cast, refusal):
    promise = life.commit()
    commitments.edit(promise, by=cast.wt_member, version=1, title="先")

    kind, _ = refusal(commitments.edit, promise, by=cast.secretariat, version=1, title="後")

    assert kind == "conflict"


def test_a_point_goes_its_way_step_by_step(life):
    point = life.point_at(*MOVES)

    assert [e.status_change.to_status for e in history.entries_of(point)] == [
        "discussing",
        "direction",
        "agreed",
        "in_policy",
        "monitoring",
    ]


def test_a_point_skips_no_step(life, cast, refusal):
    answer = refusal(discussion_points.move, life.points[0], "agree", by=cast.secretariat)

    assert answer == ("conflict", "今の状況が「未着手」のため、「合意とする」はできません。")


@pytest.mark.parametrize("steps", [2, 3, 4, 5])
def test_a_point_goes_back_to_discussion_with_a_reason(steps, life, cast, refusal):
    point = life.point_at(*MOVES[:steps])

    silent = refusal(discussion_points.move, point, "discuss_again", by=cast.secretariat)
    back = discussion_points.move(
        point, "discuss_again", by=cast.secretariat, reason="新しい論点が出たため"
    )

    assert silent == ("incomplete", "理由を書いてください。")
    assert (back.status, history.entries_of(back).last().reason) == (
        "discussing",
        "新しい論点が出たため",
    )


def test_a_point_is_moved_by_the_secretariat_alone(life, cast, refusal):
    answer = refusal(discussion_points.move, life.points[0], "start_discussion", by=cast.wt_member)

    assert answer == ("forbidden", "「検討を始める」ができるのは、事務局です。")


def test_a_moves_day_is_kept_apart_from_the_day_it_was_written_down(life, cast):
    point = discussion_points.move(
        life.points[0], "start_discussion", by=cast.secretariat, effective_at=NOW
    )

    assert history.entries_of(point).last().status_change.effective_at == NOW
    assert history.status_as_of(point, NOW) == "discussing"


def test_an_edit_is_no_move(life, cast):
    with pytest.raises(ValueError, match="edit is not a move of a discussion point"):
        discussion_points.move(life.points[0], "edit", by=cast.secretariat)


def test_the_words_of_a_point_are_edited(life, cast, refusal):
    point = discussion_points.edit(
        life.points[0], by=cast.secretariat, version=1, statement="新しい内容"
    )

    kind, _ = refusal(
        discussion_points.edit, point, by=cast.secretariat, version=1, statement="別の内容"
    )

    assert (point.statement, kind) == ("新しい内容", "conflict")
