"""The desks: what a ministry and a local government's office have to do, in plain sentences."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import rules
from issues.desks import local_desk, ministry_desk
from workflow.doors import person, refuse_unless
from workflow.kept.kept_pages import kept_page
from workflow.machine import ALLOWED, Decision, RefusalKind


@login_required
@require_safe
@kept_page
def ministry(request: HttpRequest) -> HttpResponse:
    """担当府省の机: what to answer and by when, drafts, progress to report, tasks."""
    user, on = person(request), timezone.localdate()
    refuse_unless(_only(rules.is_ministry(user), "担当府省の机を使えるのは、担当府省です。"))
    assert user.acting is not None  # decided above
    desk = ministry_desk.desk_of(user, user.acting.organization_id, on=on)
    return render(request, "issues/desks/ministry.html", {"desk": desk, "today": on})


@login_required
@require_safe
@kept_page
def local(request: HttpRequest) -> HttpResponse:
    """わが団体の要望: where each stands, the newest reply, and what is asked."""
    user, on = person(request), timezone.localdate()
    refuse_unless(_only(rules.is_local(user), "「わが団体の要望」を使えるのは、自治体です。"))
    assert user.acting is not None  # decided above
    desk = local_desk.desk_of(user, user.acting.organization_id, on=on)
    return render(request, "issues/desks/local.html", {"desk": desk, "today": on})


def _only(allowed: bool, reason: str) -> Decision:
    return ALLOWED if allowed else Decision(RefusalKind.FORBIDDEN, reason)
