"""The lives of the tracked things, one table each. `manage.py workflow` prints and draws them."""

from __future__ import annotations

from issues import needs, things
from issues.enums import (
    FROM_TRIAGE_ON,
    LIVE,
    OPEN,
    PUBLISHABLE,
    CommitmentStatus,
    FollowUpStatus,
    OpinionStatus,
    PointStatus,
    ReplyStatus,
    RequestStatus,
)
from issues.rules import (
    ANSWERERS,
    ASKERS,
    ASKERS_OR_SECRETARIAT,
    EDITORS,
    FOLLOW_UP_WORKERS,
    JOINERS,
    LEAD_MINISTRY,
    LEAD_OR_SECRETARIAT,
    LOGGERS,
    OPINION_GIVERS,
    OPINION_TAKERS,
    PARTIES,
    REPLY_TAKERS,
    REPLY_WRITERS,
    REPORTERS,
    REQUESTER,
    RETRACTERS,
    SECRETARIAT,
    WORKING_TEAM,
)
from issues.transitions.corrections import CORRECTION
from issues.transitions.joinings import JOINING
from workflow.machine import PREVIOUS, SAME, Transition, Workflow

R = RequestStatus
P = PointStatus
C = CommitmentStatus
F = FollowUpStatus
Y = ReplyStatus
O = OpinionStatus  # noqa: E741 - one letter each keeps the tables on one screen

IN_HAND = (R.TRIAGED, R.UNDER_REVIEW, R.REPLIED, R.RECONSIDERING)
AWAITING = (R.TRIAGED, R.UNDER_REVIEW, R.RECONSIDERING)


def _taking_out(statuses: tuple[str, ...], target: str) -> tuple[Transition, ...]:
    """公表の取りやめ and 墨消し, of a record itself and of what hangs on it."""
    return (
        Transition(
            "unpublish",
            "公表の取りやめ",
            statuses,
            target,
            SECRETARIAT,
            needs=(needs.is_published,),
        ),
        Transition(
            "unpublish_part",
            "一部の公表の取りやめ",
            statuses,
            SAME,
            SECRETARIAT,
            things=(things.public_part,),
        ),
        Transition(
            "show_part",
            "一部の公表の再開",
            statuses,
            SAME,
            SECRETARIAT,
            things=(things.part_taken_down,),
        ),
        Transition("black_out", "墨消し", statuses, SAME, SECRETARIAT),
        Transition(
            "show_words",
            "墨消しの取消し",
            statuses,
            SAME,
            SECRETARIAT,
            things=(things.words_blacked_out,),
        ),
    )


