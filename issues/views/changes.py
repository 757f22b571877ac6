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
from issues.moments import Moment


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """All that changed, of everything, a point or an organization."""
    forum = forums.of(request)
    if not moments.closed(request.user, forum).exists():
        return render(request, "issues/changes/none.html")
    form = ChangesForm(request.GET, actor=request.user, forum=forum)
    context = {"form": form, **(_told(request, form.cleaned_data) if form.is_valid() else {})}
    return render(request, "issues/changes/show.html", context)


def _told(request: HttpRequest, chosen: dict[str, Any]) -> dict[str, Any]:
    later = Moment.of(chosen["to"]) if chosen["to"] else None
    span = Span(Moment.of(chosen["from"]), later, timezone.now())
    scope = Scope(request.user, chosen["point"], chosen["organization"], forums.of(request))
    context = {"span": span, "scope": scope, "moment": later}
    return {**context, "told": told.of(scope, span)} if span.in_order else context
