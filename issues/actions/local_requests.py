"""What can be done with a request."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.rules import is_secretariat, sees_everything
from issues.actions.points import forum_of, set_points
from issues.actions.triage import say_why
from issues.enums import RequestKind
from issues.models import DiscussionPoint, LocalRequest, NumberSeries
from issues.needs import withdrawn_by
from issues.search.text_index import index_request
from issues.transitions.requests import LOCAL_REQUEST
from japan.eras import fiscal_year
from organizations.models import Organization
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import begin, step


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
    quotes: Collection[str] = (),
    fictional: bool = False,
    split_from: LocalRequest | None = None,
    details: dict[str, Any] | None = None,
    effective_at: datetime | None = None,
) -> LocalRequest:
    """Log a request: gives the next number of the fiscal year of `said_on`.

    `points` in order, the first is the primary one; it belongs to their 協議の場. `quotes` are the
    words it rests on, for searching. Raises `Refused` when the person may not or a field is missing
    or too long.
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
    index_request(local_request, quotes=quotes)
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
    quotes: Collection[str] = (),
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
        index_request(under_way.obj, quotes=quotes)
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


def anchor(
    local_request: LocalRequest, *, by: User, quotes: Collection[str], details: dict[str, Any]
) -> LocalRequest:
    """Record that the passages it rests on have changed; `quotes` are all of them now."""
    with step(LOCAL_REQUEST, "anchor", local_request, by=by) as under_way:
        under_way.details.update(details)
        index_request(under_way.obj, quotes=quotes)
    return under_way.obj


def publish(local_request: LocalRequest, *, by: User, now: datetime) -> LocalRequest:
    """Make it visible without sign-in."""
    with step(LOCAL_REQUEST, "publish", local_request, by=by) as under_way:
        under_way.obj.published_at = under_way.obj.published_at or now
    return under_way.obj


def retract(local_request: LocalRequest, *, by: User, reason: str) -> LocalRequest:
    """Take back a request logged by mistake, as long as nothing has happened to it. The number
    stays taken."""
    with step(LOCAL_REQUEST, "retract", local_request, by=by, reason=reason) as under_way:
        pass
    return under_way.obj


def annul(local_request: LocalRequest, *, by: User, reason: str) -> LocalRequest:
    """The secretariat takes back a request that was logged in error, also where others have built
    on it, and says why. The number stays taken, and what hangs on it stays with it."""
    with step(LOCAL_REQUEST, "annul", local_request, by=by, reason=reason) as under_way:
        say_why(reason)
    return under_way.obj


def restore(local_request: LocalRequest, *, by: User, reason: str = "") -> LocalRequest:
    """Bring a retracted request back under its number, to the status it had. What the secretariat
    took back, it alone restores."""
    with step(LOCAL_REQUEST, "restore", local_request, by=by, reason=reason) as under_way:
        if withdrawn_by(local_request) == "annul" and not is_secretariat(by):
            words = "事務局が取り消した登録は、事務局だけが復元できます。"
            raise Refused(Decision(RefusalKind.FORBIDDEN, words))
    return under_way.obj
