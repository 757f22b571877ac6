"""Signing in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest

_MESSAGES: dict[str, Any] = {
    "invalid_login": "ユーザー名かパスワードが違います。もう一度確かめてください。",
    "inactive": "この利用者は、今は使えません。事務局に知らせてください。",
}


class SignInForm(AuthenticationForm):
    """Username and password, with messages that say what to do."""

    error_messages = _MESSAGES

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        for name, words in (("username", "ユーザー名"), ("password", "パスワード")):
            self.fields[name].label = words
            self.fields[name].error_messages["required"] = f"{words}を入力してください。"
