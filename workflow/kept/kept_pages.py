"""Pages that follow from the record, the reader, the address and the day alone: drawn once, and
given again until the record grows (`workflow.kept.grown`).

A view says so of itself (`@kept_page`). What a page holds beyond that (the tokens of its forms) is
put in each time; a page that has something to tell (`messages`) is drawn for it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.rules import Actor, acting
from workflow.kept import grown
from workflow.sending import tokens

V = TypeVar("V", bound=Callable[..., HttpResponse])

LARGEST = 300_000
"""Bytes: what is longer (a whole set of minutes) is drawn each time."""
pages = grown.Store(most=400)
"""Pages of people who have signed in."""
open_pages = grown.Store(most=400)
"""Pages of everybody."""

BY_HEADER = ("HTTP_ACCEPT", "HTTP_HX_REQUEST", "HTTP_HX_TARGET", "HTTP_HX_BOOSTED")
"""Headers that a page may depend on."""

# No text that is shown can hold it: "<" is escaped there, and the number is this process's own.
_PLACE = f"<forms {secrets.token_hex(16)} {{}}>"
_PLACES = re.compile(re.escape(_PLACE).replace(r"\{\}", "([01])").encode())


def kept_page(view: V) -> V:
    """Say of a view that its answer to GET follows from the record, the reader, the address and
    the day: what hangs on the session, on a clock or on another server must not be so marked."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "GET" or len(get_messages(request)):
            return view(request, *args, **kwargs)
        key, stamp = (*key_of(request), *_reader(request.user)), grown.stamp_for(request)
        if (found := pages.get(key, stamp)) is not None:
            return _filled(request, *found[0])
        response = _drawn(view, request, *args, **kwargs)
        if may_be_kept(response):
            response.kept_page = True  # type: ignore[attr-defined]
            _keep(key, stamp, response)
        if not response.streaming:
            response.content = _with_forms(request, response.content)
        return response

    return cast("V", answer)


class KeptAnswers:
    """Says the same of an API's door."""

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """How far the record has grown is asked before anything is read. Whoever may come in is
        given what was kept for them."""
        asked = request._request
        stamp = grown.stamp_for(asked)
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        self._keeping = None
        if request.method != "GET" or not request.user.is_authenticated:
            return  # answers for everybody are kept further out
        key = (*key_of(asked), *_reader(request.user))
        if (found := pages.get(key, stamp)) is not None:
            content, headers = found[0]
            # The framework looks for the method to call only now.
            self.get = lambda *_, **__: HttpResponse(content, headers=headers)
        else:
            self._keeping = key, stamp

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        """As the framework has it."""
        answer = super().finalize_response(request, response, *args, **kwargs)  # type: ignore[misc]
        answer.kept_page = True
        keeping = getattr(self, "_keeping", None)
        if keeping is not None:
            key, stamp = keeping
            answer.add_post_render_callback(lambda drawn: _keep(key, stamp, drawn))
        return answer


def _keep(key: Hashable, stamp: grown.Stamp, response: HttpResponse) -> None:
    if may_be_kept(response):
        pages.put(key, stamp, (response.content, dict(response.headers)))


def _drawn(view: Any, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """The view's answer with places for its forms; a page that says what went wrong has none."""
    request.forms_later = True
    try:
        response: HttpResponse = view(request, *args, **kwargs)
    finally:
        request.forms_later = False
    return response


def key_of(request: HttpRequest) -> tuple[Hashable, ...]:
    """All that a page may depend on beside the record and the reader."""
    return (
        request.scheme,
        request.get_host(),
        request.get_full_path(),
        timezone.localdate(),
        settings.DEMO,
        *(request.META.get(name, "") for name in BY_HEADER),
    )


def may_be_kept(response: HttpResponse) -> bool:
    """A whole page or answer, neither a file nor an error."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and response.get("Content-Type", "").startswith(("text/html", "application/json"))
        and not response.has_header("Content-Disposition")
        and len(response.content) <= LARGEST
    )


def is_of_everybody(request: HttpRequest) -> bool:
    """Asked by somebody who has no session and whom nothing waits to be told."""
    own = (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)
    return (
        request.method == "GET"
        and not any(name in request.COOKIES for name in own)
        and "HTTP_AUTHORIZATION" not in request.META
    )


def form_fields(request: HttpRequest | None, forging: str, *, by_enter: bool) -> SafeString:
    """The hidden fields of a form, or a place for them on a page that is kept. `forging`: the
    token against forged requests."""
    if getattr(request, "forms_later", False):
        return SafeString(_PLACE.format(int(by_enter)))
    return _fields(request, forging, by_enter=by_enter)


def _fields(request: HttpRequest | None, forging: str, *, by_enter: bool) -> SafeString:
    user = getattr(request, "user", None)
    owner = user.pk if user is not None and user.is_authenticated else None
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="{}" value="{}">{}',
        forging,
        tokens.FIELD,
        tokens.new(owner),
        "" if by_enter else GUARD,
    )


GUARD = format_html('<input type="submit" {} {} value="">', "hidden", "disabled")
"""Enter presses the first button of a form; a button that is off is not pressed, nor is the next
one. `enter.js` goes on to the next field instead."""


def _reader(user: Actor) -> tuple[int | None, int | None]:
    membership = acting(user)
    return user.pk, membership.pk if membership is not None else None


def _filled(request: HttpRequest, content: bytes, headers: dict[str, str]) -> HttpResponse:
    response = HttpResponse(_with_forms(request, content), headers=headers)
    response.kept_page = True  # type: ignore[attr-defined]
    return response


def _with_forms(request: HttpRequest, content: bytes) -> bytes:
    return _PLACES.sub(
        lambda place: _fields(request, get_token(request), by_enter=place[1] == b"1").encode(),
        content,
    )
