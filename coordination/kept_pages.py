"""A visitor is given a kept page before anybody asks who is there."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from workflow import grown
from workflow.kept_pages import is_of_everybody, key_of, may_be_kept, open_pages


class KeptPagesMiddleware:
    """Answers a visitor who has no session with the page that the last one got (`kept_page`).
    Outside of all that looks at people, sessions and forms, and inside of the log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_of_everybody(request):
            return self.get_response(request)
        try:
            key, stamp = key_of(request), grown.stamp_for(request)
        except DatabaseError:
            # What is answered while the database is away is said further in.
            return self.get_response(request)
        if (found := open_pages.get(key, stamp)) is not None:
            content, headers = found[0]
            return HttpResponse(content, headers=headers)
        response = self.get_response(request)
        if getattr(response, "kept_page", False) and may_be_kept(response):
            open_pages.put(key, stamp, (response.content, dict(response.headers)))
        return response
