"""The chosen 協議の場 in the address: `/forums/<code>/…` is the page `…` of that one."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix, set_script_prefix

from issues.forums import chosen_forum
from issues.models.forum import ROOTS

_IN_PATH = re.compile(rf"/{chosen_forum.PREFIX}/(?P<code>[a-z0-9_]+)/(?P<rest>.*)", re.DOTALL)


class ForumMiddleware:
    """Takes the forum out of the path and lets every address that is made meanwhile begin with it,
    as an application does that is mounted there. An unknown one stays in the path, which then
    leads nowhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (address := _own_address(request)) is not None:
            return HttpResponseRedirect(address)
        before = get_script_prefix()
        token = ROOTS.set(lambda: chosen_forum.roots(request))
        try:
            _enter(request, before)
            return self.get_response(request)
        finally:
            ROOTS.reset(token)
            set_script_prefix(before)


def _enter(request: HttpRequest, before: str) -> None:
    match = _IN_PATH.fullmatch(request.path_info)
    if match is None:
        return
    found = chosen_forum.every(request)
    forum = next((each for each in found if each.code == match["code"]), None)
    if forum is None:
        return
    request.forum_code = forum.code  # type: ignore[attr-defined]
    request.path_info = f"/{match['rest']}"
    prefix = before.rstrip("/") + chosen_forum.root(forum, found)
    request.path = prefix + match["rest"]
    set_script_prefix(prefix)


def _own_address(request: HttpRequest) -> str | None:
    """Where a page leads on to whose address names a forum by the parameter."""
    code = request.GET.get(chosen_forum.PARAMETER, "")
    if not code or request.method not in ("GET", "HEAD") or "/api/" in request.path_info:
        return None
    match = _IN_PATH.fullmatch(request.path_info)
    rest = match["rest"] if match else request.path_info.lstrip("/")
    found = chosen_forum.every(request)
    forum = next((each for each in found if each.code == code), None)
    if forum is None:
        return None
    data = request.GET.copy()
    del data[chosen_forum.PARAMETER]
    address = get_script_prefix().rstrip("/") + chosen_forum.root(forum, found) + rest
    return f"{address}?{data.urlencode()}" if data else address
