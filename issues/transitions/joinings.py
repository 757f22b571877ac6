"""The life of a joining; `issues.transitions.tables` lists it with the others."""

from __future__ import annotations

from issues import needs
from issues.enums import JoiningStatus
from issues.rules import JOINED, JOINED_OR_SECRETARIAT, JOINING_DECIDERS, SECRETARIAT
from workflow.machine import SAME, Transition, Workflow

J = JoiningStatus

JOINING = Workflow(
    name="joining",
    label="共同提案",
    statuses=J,
    transitions=(
        Transition("ask", "加わる申出", (), J.ASKED, JOINED),
        Transition(
            "edit",
            "支障事例の修正",
            (J.ASKED, J.ACCEPTED),
            SAME,
            JOINED,
            needs=(needs.words_are_its_own, needs.joining_is_unpublished),
        ),
        Transition(
            "accept",
            "受入れ",
            (J.ASKED,),
            J.ACCEPTED,
            JOINING_DECIDERS,
            needs=(needs.request_is_open,),
        ),
        Transition("decline", "見送り", (J.ASKED,), J.DECLINED, JOINING_DECIDERS),
        Transition(
            "leave", "加わることの取りやめ", (J.ASKED, J.ACCEPTED), J.LEFT, JOINED_OR_SECRETARIAT
        ),
        Transition(
            "show",
            "当事者に示す",
            (J.ASKED, J.ACCEPTED),
            SAME,
            SECRETARIAT,
            needs=(needs.joining_is_hidden,),
        ),
        Transition(
            "publish",
            "公表",
            (J.ACCEPTED,),
            SAME,
            SECRETARIAT,
            needs=(
                needs.words_are_its_own,
                needs.request_is_published,
                needs.joining_is_unpublished,
            ),
        ),
        Transition(
            "unpublish",
            "公表の取りやめ",
            (J.ACCEPTED, J.LEFT),
            SAME,
            SECRETARIAT,
            needs=(needs.is_published,),
        ),
        Transition(
            "correct",
            "訂正",
            (J.ACCEPTED,),
            SAME,
            SECRETARIAT,
            needs=(needs.words_are_its_own, needs.is_published),
        ),
        Transition("black_out", "墨消し", tuple(J), SAME, SECRETARIAT),
        Transition("show_words", "墨消しの取消し", tuple(J), SAME, SECRETARIAT),
    ),
)
