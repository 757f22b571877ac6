"""会合のあいだの変化: what changed from one closed session to another, or to now."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from issues import forums, moments
from issues.changes import told
from issues.changes.scopes import Scope
from issues.changes.spans import Span
from issues.forms.changes import ChangesForm
from workflow.kept_pages import kept_page


@require_safe
@kept_page
def show(request: HttpRequest) -> HttpResponse:
    """All that changed, of everything, a point or an organization."""
    forum = forums.of(request)
    offered = moments.offered(request.user, forum, request=request)
    if not offered:
        return render(request, "issues/changes/none.html")
    form = ChangesForm(request.GET, offered=offered, forum=forum)
    context = {"form": form, **(_told(request, form.cleaned_data) if form.is_valid() else {})}
    return render(request, "issues/changes/show.html", context)


def _told(request: HttpRequest, chosen: dict[str, Any]) -> dict[str, Any]:
    later = chosen["to"]
    span = Span(chosen["from"], later, timezone.now())
    scope = Scope(request.user, chosen["point"], chosen["organization"], forums.of(request))
    context = {"span": span, "scope": scope, "moment": later}
    return {**context, "told": told.of(scope, span)} if span.in_order else context
