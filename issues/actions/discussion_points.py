"""What can be done with a discussion point: its coarser life, its words, its place."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from issues.actions.several.saying import say_why
from issues.models import DiscussionPoint, Forum
from issues.transitions.points import DISCUSSION_POINT
from workflow import doubles
from workflow.step import begin, step

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


def add(
    forum: Forum, *, by: User, code: str, name: str, short_name: str, statement: str, source: str
) -> DiscussionPoint:
    """A new point of a 協議の場, behind all others. Raises `Refused` for a code that is taken."""
    with doubles.refused(), transaction.atomic():
        # Locked: two that come at once take their places one after the other.
        last = _held(forum.pk)[-1:]
        point = DiscussionPoint(
            forum=forum,
            code=code,
            name=name,
            short_name=short_name,
            statement=statement,
            source=source,
            position=last[0].position + 1 if last else 1,
        )
        return begin(DISCUSSION_POINT, "add", point, by=by)


@transaction.atomic
def edit(
    point: DiscussionPoint,
    *,
    by: User,
    version: int | None = None,
    reason: str = "",
    position: int | None = None,
    **fields: str,
) -> DiscussionPoint:
    """Change name, short_name, statement or source, or its place among the points of its 協議の場:
    the others move up or down."""
    unknown = set(fields) - {"name", "short_name", "statement", "source"}
    if unknown:
        raise TypeError(f"edit() cannot change {sorted(unknown)}")
    others = [each for each in _held(point.forum_id) if each.pk != point.pk]
    with step(DISCUSSION_POINT, "edit", point, by=by, version=version, reason=reason) as under_way:
        for name, value in fields.items():
            setattr(under_way.obj, name, value)
        if position is not None and position != under_way.obj.position:
            _take_place(under_way.obj, position, others)
            under_way.details["others"] = {each.code: each.position for each in others}
    return under_way.obj


def retire(point: DiscussionPoint, *, by: User, on: date, reason: str = "") -> DiscussionPoint:
    """Offer it no more for anything new. It stays where it is named, and in the past."""
    with step(DISCUSSION_POINT, "retire", point, by=by, reason=reason) as under_way:
        under_way.obj.retired_on = on
    return under_way.obj


def bring_back(point: DiscussionPoint, *, by: User, reason: str = "") -> DiscussionPoint:
    """Offer it again."""
    with step(DISCUSSION_POINT, "bring_back", point, by=by, reason=reason) as under_way:
        under_way.obj.retired_on = None
    return under_way.obj


def _held(forum: int) -> list[DiscussionPoint]:
    """All points of a 協議の場 in their order, locked by their keys."""
    rows = DiscussionPoint.objects.select_for_update(of=("self",)).filter(forum=forum)
    return sorted(rows.order_by("pk"), key=lambda each: each.position)


def _take_place(point: DiscussionPoint, position: int, others: list[DiscussionPoint]) -> None:
    """Give `point` (unsaved) this place, and the others the ones around it."""
    point.position = max(1, min(position, len(others) + 1))
    ordered = [*others[: point.position - 1], point, *others[point.position - 1 :]]
    for place, each in enumerate(ordered, 1):
        if each is not point and each.position != place:
            each.position = place
            DiscussionPoint.objects.filter(pk=each.pk).update(position=place)
