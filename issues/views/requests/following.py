"""購読: following a request."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from issues.actions.personal import followings
from issues.views.doors import request_of
from workflow.doors import person


@login_required
@require_POST
def follow(request: HttpRequest, number: str) -> HttpResponse:
    """Follow a request, or (do=stop) no longer."""
    user, local_request = person(request), request_of(request, number)
    if request.POST.get("do") == "stop":
        followings.stop(local_request, by=user)
        messages.success(request, f"要望 {number} の購読をやめました。")
    else:
        followings.follow(local_request, by=user)
        messages.success(
            request, f"要望 {number} を購読します。一覧の条件「購読」で、まとめて見られます。"
        )
    return redirect(local_request)
