"""What a refusal looks like: to a browser, to a fragment, to a caller of the API. Once, here.

A move that is not this person's is 403, one that came too late is 409, one that lacks something
is 422. What a person may not see is 404 (`visible_to`), never 403.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from rest_framework.response import Response
from rest_framework.views import exception_handler

from workflow import doubles
from workflow.machine import Decision, RefusalKind, Refused
from workflow.refusals import STATUS
from workflow.sending import returning

TITLES = {
    RefusalKind.FORBIDDEN: "この操作はできません",
    RefusalKind.CONFLICT: "今の状況では、できません",
    RefusalKind.INCOMPLETE: "足りないものがあります",
}
BUSY = (OperationalError, InterfaceError)
"""What Django raises when PostgreSQL takes no connection, has none free, or answers too late."""
BUSY_TITLE = "ただいま混み合っています"
RETRY_AFTER = "60"


class RefusalMiddleware:
    """Answers a `Refused` that a view did not handle itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page (or for htmx the part `refused.html#notice`) with the reason."""
        refused = as_refusal(exception)
        return None if refused is None else refused_response(request, refused)


def as_refusal(exception: Exception) -> Refused | None:
    """The refusal that an exception is; None for a fault of ours. What the database took only
    once (`workflow.doubles`) is one wherever it was hit."""
    if isinstance(exception, IntegrityError) and (reason := doubles.sentence(exception)):
        return Refused(Decision(RefusalKind.CONFLICT, reason))
    return exception if isinstance(exception, Refused) else None


def refused_response(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The answer to a refused move."""
    kind = refused.decision.refusal
    assert kind is not None  # a Refused carries a refusal
    partial = "#notice" if getattr(request, "htmx", False) else ""
    context = {
        "title": TITLES[kind],
        "reason": refused.decision.reason,
        "kind": kind.value,
        "back": "" if partial else returning.way_back(request),
    }
    return render(request, f"refused.html{partial}", context, status=STATUS[kind])


def api_exception_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Refusals as application/problem+json (RFC 9457); all else as DRF does it."""
    refused = as_refusal(exc)
    if refused is not None:
        kind = refused.decision.refusal
        assert kind is not None  # a Refused carries a refusal
        body = {
            "type": "about:blank",
            "title": TITLES[kind],
            "status": STATUS[kind],
            "detail": refused.decision.reason,
        }
        return Response(body, status=STATUS[kind], content_type="application/problem+json")
    if isinstance(exc, BUSY):
        body = {"type": "about:blank", "title": BUSY_TITLE, "status": 503}
        headers = {"Retry-After": RETRY_AFTER}
        return Response(body, 503, headers=headers, content_type="application/problem+json")
    return exception_handler(exc, context)


def server_error(request: HttpRequest) -> HttpResponse:
    """The product failed, or the database did not answer in time. The number on the page is that
    of the line in the log."""
    words = {"request_id": getattr(request, "request_id", "")[:8]}
    # Django calls this while it handles what was raised, wherever that was.
    if isinstance(sys.exception(), BUSY):
        page = render_to_string("503.html", words)
        return HttpResponse(page, status=503, headers={"Retry-After": RETRY_AFTER})
    return HttpResponse(render_to_string("500.html", words), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or came from elsewhere. One of ours is kept for whoever opened it."""
    owner = returning.owner_of(request)
    if owner is not None:
        return returning.kept_answer(request, owner)
    return render(request, "403_csrf.html", status=403)
