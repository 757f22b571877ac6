"""The life of a discussion point."""

from __future__ import annotations

from issues import needs
from issues.enums import (
    PointStatus,
)
from issues.rules import (
    SECRETARIAT,
)
from workflow.machine import SAME, Transition, Workflow

P = PointStatus

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
