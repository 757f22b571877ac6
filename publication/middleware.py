"""410 for what was taken down, whichever door was knocked at."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from publication.models import Removal
from publication.removals import gone

TITLE = "公表を取りやめました"


class GoneMiddleware:
    """Turns the 404 of a page, file or API answer that is about something taken down into a 410
    that says so. Who still sees the thing never comes here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        removal = gone.told_at(request)
        return _answer(request, removal) if removal is not None else response


def _answer(request: HttpRequest, removal: Removal) -> HttpResponse:
    if request.path_info.startswith("/api/"):
        body = {
            "type": "about:blank",
            "title": TITLE,
            "status": 410,
            "detail": removal.public_line,
            "ground": removal.get_ground_display(),
            "at": removal.at,
        }
        return JsonResponse(body, status=410, content_type="application/problem+json")
    context = {"removal": removal}
    return render(request, "publication/removals/gone.html", context, status=410)
