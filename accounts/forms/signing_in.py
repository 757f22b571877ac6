"""Signing in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts.enums import AccessVerb
from accounts.records import access
from accounts.signing_in import throttle

_MESSAGES: dict[str, Any] = {
    "invalid_login": "ユーザー名かパスワードが違います。もう一度確かめてください。",
    "inactive": "この利用者は、今は使えません。事務局に知らせてください。",
    "locked": (
        "ログインの失敗が続いたため、しばらくログインできません。"
        "15分ほど待ってから、もう一度試してください。"
    ),
}


class SignInForm(AuthenticationForm):
    """Username and password, with messages that say what to do. After many failures it stays
    shut for a while, for the right password too. Each failure is written down."""

    error_messages = _MESSAGES

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        for name, words in (("username", "ユーザー名"), ("password", "パスワード")):
            self.fields[name].label = words
            self.fields[name].error_messages["required"] = f"{words}を入力してください。"

    def clean(self) -> dict[str, Any]:
        username = self.cleaned_data.get("username")
        if not username or not self.cleaned_data.get("password"):
            return self.cleaned_data
        if not throttle.admit(username, self.request):
            access.note(AccessVerb.HELD_OFF, self.request, typed=username)
            raise ValidationError(self.error_messages["locked"], code="locked")
        try:
            cleaned = super().clean()
        except ValidationError:
            access.note(AccessVerb.FAILED, self.request, typed=username)
            raise
        throttle.forget(username, self.request)
        return cleaned
