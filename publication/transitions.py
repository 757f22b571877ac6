"""The life of a batch."""

from __future__ import annotations

from publication.enums import BatchStatus
from publication.models import Batch
from publication.rules import SECRETARIAT, WHOEVER_SET_IT
from workflow.machine import SAME, Transition, Workflow

B = BatchStatus


def not_begun(batch: Batch) -> str:
    """Once a part is out, the rest follows within seconds and is not held up."""
    if batch.items.exclude(outcome="waiting").exists():
        return "公表が始まっています。公表したものは「公表を取りやめる」で下げてください。"
    return ""


def holds_something(batch: Batch) -> str:
    """An empty batch would publish nothing."""
    return "" if batch.items.exists() else "公表するものを選んでください。"


BATCH = Workflow(
    name="batch",
    label="まとめて公表",
    statuses=B,
    transitions=(
        Transition("prepare", "準備", (), B.PREPARED, SECRETARIAT),
        Transition(
            "drop", "外す", (B.PREPARED, B.SCHEDULED), SAME, SECRETARIAT, needs=(not_begun,)
        ),
        Transition(
            "schedule",
            "公表の予約",
            (B.PREPARED, B.SCHEDULED),
            B.SCHEDULED,
            SECRETARIAT,
            needs=(holds_something, not_begun),
        ),
        Transition(
            "change_time", "日時の変更", (B.SCHEDULED,), SAME, SECRETARIAT, needs=(not_begun,)
        ),
        Transition(
            "cancel",
            "取りやめ",
            (B.PREPARED, B.SCHEDULED),
            B.CANCELLED,
            SECRETARIAT,
            needs=(not_begun,),
        ),
        Transition("finish", "公表の終わり", (B.SCHEDULED,), B.DONE, WHOEVER_SET_IT),
    ),
)

WORKFLOWS = (BATCH,)
