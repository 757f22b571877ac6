"""The life of a line of the search's vocabulary."""

from __future__ import annotations

from issues.enums import TermStatus
from issues.rules import SECRETARIAT
from workflow.machine import Transition, Workflow

T = TermStatus

SEARCH_TERM = Workflow(
    name="search_term",
    label="検索の用語",
    statuses=T,
    transitions=(
        Transition("add", "用語を使う", (), T.IN_USE, SECRETARIAT),
        Transition("leave_out", "付属の用語を使わない", (), T.SET_ASIDE, SECRETARIAT),
        Transition("change", "用語の変更", tuple(T), T.IN_USE, SECRETARIAT),
        Transition("set_aside", "用語を使わない", tuple(T), T.SET_ASIDE, SECRETARIAT),
    ),
)