LOCAL_REQUEST = Workflow(
    name="local_request",
    label="要望",
    statuses=R,
    transitions=(
        Transition("log", "登録", (), R.LOGGED, LOGGERS),
        Transition("edit", "修正", LIVE, SAME, EDITORS, needs=(needs.not_public,)),
        Transition("correct", "訂正", PUBLISHABLE, SAME, SECRETARIAT, needs=(needs.is_published,)),
        Transition("anchor", "引用箇所の変更", PUBLISHABLE, SAME, WORKING_TEAM),
        Transition(
            "publish", "公表", tuple(R), SAME, SECRETARIAT, things=(things.publishes_by_itself,)
        ),
        *_taking_out(tuple(R), SAME),
        Transition(
            "retract",
            "登録の取消し",
            (R.LOGGED,),
            R.WITHDRAWN,
            RETRACTERS,
            needs=(needs.not_yet_published, needs.nobody_built_on_it),
        ),
        Transition("annul", "事務局による登録の取消し", OPEN, R.WITHDRAWN, SECRETARIAT),
        Transition(
            "restore",
            "登録の復元",
            (R.WITHDRAWN,),
            PREVIOUS,
            WORKING_TEAM,
            needs=(needs.was_retracted,),
        ),
        Transition("join", "加わる", OPEN, SAME, JOINERS),
        Transition(
            "triage",
            "論点整理",
            (R.LOGGED, R.TRIAGED),
            R.TRIAGED,
            SECRETARIAT,
            ensures=(needs.has_primary_point, needs.has_lead_ministry, needs.has_due_date),
        ),
        Transition(
            "reassign",
            "担当府省の変更",
            (R.UNDER_REVIEW, R.REPLIED, R.RECONSIDERING),
            SAME,
            SECRETARIAT,
            ensures=(needs.has_lead_ministry,),
        ),
        Transition(
            "start_review", "検討を始める", (R.TRIAGED,), R.UNDER_REVIEW, LEAD_OR_SECRETARIAT
        ),
        Transition("change_due", "回答期限の変更", AWAITING, SAME, SECRETARIAT),
        Transition("mark_due_slip", "期限の記載誤り", FROM_TRIAGE_ON, SAME, SECRETARIAT),
        Transition("reply", "回答", AWAITING, R.REPLIED, LEAD_MINISTRY),
        Transition("take_back_reply", "回答の取戻し", (R.REPLIED,), PREVIOUS, ANSWERERS),
        Transition("give_opinion", "見解を出す", (R.REPLIED,), SAME, PARTIES),
        Transition("ask_reconsideration", "再検討を求める", (R.REPLIED,), R.RECONSIDERING, ASKERS),
        Transition(
            "take_back_reconsideration",
            "再検討の求めの取消し",
            (R.RECONSIDERING,),
            R.REPLIED,
            ASKERS_OR_SECRETARIAT,
        ),
        Transition("report_progress", "進捗を報告", FROM_TRIAGE_ON, SAME, LEAD_MINISTRY),
        Transition("judge", "事務局の判断", FROM_TRIAGE_ON, SAME, SECRETARIAT),
        Transition(
            "settle",
            "決着とする",
            (R.REPLIED,),
            R.SETTLED,
            SECRETARIAT,
            ensures=(needs.says_where_reflected, needs.dissatisfaction_is_decided),
        ),
        Transition(
            "publish_progress",
            "府省の進捗の公表",
            tuple(R),
            SAME,
            SECRETARIAT,
            things=(things.progress_to_publish,),
        ),
        Transition(
            "publish_judgement",
            "事務局の判断の公表",
            tuple(R),
            SAME,
            SECRETARIAT,
            things=(things.judgement_to_publish,),
        ),
        Transition(
            "publish_settlement",
            "決着の言葉の公表",
            (R.SETTLED,),
            SAME,
            SECRETARIAT,
            things=(things.settlement_to_publish,),
        ),
        Transition(
            "take_back_progress",
            "進捗の報告の取消し",
            LIVE,
            SAME,
            REPORTERS,
            things=(things.progress,),
        ),
        Transition(
            "take_back_judgement",
            "事務局の判断の取消し",
            LIVE,
            SAME,
            SECRETARIAT,
            things=(things.judgement,),
        ),
        Transition("unsettle", "決着の取消し", (R.SETTLED,), R.REPLIED, SECRETARIAT),
        Transition("reopen", "検討を再開", (R.SETTLED,), R.UNDER_REVIEW, SECRETARIAT),
        Transition("mark_re_raised", "再提出の印", LIVE, SAME, WORKING_TEAM),
        Transition("link", "関連付け", LIVE, SAME, WORKING_TEAM),
        Transition("withdraw", "取下げ", OPEN, R.WITHDRAWN, REQUESTER),
        Transition("merge", "統合", OPEN, R.MERGED, SECRETARIAT),
        Transition("unmerge", "統合の取消し", (R.MERGED,), PREVIOUS, SECRETARIAT),
        Transition(
            "take_in",
            "統合の受入れ",
            OPEN,
            SAME,
            SECRETARIAT,
            busy="統合先の要望は、もう動いていません。受付から再検討中までの要望を選んでください。",
        ),
        Transition("split", "分割", (R.LOGGED, *AWAITING), SAME, SECRETARIAT),
    ),
)

REPLY = Workflow(
    name="reply",
    label="回答",
    statuses=Y,
    transitions=(
        Transition("draft", "下書き", (), Y.DRAFT, REPLY_WRITERS),
        Transition("edit", "修正", (Y.DRAFT, Y.SUBMITTED), SAME, REPLY_WRITERS),
        Transition("submit", "提出", (Y.DRAFT,), Y.SUBMITTED, REPLY_WRITERS),
        Transition("discard", "下書きの取消し", (Y.DRAFT,), Y.TAKEN_BACK, REPLY_WRITERS),
        Transition("take_back", "提出の取戻し", (Y.SUBMITTED,), Y.TAKEN_BACK, REPLY_TAKERS),
        Transition("redraft", "取り戻した下書き", (), Y.DRAFT, REPLY_TAKERS),
        Transition("publish", "公表", (Y.SUBMITTED,), Y.PUBLISHED, SECRETARIAT),
        Transition("unpublish", "公表の取りやめ", (Y.PUBLISHED,), Y.SUBMITTED, SECRETARIAT),
        Transition("black_out", "墨消し", tuple(Y), SAME, SECRETARIAT),
        Transition("show_words", "墨消しの取消し", tuple(Y), SAME, SECRETARIAT),
        Transition("correct", "訂正", (), Y.DRAFT, REPLY_WRITERS),
    ),
)

OPINION = Workflow(
    name="opinion",
    label="団体の見解",
    statuses=O,
    transitions=(
        Transition("give", "見解を出す", (), O.GIVEN, OPINION_GIVERS),
        Transition("edit", "修正", (O.GIVEN,), SAME, OPINION_GIVERS),
        Transition("take_back", "見解の取消し", (O.GIVEN,), O.TAKEN_BACK, OPINION_TAKERS),
        Transition("publish", "公表", (O.GIVEN,), O.PUBLISHED, SECRETARIAT),
        Transition("unpublish", "公表の取りやめ", (O.PUBLISHED,), O.GIVEN, SECRETARIAT),
        Transition("black_out", "墨消し", tuple(O), SAME, SECRETARIAT),
        Transition("show_words", "墨消しの取消し", tuple(O), SAME, SECRETARIAT),
    ),
)

