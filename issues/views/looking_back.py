"""What a page needs that can be looked at as of a closed session: one line in its view.

    context = {…, **looking_back.context(request)}

The template includes `components/as_of.html`; links to other pages that know the past are written
`{% at_moment url %}` (template tags `moments`), so that the chosen session goes along.
"""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest

from issues.forums import chosen_forum
from issues.models import Forum, Standing
from issues.pages.keyset import PLACE
from issues.querysets.standings import StandingQuerySet
from issues.standing import moments, showing
from issues.standing.moments import KNOWN, PARAMETER, Moment
from issues.views import paging
from workflow.kept import grown

LEFT_OUT = (PARAMETER, KNOWN, *PLACE)
"""Parameters that another moment makes void; all others in the address are kept."""


def context(request: HttpRequest) -> dict[str, Any]:
    """`moment` (None: now), the `moments` to choose from, the `kept` parameters of the address, and
    of how many requests something became known after the closing (`changed_since`). Raises
    `Http404` for a session that is not closed or that the reader does not see."""
    forum = chosen_forum.forum_of(request)
    offered = moments.offered(request.user, forum, request=request)
    moment = moments.chosen(request.GET, actor=request.user, forum=forum, among=offered)
    return {
        "moment": moment,
        "changed_since": _changed_since(request, moment, forum) if moment else 0,
        "moments": offered,
        "kept": [
            (name, value)
            for name, values in request.GET.lists()
            if name not in LEFT_OUT
            for value in values
            if value
        ],
    }


def _changed_since(request: HttpRequest, moment: Moment, forum: Forum | None) -> int:
    closing = moments.written_down(moment.meeting)
    if closing is None:
        return 0
    rows = Standing.objects.at(moment.at).belated().filter(known_from__gt=closing)
    rows = rows.of_forum(forum).visible_to(request.user).live()
    return grown.kept(request, "changed", rows.values("pk"), rows.count)


def page_of(request: HttpRequest, rows: StandingQuerySet, *, most: int | None = None) -> Page[Any]:
    """A page of requests, each with its fields as they stood (`standings.showing`)."""
    page = paging.page_of(request, rows.for_list(), most=most)
    page.object_list = showing.as_requests(page.object_list, actor=request.user)
    return page
