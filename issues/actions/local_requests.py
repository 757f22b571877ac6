"""What can be done with a request."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.rules import sees_everything
from issues.actions.logged import anchor, annul, publish, restore, retract
from issues.actions.points import forum_of, set_points
from issues.enums import RequestKind
from issues.models import DiscussionPoint, LocalRequest, NumberSeries
from issues.transitions.requests import LOCAL_REQUEST
from japan.eras import fiscal_year
from organizations.models import Organization
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import begin, step

__all__ = ("anchor", "annul", "edit", "log", "publish", "restore", "retract")


@transaction.atomic
def log(
    *,
    by: User,
    organization: Organization,
    kind: RequestKind | str,
    title: str,
    said_on: date,
    points: Sequence[DiscussionPoint],
    ask: str = "",
    trouble: str = "",
    speaker: str = "",
    fictional: bool = False,
    split_from: LocalRequest | None = None,
    details: dict[str, Any] | None = None,
    effective_at: datetime | None = None,
) -> LocalRequest:
    """Log a request: gives the next number of the fiscal year of `said_on`.

    `points` in order, the first is the primary one; it belongs to their 協議の場. Raises `Refused`
    when the person may not or a field is missing or too long.
    """
    local_request = LocalRequest(
        forum_id=forum_of(points),
        kind=kind,
        organization=organization,
        speaker=speaker,
        said_on=said_on,
        title=title.strip(),
        ask=ask.strip(),
        trouble=trouble.strip(),
        created_by=by,
        fictional=fictional,
        split_from=split_from,
    )
    local_request.number = NumberSeries.take(prefix="", fiscal_year=fiscal_year(said_on))
    details = {**(details or {}), "points": [point.code for point in points]}
    begin(LOCAL_REQUEST, "log", local_request, by=by, details=details, effective_at=effective_at)
    set_points(local_request, points)
    return local_request


def edit(
    local_request: LocalRequest,
    *,
    by: User,
    version: int | None = None,
    points: Sequence[DiscussionPoint] | None = None,
    **fields: Any,
) -> LocalRequest:
    """Change kind, title, ask, trouble, speaker or organization, and the points.

    `version` is the one the person started from; another one raises `Refused` (conflict).
    """
    unknown = set(fields) - {"kind", "title", "ask", "trouble", "speaker", "organization"}
    if unknown:
        raise TypeError(f"edit() cannot change {sorted(unknown)}")
    with step(LOCAL_REQUEST, "edit", local_request, by=by, version=version) as under_way:
        _refuse_giving_away(under_way.obj, by, fields.get("organization"))
        for name, value in fields.items():
            setattr(under_way.obj, name, value)
        if points is not None:
            under_way.details["points"] = set_points(under_way.obj, points)
    return under_way.obj


def _refuse_giving_away(
    local_request: LocalRequest, by: User, organization: Organization | None
) -> None:
    """Whose request it is follows from the minutes; its office does not hand it to another."""
    if organization in (None, local_request.organization) or sees_everything(by):
        return
    raise Refused(
        Decision(RefusalKind.FORBIDDEN, "要望した団体を変えられるのは、事務局と構成員です。")
    )