FOLLOW_UP = Workflow(
    name="follow_up",
    label="対応依頼",
    statuses=F,
    transitions=(
        Transition("assign", "依頼", (), F.OPEN, SECRETARIAT),
        Transition("edit", "修正", (F.OPEN,), SAME, SECRETARIAT),
        Transition("note", "経過の記録", (F.OPEN,), SAME, FOLLOW_UP_WORKERS),
        Transition("take_back_note", "経過の取消し", (F.OPEN,), SAME, FOLLOW_UP_WORKERS),
        Transition("change_due", "期限の変更", (F.OPEN,), SAME, SECRETARIAT),
        Transition(
            "mark_due_slip", "期限の記載誤り", (F.OPEN, F.DONE, F.CANCELLED), SAME, SECRETARIAT
        ),
        Transition("complete", "完了", (F.OPEN,), F.DONE, FOLLOW_UP_WORKERS),
        Transition("uncomplete", "完了の取消し", (F.DONE,), F.OPEN, FOLLOW_UP_WORKERS),
        Transition("cancel", "取りやめ", (F.OPEN,), F.CANCELLED, SECRETARIAT),
        Transition("reopen", "再開", (F.DONE, F.CANCELLED), F.OPEN, SECRETARIAT),
        Transition("black_out", "墨消し", tuple(F), SAME, SECRETARIAT),
        Transition("show_words", "墨消しの取消し", tuple(F), SAME, SECRETARIAT),
    ),
)

COMMITMENT = Workflow(
    name="commitment",
    label="国側の発言・約束",
    statuses=C,
    transitions=(
        Transition("log", "登録", (), C.RECORDED, WORKING_TEAM),
        Transition("edit", "修正", (C.RECORDED, C.FULFILLED, C.UNFULFILLED), SAME, WORKING_TEAM),
        Transition(
            "correct",
            "訂正",
            (C.RECORDED, C.FULFILLED, C.UNFULFILLED),
            SAME,
            SECRETARIAT,
            needs=(needs.is_published,),
        ),
        Transition(
            "anchor",
            "引用箇所の変更",
            (C.RECORDED, C.FULFILLED, C.UNFULFILLED),
            SAME,
            WORKING_TEAM,
        ),
        Transition(
            "publish",
            "公表",
            (C.RECORDED, C.FULFILLED, C.UNFULFILLED),
            SAME,
            SECRETARIAT,
            things=(things.publishes_by_itself,),
        ),
        *_taking_out(tuple(C), SAME),
        Transition("fulfil", "履行済とする", (C.RECORDED, C.UNFULFILLED), C.FULFILLED, SECRETARIAT),
        Transition(
            "mark_unfulfilled",
            "未履行とする",
            (C.RECORDED, C.FULFILLED),
            C.UNFULFILLED,
            SECRETARIAT,
        ),
        Transition(
            "retract",
            "登録の取消し",
            (C.RECORDED,),
            C.RETRACTED,
            WORKING_TEAM,
            needs=(needs.not_yet_published, needs.has_no_task),
        ),
        Transition(
            "annul",
            "事務局による登録の取消し",
            (C.RECORDED, C.FULFILLED, C.UNFULFILLED),
            C.RETRACTED,
            SECRETARIAT,
        ),
        Transition("restore", "登録の復元", (C.RETRACTED,), PREVIOUS, WORKING_TEAM),
    ),
)

DISCUSSION_POINT = Workflow(
    name="discussion_point",
    label="論点",
    statuses=P,
    transitions=(
        Transition("start_discussion", "検討を始める", (P.OPEN,), P.DISCUSSING, SECRETARIAT),
        Transition("set_direction", "方向性を示す", (P.DISCUSSING,), P.DIRECTION, SECRETARIAT),
        Transition("agree", "合意とする", (P.DIRECTION,), P.AGREED, SECRETARIAT),
        Transition("reflect", "基本方針に反映", (P.AGREED,), P.IN_POLICY, SECRETARIAT),
        Transition("monitor", "フォローアップに移す", (P.IN_POLICY,), P.MONITORING, SECRETARIAT),
        Transition(
            "discuss_again",
            "検討に戻す",
            (P.DIRECTION, P.AGREED, P.IN_POLICY, P.MONITORING),
            P.DISCUSSING,
            SECRETARIAT,
        ),
        Transition("edit", "修正", tuple(P), SAME, SECRETARIAT),
        Transition("add", "追加", (), P.OPEN, SECRETARIAT),
        Transition("retire", "廃止", tuple(P), SAME, SECRETARIAT, needs=(needs.is_in_use,)),
        Transition(
            "bring_back", "廃止の取消し", tuple(P), SAME, SECRETARIAT, needs=(needs.is_retired,)
        ),
    ),
)

WORKFLOWS = (
    LOCAL_REQUEST,
    JOINING,
    CORRECTION,
    REPLY,
    OPINION,
    FOLLOW_UP,
    COMMITMENT,
    DISCUSSION_POINT,
)
