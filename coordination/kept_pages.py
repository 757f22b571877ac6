"""Pages for everybody are drawn once, and given again until the record grows."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from workflow import grown

LARGEST = 150_000
"""Bytes: what is longer (a whole set of minutes) is drawn each time."""
pages = grown.Store(most=600)


class KeptPagesMiddleware:
    """Answers a visitor who has no session with the page that the last one got, if nothing that a
    reader could notice has been written since (`workflow.grown`) and it is the same day."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _of_everybody(request):
            return self.get_response(request)
        key, stamp = _key(request), grown.stamp_for(request)
        if (found := pages.get(key, stamp)) is not None:
            content, headers = found[0]
            return HttpResponse(content, headers=headers)
        response = self.get_response(request)
        if _may_be_kept(request, response):
            pages.put(key, stamp, (response.content, dict(response.headers)))
        return response


def _of_everybody(request: HttpRequest) -> bool:
    own = (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)
    return (
        request.method == "GET"
        and not any(name in request.COOKIES for name in own)
        and "HTTP_AUTHORIZATION" not in request.META
        and not request.path_info.startswith(settings.STATIC_URL)
    )


def _key(request: HttpRequest) -> Hashable:
    """All that a visitor's page may depend on beside the record."""
    asked = ("HTTP_ACCEPT", "HTTP_HX_REQUEST", "HTTP_HX_TARGET", "HTTP_HX_BOOSTED")
    return (
        request.scheme,
        request.get_host(),
        request.get_full_path(),
        timezone.localdate(),
        settings.DEMO,
        *(request.META.get(name, "") for name in asked),
    )


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    kind = response.get("Content-Type", "")
    page = kind.startswith("text/html")
    answer = kind.startswith("application/json") and request.path_info.startswith("/api/")
    return (
        response.status_code == 200
        and (page or answer)
        and not response.streaming
        and not response.cookies
        and "no-store" not in response.get("Cache-Control", "")
        and len(response.content) <= LARGEST
    )
