"""Giving a 対応依頼 on a meeting."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from issues.views.follow_ups.assigning import assign_on
from meetings.models import Meeting


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """A task that a session left behind."""
    visible = Meeting.objects.visible_to(request.user).select_related("body")
    return assign_on(request, get_object_or_404(visible, pk=pk))
