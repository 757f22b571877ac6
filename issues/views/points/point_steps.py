"""Moving a discussion point on, or back to discussion."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from issues.actions import discussion_points
from issues.enums import PointStatus
from issues.forms.fulfilment import PointMoveForm
from issues.transitions.points import DISCUSSION_POINT
from issues.views.doors import point_of
from workflow.doors import person, refuse_others, refuse_unless, status_of
from workflow.machine import Refused

BACK = "discuss_again"
"""The one move that must say why."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Make one of the moves of a point."""
    if verb not in discussion_points.MOVES:
        raise Http404
    user, point = person(request), point_of(request, code)
    refuse_others(DISCUSSION_POINT, verb, user, point)
    typed = request.POST if request.method == "POST" else None
    form = PointMoveForm(typed, must_say_why=verb == BACK)
    status = 200 if typed is None else 422
    if typed is None:
        refuse_unless(DISCUSSION_POINT.decide(verb, user, point))
    elif form.is_valid():
        try:
            moved = discussion_points.move(point, verb, by=user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.decision.reason)
            status = status_of(refused)
            point.refresh_from_db()
        else:
            messages.success(request, f"「{moved.get_status_display()}」にしました。")
            return redirect(moved)
    row = DISCUSSION_POINT[verb]
    context = {"point": point, "form": form, "title": row.label, "target": PointStatus(row.target)}
    return render(request, "issues/points/move.html", context, status=status)
