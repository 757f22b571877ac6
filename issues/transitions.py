"""The lives of the tracked things, one table each."""

from __future__ import annotations

from issues.enums import LIVE, CommitmentStatus, RequestStatus
from issues.models import Commitment, LocalRequest
from issues.rules import EDITORS, LOGGERS, SECRETARIAT, WORKING_TEAM
from workflow.machine import SAME, Transition, Workflow

R = RequestStatus
C = CommitmentStatus


def _not_yet_published(obj: Commitment | LocalRequest) -> str:
    return "公表した記録は取り消せません。" if obj.published_at else ""


LOCAL_REQUEST = Workflow(
    name="local_request",
    label="要望",
    statuses=R,
    transitions=(
        Transition("log", "登録", (), R.LOGGED, LOGGERS),
        Transition("edit", "修正", LIVE, SAME, EDITORS),
        Transition("anchor", "引用箇所の変更", LIVE, SAME, WORKING_TEAM),
        Transition("publish", "公表", tuple(R), SAME, SECRETARIAT),
        Transition(
            "retract",
            "登録の取消し",
            (R.LOGGED,),
            R.WITHDRAWN,
            WORKING_TEAM,
            needs=(_not_yet_published,),
        ),
        Transition(
            "restore",
            "登録の復元",
            (R.WITHDRAWN,),
            R.LOGGED,
            WORKING_TEAM,
            needs=(_not_yet_published,),
        ),
    ),
)

COMMITMENT = Workflow(
    name="commitment",
    label="国側の発言・約束",
    statuses=C,
    transitions=(
        Transition("log", "登録", (), C.RECORDED, WORKING_TEAM),
        Transition("edit", "修正", (C.RECORDED,), SAME, WORKING_TEAM),
        Transition("anchor", "引用箇所の変更", (C.RECORDED,), SAME, WORKING_TEAM),
        Transition("publish", "公表", tuple(C), SAME, SECRETARIAT),
        Transition(
            "retract",
            "登録の取消し",
            (C.RECORDED,),
            C.RETRACTED,
            WORKING_TEAM,
            needs=(_not_yet_published,),
        ),
        Transition(
            "restore",
            "登録の復元",
            (C.RETRACTED,),
            C.RECORDED,
            WORKING_TEAM,
            needs=(_not_yet_published,),
        ),
    ),
)
