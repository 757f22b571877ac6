"""Standings as requests to be shown: each with its fields as they stood. Never saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.rules import Actor, sees_everything
from issues.models import DiscussionPoint, LocalRequest, RequestPoint, Standing
from issues.querysets import prefetched
from organizations.models import Organization

AS_STOOD = (
    "kind", "title", "status", "said_on", "round", "due_on", "first_due_on", "due_basis",
    "organization", "lead_ministry",
)  # fmt: skip


def as_requests(rows: Iterable[Standing], *, actor: Actor) -> list[LocalRequest]:
    """The requests of these rows (of `for_list`), in their order; one query for the points and one
    for the ministries asked as well. `answered_by_name` is the ministry that handed in the newest
    reply (see `standing.answerer`). Outside the team the title is the one that everybody reads."""
    found = list(rows)
    points = DiscussionPoint.objects.in_bulk({key for row in found for key in row.points})
    asked = {key for row in found for key in row.co_ministries}
    ministries = Organization.objects.in_bulk(asked) if asked else {}
    return [as_request(row, points, ministries, actor=actor) for row in found]


def as_request(
    row: Standing,
    points: Mapping[int, DiscussionPoint],
    ministries: Mapping[int, Organization],
    *,
    actor: Actor,
) -> LocalRequest:
    """The request of one row, with the points and ministries that it names by their keys."""
    row.title = row.title if sees_everything(actor) else row.open_title
    return _as_request(row, points, ministries)


def in_lines(rows: Iterable[Standing], *, actor: Actor) -> list[LocalRequest]:
    """The requests of these rows (of `for_lines`), in their order, with what a line of text shows
    of each as it stood: kind, title, status, day and who asked; no query of its own. Where the
    rows hold the ministry in charge, that of then."""
    found = list(rows)
    inside = sees_everything(actor)
    for row in found:
        request: Any = row.local_request
        request.title = row.title if inside else row.open_title
        request.status, request.said_on, request.kind = row.status, row.said_on, row.kind
        if Standing.lead_ministry.is_cached(row):
            request.lead_ministry = row.lead_ministry
        request.organization, request.standing = row.organization, row
    return [row.local_request for row in found]


def _as_request(
    row: Standing,
    points: Mapping[int, DiscussionPoint],
    ministries: Mapping[int, Organization],
) -> LocalRequest:
    request: Any = row.local_request
    for name in AS_STOOD:
        setattr(request, name, getattr(row, name))
    request.answered_by_name = row.reply_ministry.name if row.reply_ministry else None
    request.standing = row
    others = sorted((points[key] for key in row.points[1:]), key=lambda each: each.position)
    named = [*(points[key] for key in row.points[:1]), *others]
    belongs = [
        RequestPoint(local_request=request, point=point, primary=place == 0)
        for place, point in enumerate(named)
    ]
    shared = [ministries[key] for key in row.co_ministries]
    prefetched.hold(request, "request_points", RequestPoint, belongs)
    prefetched.hold(request, "co_ministries", Organization, shared)
    return row.local_request
