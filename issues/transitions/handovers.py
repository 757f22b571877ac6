"""The life of a 担当替え that a ministry asks for."""

from __future__ import annotations

from issues.enums import HandoverStatus
from issues.rules import HANDING_ON, SECRETARIAT
from workflow.machine import Transition, Workflow

H = HandoverStatus

HANDOVER = Workflow(
    name="handover",
    label="担当替え",
    statuses=H,
    transitions=(
        Transition("ask", "担当替えの申出", (), H.ASKED, HANDING_ON),
        Transition("accept", "担当替え", (H.ASKED,), H.ACCEPTED, SECRETARIAT),
        Transition("decline", "担当替えの見送り", (H.ASKED,), H.DECLINED, SECRETARIAT),
        Transition("withdraw", "担当替えの申出の取下げ", (H.ASKED,), H.WITHDRAWN, HANDING_ON),
    ),
)
