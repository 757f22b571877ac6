"""The life of a 対応依頼."""

from __future__ import annotations

from issues.enums import (
    FollowUpStatus,
)
from issues.rules import (
    FOLLOW_UP_WORKERS,
    SECRETARIAT,
)
from workflow.machine import SAME, Transition, Workflow

F = FollowUpStatus

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
