"""What a page needs that can be looked at as of a closed session: one line in its view.

    context = {…, **looking_back.context(request)}

The template includes `components/as_of.html`; links to other pages that know the past are written
`{% at_moment url %}` (template tags `moments`), so that the chosen session goes along.
"""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest

from issues import as_of, moments
from issues.moments import PARAMETER, Moment

LEFT_OUT = (PARAMETER, "page")
"""Parameters that another moment makes void; all others in the address are kept."""


def context(request: HttpRequest) -> dict[str, Any]:
    """`moment` (None: now), the `moments` to choose from, and the `kept` parameters of the
    address. Raises `Http404` for a session that is not closed or that the reader does not see."""
    return {
        "moment": moments.chosen(request.GET, actor=request.user),
        "moments": moments.offered(request.user),
        "kept": [
            (name, value)
            for name, values in request.GET.lists()
            if name not in LEFT_OUT
            for value in values
            if value
        ],
    }


def shown(page: Page[Any], moment: Moment | None) -> list[Any]:
    """The rows of a page of a list. As of a moment each has the status of then, in the page too."""
    page.object_list = list(page.object_list)
    return as_of.shown(page.object_list) if moment is not None else page.object_list
