"""The life of a correction; `issues.transitions.tables` lists it with the others."""

from __future__ import annotations

from issues import needs
from issues.enums import CorrectionStatus
from issues.rules import CORRECTION_PROPOSERS, CORRECTORS, SECRETARIAT
from workflow.machine import Transition, Workflow

X = CorrectionStatus

CORRECTION = Workflow(
    name="correction",
    label="訂正",
    statuses=X,
    transitions=(
        Transition(
            "propose",
            "訂正の申出",
            (),
            X.PROPOSED,
            CORRECTORS,
            needs=(needs.subject_is_published,),
        ),
        Transition("accept", "訂正", (X.PROPOSED,), X.ACCEPTED, SECRETARIAT),
        Transition("decline", "訂正の見送り", (X.PROPOSED,), X.DECLINED, SECRETARIAT),
        Transition("withdraw", "訂正の取下げ", (X.PROPOSED,), X.WITHDRAWN, CORRECTION_PROPOSERS),
    ),
)
