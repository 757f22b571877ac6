"""A visitor is given a kept page before anybody asks who is there."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from django.http import HttpRequest, HttpResponse

from workflow.kept import grown
from workflow.kept.kept_pages import is_of_everybody, key_of, may_be_kept, open_pages


class KeptPagesMiddleware:
    """Answers a visitor who has no session with the page that the last one got (`kept_page`).
    Outside of all that looks at people, sessions and forms, and inside of the log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_of_everybody(request):
            return self.get_response(request)
        key = key_of(request)
        if (kept := _still_good(request, key)) is not None:
            return kept
        response = self.get_response(request)
        # How far the record had grown the view has asked before it began.
        grew = grown.asked_before(request)
        if grew is not None and getattr(response, "kept_page", False) and may_be_kept(response):
            open_pages.put(key, grew.whole, (response.content, dict(response.headers)))
        return response


def _still_good(request: HttpRequest, key: Hashable) -> HttpResponse | None:
    """The page that was kept, if there is one and nothing was written since."""
    if key not in open_pages:
        return None
    # A database that hangs is waited for once: what it raises ends this request here.
    found = open_pages.get(key, grown.stamp_for(request))
    return HttpResponse(found[0][0], headers=found[0][1]) if found is not None else None
