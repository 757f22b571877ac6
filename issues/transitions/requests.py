"""The life of a request."""

from __future__ import annotations

from issues import needs, things
from issues.enums import (
    AWAITING_REPLY,
    FROM_TRIAGE_ON,
    LIVE,
    OPEN,
    PUBLISHABLE,
    RequestStatus,
)
from issues.rules import (
    ANSWERERS,
    ASKERS,
    ASKERS_OR_SECRETARIAT,
    EDITORS,
    JOINERS,
    LEAD_MINISTRY,
    LEAD_OR_SECRETARIAT,
    LOGGERS,
    PARTIES,
    REPORTERS,
    REQUESTER,
    RETRACTERS,
    SECRETARIAT,
    WORKING_TEAM,
)
from issues.transitions.parts import taking_out
from workflow.machine import PREVIOUS, SAME, Transition, Workflow

R = RequestStatus

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
        *taking_out(tuple(R), SAME),
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
        Transition("change_due", "回答期限の変更", AWAITING_REPLY, SAME, SECRETARIAT),
        Transition("mark_due_slip", "期限の記載誤り", FROM_TRIAGE_ON, SAME, SECRETARIAT),
        Transition("reply", "回答", AWAITING_REPLY, R.REPLIED, LEAD_MINISTRY),
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
        Transition("group", "同趣旨のまとまりに加える", LIVE, SAME, SECRETARIAT),
        Transition(
            "ungroup",
            "同趣旨のまとまりから外す",
            LIVE,
            SAME,
            SECRETARIAT,
            things=(things.same_asks,),
        ),
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
        Transition("split", "分割", (R.LOGGED, *AWAITING_REPLY), SAME, SECRETARIAT),
    ),
)
