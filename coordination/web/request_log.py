"""The access log: one line per request, under a number that stands in the answer too."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.signing_in.throttle import address_of

logger = logging.getLogger("ronten.access")
HEADER = "X-Request-ID"
_KEY = re.compile(r"[A-Za-z0-9_-]{24,}")
"""An invitation's or a file's: nobody who reads the log is to come in by it."""
_GIVEN = re.compile(r"[A-Za-z0-9_-]{8,32}")


class RequestLogMiddleware:
    """Gives each request a number (`request.request_id`), that of the proxy in front where there
    is one, and writes what came of it: never the query, which holds what people search for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        request.request_id = _number(request)  # type: ignore[attr-defined]
        response = self.get_response(request)
        response[HEADER] = request.request_id  # type: ignore[attr-defined]
        logger.info("%s", _line(request, response, time.monotonic() - began))
        return response


def _number(request: HttpRequest) -> str:
    given = request.headers.get(HEADER, "") if settings.HTTPS else ""
    return given if _GIVEN.fullmatch(given) else uuid.uuid4().hex


def _line(request: Any, response: HttpResponse, seconds: float) -> str:
    # Only a person already looked up: the log must ask the database nothing.
    person = getattr(request, "_cached_user", None)
    fields = {
        "id": request.request_id,
        "from": address_of(request),
        "person": getattr(person, "pk", None) or "-",
        "method": request.method,
        "path": _plain(request.path),
        "status": response.status_code,
        "ms": round(seconds * 1000),
    }
    return " ".join(f"{name}={value}" for name, value in fields.items())


def _plain(path: str) -> str:
    """On one line, whatever somebody put into it; without the keys that open what they name."""
    return re.sub(r"[^\x21-\x7e]", "?", _KEY.sub("*", path))[:300]
