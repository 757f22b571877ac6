"""全体の状況: dashboards. What they count is in `reports.figures`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from issues.forums import chosen_forum
from issues.standing import moments
from issues.standing.moments import Moment
from issues.views import looking_back
from reports.figures import flow, ministries, places, summary
from reports.figures.scope import Scope
from reports.forms.scope import ScopeForm
from workflow.kept.kept_pages import kept_page

TEMPLATES = "reports/overview"


@require_safe
@kept_page
def show(request: HttpRequest) -> HttpResponse:
    """Points by statuses, outcomes, and what the reader looks at next."""
    scope, context = _asked(request, _moment(request))
    if scope:
        context["board"] = summary.board_of(scope)
    return render(request, f"{TEMPLATES}/summary.html", context)


@require_safe
@kept_page
def by_ministry(request: HttpRequest) -> HttpResponse:
    """How each ministry answers."""
    scope, context = _asked(request, _moment(request))
    if scope:
        context["board"] = ministries.board_of(scope)
    return render(request, f"{TEMPLATES}/ministries.html", context)


@require_safe
@kept_page
def by_place(request: HttpRequest) -> HttpResponse:
    """Who asks, by prefecture and size class."""
    scope, context = _asked(request, _moment(request))
    if scope:
        board = places.board_of(scope, sort=request.GET.get("sort", ""))
        context |= {"board": board, "sorts": places.SORTS}
    return render(request, f"{TEMPLATES}/places.html", context)


@require_safe
@kept_page
def between(request: HttpRequest) -> HttpResponse:
    """How requests moved between two closed sessions, or from one until now; with `before` and
    `after` also which ones."""
    later, earlier = _two_moments(request)
    scope, context = _asked(request, later)
    if scope and earlier and (later is None or earlier.at < later.at):
        found = flow.rows(scope, earlier)
        before, after = request.GET.get("before", ""), request.GET.get("after", "")
        listed = flow.between(found, before, after) if before or after else found.none()
        context |= {
            "board": flow.flow_of(scope, earlier, later),
            "page": looking_back.page_of(request, listed.order_by("serial")),
            "before": dict(flow.FROM).get(before, ""),
            "after": dict(flow.TO).get(after, ""),
        }
    return render(request, f"{TEMPLATES}/flow.html", context | {"earlier": earlier})


def _two_moments(request: HttpRequest) -> tuple[Moment | None, Moment | None]:
    """The later and the earlier one; without any choice, the last two closed sessions."""
    actor, data, forum = request.user, request.GET, chosen_forum.forum_of(request)
    offered = moments.offered(actor, forum)
    later = moments.chosen(data, actor=actor, forum=forum)
    if not data.get("from") and moments.PARAMETER not in data and len(offered) > 1:
        later = offered[-1]
    begun = moments.chosen(data, actor=actor, name="from", forum=forum)
    return later, flow.pair(offered, begun, later)


def _moment(request: HttpRequest) -> Moment | None:
    return moments.chosen(request.GET, actor=request.user, forum=chosen_forum.forum_of(request))


def _asked(request: HttpRequest, moment: Moment | None) -> tuple[Scope | None, dict[str, Any]]:
    """What is to be counted, and what every dashboard shows; no scope where the address cannot be
    read: other figures must not be shown in their place."""
    forum = chosen_forum.forum_of(request)
    form = ScopeForm(request.GET, forum=forum)
    scope = None
    if form.is_valid():
        scope = Scope(
            request.user, timezone.now(), moment, **form.chosen(), forum=forum, request=request
        )
    return scope, {
        "form": form,
        "scope": scope,
        **looking_back.context(request),
        "moment": moment,
        "conditions": scope.query() if scope else "",
    }
