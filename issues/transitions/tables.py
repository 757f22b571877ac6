"""All tables, in the order in which `manage.py workflow` prints and draws them."""

from __future__ import annotations

from issues.transitions.commitments import COMMITMENT
from issues.transitions.corrections import CORRECTION
from issues.transitions.follow_ups import FOLLOW_UP
from issues.transitions.handovers import HANDOVER
from issues.transitions.intakes import INTAKE
from issues.transitions.joinings import JOINING
from issues.transitions.opinions import OPINION
from issues.transitions.points import DISCUSSION_POINT
from issues.transitions.replies import REPLY
from issues.transitions.requests import LOCAL_REQUEST
from issues.transitions.terms import SEARCH_TERM

WORKFLOWS = (
    LOCAL_REQUEST,
    JOINING,
    HANDOVER,
    CORRECTION,
    REPLY,
    OPINION,
    FOLLOW_UP,
    COMMITMENT,
    DISCUSSION_POINT,
    SEARCH_TERM,
    INTAKE,
)
