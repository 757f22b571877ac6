"""Changing one's own password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import PasswordChangeForm

PASSWORD_HINT = "12文字以上。名前に似たものや、よく使われるものは使えません。"
_LABELS = {
    "old_password": "今のパスワード",
    "new_password1": "新しいパスワード",
    "new_password2": "新しいパスワード（もう一度）",
}
_MESSAGES: dict[str, Any] = {
    "password_mismatch": "2つの新しいパスワードが違います。同じものを入力してください。",
    "password_incorrect": "今のパスワードが違います。",
}


class OwnPasswordForm(PasswordChangeForm):
    """Django's own form in plain words."""

    error_messages = _MESSAGES

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in _LABELS.items():
            self.fields[name].label = label
            self.fields[name].help_text = PASSWORD_HINT if name == "new_password1" else ""
            self.fields[name].error_messages["required"] = f"{label}を入力してください。"
        self.fields["old_password"].widget.attrs.pop("autofocus", None)


def twice(first: str, second: str, *, form: forms.Form, user: Any) -> None:
    """Puts the errors of a password typed twice on the fields `password` and `again`."""
    if first != second:
        form.add_error("again", "2つのパスワードが違います。同じものを入力してください。")
        return
    try:
        password_validation.validate_password(first, user)
    except forms.ValidationError as error:
        form.add_error("password", error)
