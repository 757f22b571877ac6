"""The life of an organization's opinion."""

from __future__ import annotations

from issues.enums import (
    OpinionStatus,
)
from issues.rules import (
    OPINION_GIVERS,
    OPINION_TAKERS,
    SECRETARIAT,
)
from workflow.machine import SAME, Transition, Workflow

O = OpinionStatus  # noqa: E741 - one letter each keeps the tables on one screen

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
