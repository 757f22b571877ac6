"""Files made from the list of requests: at once when they are short, by a worker when they are
long. What a worker made is handed to whoever asked for it and to nobody else."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from issues.enums import ExportStatus
from issues.models import Export
from issues.views.doors import attachment, file_from
from reports.actions import exports
from reports.lists import links, producers
from reports.lists.producing import Producer, unheard
from reports.lists.selection import Order
from reports.tasks import queue_export
from workflow.doors import status_of
from workflow.machine import Refused

VISITOR = "export_visitor"
"""The word in a session by which somebody without sign-in gets its own files."""


@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest, key: str) -> HttpResponse:
    """A file under the conditions in the address. Short ones come at once; for a long one a page
    says what it takes, and its button (POST) asks a worker."""
    producer = _producer(key)
    order = Order(request.user, links.asked_by(request), timezone.now())
    if order.filters.errors:
        return _asking(request, order, producer, status=422)
    if request.method == "POST":
        return _ask(request, order, producer)
    if order.count() > links.direct_rows(producer):
        return _asking(request, order, producer)
    return attachment(
        producer.make(order, unheard), order.filename(producer), producer.content_type
    )


def _ask(request: HttpRequest, order: Order, producer: Producer) -> HttpResponse:
    if not request.user.is_authenticated:
        request.session.setdefault(VISITOR, secrets.token_urlsafe(24))
    try:
        export = exports.ask(order, producer, visitor=_visitor(request), queue=queue_export)
    except Refused as refused:
        context = {"refusal": refused.decision.reason}
        return _asking(request, order, producer, status=status_of(refused), **context)
    return redirect(export)


def _asking(
    request: HttpRequest, order: Order, producer: Producer, *, status: int = 200, **more: Any
) -> HttpResponse:
    wrong = bool(order.filters.errors)
    context = {
        "producer": producer,
        "order": order,
        "too_long": "" if wrong else exports.too_long(order, producer),
        "errors": order.filters.form,
        "count": 0 if wrong else order.count(),
        "limit": links.direct_rows(producer),
        "back": links.address_of_list(order.query),
        **more,
    }
    return render(request, "reports/exports/ask.html", context, status=status)


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """The files that the reader asked for."""
    rows = _own(request)[:50]
    context = {"exports": [_shown(export) for export in rows]}
    return render(request, "reports/exports/list.html", context)


@require_safe
def detail(request: HttpRequest, token: str) -> HttpResponse:
    """Where one file stands, and the way to it."""
    export = get_object_or_404(_own(request), token=token)
    return render(request, "reports/exports/detail.html", _shown(export))


@require_safe
def progress(request: HttpRequest, token: str) -> HttpResponse:
    """The same for a page that waits: 204 while nothing has changed since `seen`."""
    export = get_object_or_404(_own(request), token=token)
    if not export.is_under_way:
        return HttpResponseClientRefresh()
    shown = _shown(export)
    if request.GET.get("seen") == shown["seen"]:
        return HttpResponse(status=204)
    return render(request, "reports/exports/detail.html#state", shown)


@require_safe
def download(request: HttpRequest, token: str) -> HttpResponse | FileResponse:
    """The file itself; once its time is over, a page that says so."""
    export = get_object_or_404(_own(request), token=token)
    producer = producers.find(export.producer)
    if export.status != ExportStatus.DONE or producer is None:
        return redirect(export)
    if export.is_expired(timezone.now()) or not export.file:
        return render(request, "reports/exports/detail.html", _shown(export), status=410)
    return file_from(export.file.open("rb"), export.filename, producer.content_type)


@require_POST
def again(request: HttpRequest, token: str) -> HttpResponse:
    """Have it made once more."""
    export = get_object_or_404(_own(request), token=token)
    return redirect(exports.ask_again(export, now=timezone.now(), queue=queue_export))


def _own(request: HttpRequest) -> Any:
    return Export.objects.owned_by(request.user, visitor=_visitor(request))


def _visitor(request: HttpRequest) -> str:
    return str(request.session.get(VISITOR, ""))


def _producer(key: str) -> Producer:
    if (producer := producers.find(key)) is None:
        raise Http404("その種類のファイルは、ありません。")
    return producer


def _shown(export: Export) -> dict[str, Any]:
    now = timezone.now()
    producer = producers.find(export.producer)
    expired = export.status == ExportStatus.DONE and export.is_expired(now)
    return {
        "export": export,
        "label": producer.label if producer else export.producer,
        "expired": expired,
        "ready": export.status == ExportStatus.DONE and not expired,
        "may_again": expired or exports.may_be_asked_again(export, now=now),
        "seen": f"{export.status}-{export.done}",
    }
