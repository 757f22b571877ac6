"""The life of a reply."""

from __future__ import annotations

from issues.enums import (
    ReplyStatus,
)
from issues.rules import (
    REPLY_TAKERS,
    REPLY_WRITERS,
    SECRETARIAT,
)
from workflow.machine import SAME, Transition, Workflow

Y = ReplyStatus

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
