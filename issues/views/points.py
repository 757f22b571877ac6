"""論点: the matters under discussion and what belongs to each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from issues import counting, course, promises
from issues.actions.discussion_points import MOVES
from issues.models import Commitment, DiscussionPoint, LocalRequest
from issues.transitions import DISCUSSION_POINT
from organizations.models import Organization
from workflow.machine import Offer

SHOWN = 100
"""Requests shown on a point's page; the rest stand in the list."""


@dataclass(frozen=True)
class Group:
    """The requests of one organization."""

    organization: Organization
    local_requests: list[LocalRequest]


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """All points with their requests by status."""
    visible = LocalRequest.objects.visible_to(request.user)
    commitments = Commitment.objects.visible_to(request.user).live().order_by()
    counts = commitments.values_list("points").annotate(n=Count("pk", distinct=True))
    context = {"matrix": counting.matrix(visible), "commitments": dict(counts)}
    return render(request, "issues/points/list.html", context)


@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One point: its statement and source, its requests by organization, its commitments."""
    point = get_object_or_404(DiscussionPoint, code=code)
    visible = LocalRequest.objects.visible_to(request.user).filter(points=point)
    rows = visible.live().for_list().order_by("organization__position", "number")[:SHOWN]
    row = next(r for r in counting.matrix(visible).rows if r.point == point)
    context = {
        "point": point,
        "row": row,
        "groups": _grouped(rows),
        "shown": SHOWN,
        "sizes": counting.by_size(visible),
        "others": DiscussionPoint.objects.exclude(pk=point.pk),
        "lines": course.of(point, actor=request.user),
        "offers": [o for o in DISCUSSION_POINT.offered(request.user, point) if _is_move(o)],
        **_commitments(request, point),
    }
    return render(request, "issues/points/detail.html", context)


def _is_move(offer: Offer) -> bool:
    return offer.transition.verb in MOVES


def _grouped(rows: Iterable[LocalRequest]) -> list[Group]:
    by_organization = groupby(rows, key=lambda row: row.organization)
    return [Group(organization, list(of_it)) for organization, of_it in by_organization]


def _commitments(request: HttpRequest, point: DiscussionPoint) -> dict[str, Any]:
    visible = Commitment.objects.visible_to(request.user).live()
    rows = list(visible.filter(points=point).for_list()[:SHOWN])
    return {"commitments": promises.of_many(rows, actor=request.user)}
