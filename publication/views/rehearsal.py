"""公表前の確かめ: one thing as the public will see it, and the button that publishes just that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.rules import is_secretariat
from publication.actions import batches, publishing
from publication.rehearsal import rehearsing
from publication.rehearsal.publishable import Publishable, table
from workflow.doors import person, place_to_return, refuse_unless, status_of
from workflow.machine import Decision, RefusalKind, Refused

TEMPLATE = "publication/rehearsal.html"


def seen_in(data: Mapping[str, Any]) -> dict[str, str]:
    """What the form says was on the page: digests by "key.pk"."""
    lines: list[str] = data.getlist("seen") if hasattr(data, "getlist") else []
    pairs = (line.rpartition(".") for line in lines)
    return {ref: digest for ref, _, digest in pairs if ref and digest}


def one(
    request: HttpRequest,
    key: str,
    obj: Any,
    *,
    template: str = TEMPLATE,
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The rehearsal of one thing that the reader may see; a POST publishes it as it was read."""
    row = table()[key]
    user = person(request)
    refuse_unless(row.decide(user, obj))
    more = dict(context or {})
    if request.method != "POST":
        return _page(request, row, obj, template, more)
    seen, now = seen_in(request.POST), timezone.now()
    reason = request.POST.get(f"reason.{row.ref(obj)}", "")
    try:
        with transaction.atomic():
            published = publishing.publish(row, obj, by=user, now=now, seen=seen, reason=reason)
            batches.put_down(row, published, by=user, now=now, seen=seen)
    except Refused as refused:
        obj.refresh_from_db()
        more |= {"refused": refused.decision.reason, "reason": reason}
        return _page(request, row, obj, template, more, status=status_of(refused))
    messages.success(request, _said(row, published.obj))
    return redirect(place_to_return(request) or row.url(published.obj))


def _said(row: Publishable, obj: Any) -> str:
    return f"「{row.title(obj)}」を公表しました。{row.note(obj)}"


def _page(
    request: HttpRequest,
    row: Publishable,
    obj: Any,
    template: str,
    more: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    rehearsal = rehearsing.rehearse([(row, obj)], actor=request.user)
    context = {"row": row, "obj": obj, "rehearsal": rehearsal, "part": rehearsal.parts[0], **more}
    return render(request, template, context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rehearse(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """The rehearsal of anything that has a row in the table."""
    if not is_secretariat(request.user):
        reason = "公表ができるのは、事務局です。"
        raise Refused(Decision(RefusalKind.FORBIDDEN, reason))
    row = table().get(key)
    if row is None:
        raise Http404
    rows: Any = row.model._default_manager.all()
    if hasattr(rows, "visible_to"):
        rows = rows.visible_to(request.user)
    obj = get_object_or_404(rows, pk=pk)
    return redirect(row.page(obj)) if row.page is not None else one(request, key, obj)
