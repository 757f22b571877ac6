"""NUL, the one sign that no text in the database can hold: kept out at the door, once.

In an address nobody means it: that is answered with 400. In a form it comes along with what was
pasted from another program: it is left out, and the text around it stays.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render

NUL = "\x00"
REASON = "アドレスに、使えない文字（NUL）があります。取り除いて、もう一度送ってください。"


class SignsMiddleware:
    """Answers addresses that hold NUL, and takes it out of the fields and file names of forms."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path_info or _holds_nul(request.GET):
            return _refused(request)
        if request.method == "POST":
            _clean_when_read(request)
        return self.get_response(request)


def _refused(request: HttpRequest) -> HttpResponse:
    if not request.path_info.startswith("/api/"):
        return render(request, "400.html", status=400)
    body = {"type": "about:blank", "title": "Bad Request", "status": 400, "detail": REASON}
    return JsonResponse(body, status=400, content_type="application/problem+json")


def _clean_when_read(request: Any) -> None:
    """Let the form be cleaned the moment it is first read: reading it here would take it away from
    views that set the handlers of an upload themselves. A form too large is so for every reader."""
    load = request._load_post_and_files
    too_big: list[RequestDataTooBig] = []

    def load_and_clean() -> None:
        # Django says so once, and gives an empty form to whoever asks next.
        if too_big:
            raise too_big[0]
        try:
            load()
        except RequestDataTooBig as error:
            too_big.append(error)
            raise
        if _holds_nul(request._post):
            request._post = without_nul(request._post)
        for file in getattr(request, "_files", {}).values():
            file.name = file.name.replace(NUL, "")

    request._load_post_and_files = load_and_clean


def without_nul(data: QueryDict) -> QueryDict:
    """The same fields, names and values without NUL."""
    clean = QueryDict(mutable=True, encoding=data.encoding)
    for name, values in data.lists():
        clean.setlist(name.replace(NUL, ""), [value.replace(NUL, "") for value in values])
    clean._mutable = False
    return clean


def _holds_nul(data: QueryDict) -> bool:
    return any(
        NUL in name or any(NUL in value for value in values) for name, values in data.lists()
    )
