"""The life of a file of requests on its way in."""

from __future__ import annotations

from issues.enums import IntakeStatus
from issues.rules import LOGGERS
from workflow.machine import Transition, Workflow

I = IntakeStatus  # noqa: E741 - one letter keeps the table on one screen
BUSY = "この取込みは、登録中か、登録を終えたか、取りやめになっています。"

INTAKE = Workflow(
    name="intake",
    label="要望の取込み",
    statuses=I,
    transitions=(
        Transition("hand_in", "ファイルの受取り", (), I.QUEUED, LOGGERS),
        Transition("finish_reading", "読取りの完了", (I.QUEUED,), I.READ, LOGGERS),
        Transition("give_up_reading", "読取りの中止", (I.QUEUED,), I.FAILED, LOGGERS),
        Transition(
            "choose", "列の対応を決める", (I.READ, I.CHECKED), I.CHECKING, LOGGERS, busy=BUSY
        ),
        Transition("finish_checking", "確認の完了", (I.CHECKING,), I.CHECKED, LOGGERS),
        Transition("give_up_checking", "確認の中止", (I.CHECKING,), I.READ, LOGGERS),
        Transition("make", "登録を頼む", (I.CHECKED,), I.MAKING, LOGGERS, busy=BUSY),
        Transition("finish_making", "登録の完了", (I.MAKING,), I.MADE, LOGGERS),
        Transition("give_up_making", "登録の中止", (I.MAKING,), I.CHECKED, LOGGERS),
        Transition(
            "discard", "取りやめ", (I.QUEUED, I.READ, I.CHECKED, I.FAILED), I.DISCARDED, LOGGERS
        ),
    ),
)
