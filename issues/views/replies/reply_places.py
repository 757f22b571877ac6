"""What the pages of a reply share: finding it, saying what it counts as, and the way back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from issues.models import LocalRequest, Reply


def reply_of(request: HttpRequest, pk: int) -> Reply:
    """The reply, for whoever may see it; else 404."""
    visible = Reply.objects.visible_to(request.user)
    related = ("ministry", "local_request__organization", "local_request__lead_ministry")
    return get_object_or_404(visible.select_related(*related), pk=pk)


def counts_as(reply: Reply) -> str:
    """How a reply counts, in a sentence."""
    counted = f"「{reply.get_reply_class_display()}」として数えます。"
    if reply.was_lowered:
        missing = "対応時期" if reply.timing_on is None else "手段"
        if reply.timing_on is None and not reply.means and reply.claimed_class == "adopted":
            missing = "対応時期と手段"
        return f"{missing}がないため、「{reply.get_claimed_class_display()}」ではなく{counted}"
    return counted if reply.is_dated else f"{counted}日付はありません。"


def reply_url(name: str, reply: Reply) -> str:
    """The page or button of this name for a reply."""
    return reverse(f"issues:replies:{name}", args=(reply.pk,))


def back_to(reply: Reply) -> HttpResponse:
    """To the reply's place on the page of its request."""
    return redirect(f"{reply.local_request.get_absolute_url()}#reply-{reply.pk}")


def about(local_request: LocalRequest, reply: Reply | None) -> dict[str, Any]:
    """What every page of a reply shows."""
    return {
        "local_request": local_request,
        "reply": reply,
        "counts_as": counts_as(reply) if reply else "",
    }
