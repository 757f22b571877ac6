"""The life of a commitment of the national side."""

from __future__ import annotations

from issues import needs, things
from issues.enums import (
    CommitmentStatus,
)
from issues.rules import (
    SECRETARIAT,
    WORKING_TEAM,
)
from issues.transitions.parts import taking_out
from workflow.machine import PREVIOUS, SAME, Transition, Workflow

C = CommitmentStatus

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
        *taking_out(tuple(C), SAME),
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
