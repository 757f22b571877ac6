"""The coarser life of a discussion point."""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from issues.actions.triage import say_why
from issues.models import DiscussionPoint
from issues.transitions import DISCUSSION_POINT
from workflow.step import step

MOVES = frozenset(
    {"start_discussion", "set_direction", "agree", "reflect", "monitor", "discuss_again"}
)


def move(
    point: DiscussionPoint,
    verb: str,
    *,
    by: User,
    reason: str = "",
    effective_at: datetime | None = None,
    belated: bool = False,
) -> DiscussionPoint:
    """Move a point on (`MOVES`). Going back to discussion says why. `belated` as in `step`."""
    if verb not in MOVES:
        raise ValueError(f"{verb} is not a move of a discussion point")
    with step(
        DISCUSSION_POINT,
        verb,
        point,
        by=by,
        reason=reason,
        effective_at=effective_at,
        belated=belated,
    ) as under_way:
        if verb == "discuss_again":
            say_why(reason)
    return under_way.obj


def edit(
    point: DiscussionPoint, *, by: User, version: int | None = None, **fields: str
) -> DiscussionPoint:
    """Change name, short_name, statement or source."""
    unknown = set(fields) - {"name", "short_name", "statement", "source"}
    if unknown:
        raise TypeError(f"edit() cannot change {sorted(unknown)}")
    with step(DISCUSSION_POINT, "edit", point, by=by, version=version) as under_way:
        for name, value in fields.items():
            setattr(under_way.obj, name, value)
    return under_way.obj
