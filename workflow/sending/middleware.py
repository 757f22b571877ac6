"""The door that every form passes: it is taken once (see `once`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from workflow.sending import once, tokens

View = Callable[..., HttpResponseBase]

BROKE_OFF = (
    "この送信は受け付けましたが、答えを返す前に途切れました。画面を開き直して、保存されたかを"
    "確かめてください。"
)
STILL_GOING = "前の送信をまだ処理しています。少し待って、画面を開き直してください。"


class SentOnceMiddleware:
    """Gives the second sending of a form the answer of the first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            answer = self.get_response(request)
            key = getattr(request, "sending", None)
            if key is not None:
                once.keep(key, request, answer)
            return answer
        finally:
            self._let_go(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Answer a second sending; let a first one through, alone."""
        if request.method != "POST" or _as_often_as_sent(request):
            return None
        try:
            token = tokens.token_of(request)
        except RequestDataTooBig:
            reason = "貼り付けた文章が大きすぎるため、読み取りを止めました。"
            return render(request, "413.html", {"reason": reason}, status=413)
        return None if token is None else self._take(request, once.key_of(request, token))

    def _take(self, request: HttpRequest, key: str) -> HttpResponse | None:
        if not once.lock(key):
            return _say(request, STILL_GOING)
        request.held = key  # type: ignore[attr-defined]
        told = once.told_before(key, request)
        if told is None:
            request.sending = key  # type: ignore[attr-defined]
            request.scope = once.under_way(key)  # type: ignore[attr-defined]
            request.scope.__enter__()  # type: ignore[attr-defined]
            return None
        return _say(request, BROKE_OFF) if told.status_code == 202 else told

    @staticmethod
    def _let_go(request: HttpRequest) -> None:
        if scope := getattr(request, "scope", None):
            scope.__exit__(None, None, None)
        if held := getattr(request, "held", None):
            once.unlock(held)


def _as_often_as_sent(request: HttpRequest) -> bool:
    """Forms that may well be sent again with the same words: signing in, saving while typing."""
    match = request.resolver_match
    return match is not None and match.view_name in settings.FORMS_TAKEN_EACH_TIME


def _say(request: HttpRequest, words: str) -> HttpResponse:
    partial = "#notice" if getattr(request, "htmx", False) else ""
    context = {"title": "すでに受け付けています", "reason": words, "kind": "sent"}
    return render(request, f"refused.html{partial}", context, status=409)
