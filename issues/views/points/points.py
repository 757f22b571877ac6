"""論点: the matters under discussion and what belongs to each."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from issues.actions.discussion_points import MOVES
from issues.enums import LIVE
from issues.forums import chosen_forum
from issues.history import by_session, memos, short_timeline
from issues.models import Commitment, DiscussionPoint, LocalRequest, Standing
from issues.pages import commitment_rows, grouping
from issues.pages.point_follow_ups import open_tasks
from issues.standing import counting, outcomes
from issues.standing.moments import Moment
from issues.transitions.points import DISCUSSION_POINT
from issues.views import looking_back
from issues.views.doors import point_of
from workflow.kept.kept_pages import kept_page
from workflow.machine import Offer

SHOWN = 50
"""Commitments shown on a point's page; the rest stand in the list."""
ON_LIST, ON_PAGE = 6, 12
"""Sessions on the rails of all points, and on that of one; `?rail=all` shows every one there."""


@require_safe
@kept_page
def list_page(request: HttpRequest) -> HttpResponse:
    """All points with their requests by status and what the sessions did with each."""
    back = looking_back.context(request)
    moment: Moment | None = back["moment"]
    forum = chosen_forum.forum_of(request)
    visible = Standing.objects.when(moment).visible_to(request.user)
    commitments = Commitment.objects.visible_to(request.user).of_forum(forum).live().order_by()
    if moment is not None:
        commitments = commitments.filter(said_on__lte=moment.on)
    counts = commitments.values_list("points").annotate(n=Count("pk", distinct=True))
    matrix = counting.matrix(visible, moment, forum=forum)
    points = [row.point for row in matrix.rows]
    context = {
        "matrix": matrix,
        "commitments": dict(counts),
        "rails": by_session.of_many(points, actor=request.user, moment=moment, most=ON_LIST),
        "may_manage": bool(DISCUSSION_POINT.decide("add", request.user, DiscussionPoint())),
        **back,
    }
    return render(request, "issues/points/list.html", context)


@require_safe
@kept_page
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One point: its statement, its sessions, its memo, its requests in groups, its commitments;
    now or as of a session."""
    point = point_of(request, code)
    back = looking_back.context(request)
    moment: Moment | None = back["moment"]
    key = request.GET.get("memo", "")
    context = {
        "point": point,
        "stands": short_timeline.standing(point, moment),
        "stops": by_session.stops_of(
            point, actor=request.user, moment=moment, most=_most_stops(request)
        ),
        "reading": memos.reading(point, actor=request.user, key=key, moment=moment),
        "others": DiscussionPoint.objects.filter(forum=point.forum_id, retired_on=None).exclude(
            pk=point.pk
        ),
        "lines": _lines(request, point, moment),
        "offers": [] if moment is not None else _offers(request, point),
        "tasks": _tasks(request, point, moment),
        **_requests(request, point, moment),
        **_commitments(request, point, moment),
        **back,
        # Another moment may not know the session whose memo is read.
        "kept": [(name, value) for name, value in back["kept"] if name != "memo"],
    }
    return render(request, "issues/points/detail.html", context)


def _requests(
    request: HttpRequest, point: DiscussionPoint, moment: Moment | None
) -> dict[str, Any]:
    visible = Standing.objects.when(moment).visible_to(request.user).on_point(point.pk)
    on = moment.on if moment is not None else timezone.localdate()
    rows = outcomes.annotated(visible, actor=request.user, on=on)
    by = grouping.chosen(request.GET.get("by", ""))
    groups, numbers = grouping.groups_of(rows, by, point=point, actor=request.user)
    tally = [counting.cell(status, numbers[status]) for status in LIVE]
    return {
        "by": by,
        "groupings": list(grouping.By),
        "groups": groups,
        "tally": tally,
        "total": sum(cell.count for cell in tally),
    }


def _lines(request: HttpRequest, point: DiscussionPoint, moment: Moment | None) -> list[Any]:
    lines = short_timeline.lines_of(point, actor=request.user)
    return [line for line in lines if moment is None or line.at <= moment.at]


def _offers(request: HttpRequest, point: DiscussionPoint) -> list[Offer]:
    offered = DISCUSSION_POINT.offered(request.user, point)
    return [offer for offer in offered if offer.transition.verb in MOVES]


def _commitments(
    request: HttpRequest, point: DiscussionPoint, moment: Moment | None
) -> dict[str, Any]:
    rows = commitment_rows.on_point(point, actor=request.user, moment=moment)
    shown = commitment_rows.of_many(rows[:SHOWN], actor=request.user)
    return {"commitments": shown, "commitments_total": len(rows)}


def _tasks(request: HttpRequest, point: DiscussionPoint, moment: Moment | None) -> list[Any]:
    """The follow-ups on the point that were open at a moment; the present ones have a tag."""
    if moment is None:
        return []
    nothing = LocalRequest.objects.none()
    return list(open_tasks(point, nothing, (), actor=request.user, on=moment.on, moment=moment))


def _most_stops(request: HttpRequest) -> int | None:
    return None if request.GET.get("rail") == "all" else ON_PAGE
