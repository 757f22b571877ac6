"""会合のあいだの変化: what changed from one closed session to another, or to now."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from issues.forums import chosen_forum
from issues.standing import moments
from reports.changes import summary
from reports.changes.scopes import Scope
from reports.changes.spans import Span
from reports.forms.changes import ChangesForm
from workflow.kept.kept_pages import kept_page


@require_safe
@kept_page
def show(request: HttpRequest) -> HttpResponse:
    """All that changed, of everything, a point or an organization."""
    forum = chosen_forum.forum_of(request)
    offered = moments.offered(request.user, forum, request=request)
    if not offered:
        return render(request, "reports/changes/none.html")
    form = ChangesForm(request.GET, offered=offered, forum=forum)
    context = {"form": form, **(_told(request, form.cleaned_data) if form.is_valid() else {})}
    return render(request, "reports/changes/show.html", context)


def _told(request: HttpRequest, chosen: dict[str, Any]) -> dict[str, Any]:
    later = chosen["to"]
    span = Span(chosen["from"], later, timezone.now())
    scope = Scope(
        request.user, chosen["point"], chosen["organization"], chosen_forum.forum_of(request)
    )
    context = {"span": span, "scope": scope, "moment": later}
    return {**context, "told": summary.changes_of(scope, span)} if span.in_order else context
