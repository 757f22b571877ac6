"""Changing one's own password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest

from accounts.enums import AccessVerb
from accounts.records import access
from accounts.signing_in import throttle

PASSWORD_HINT = (
    "12文字以上。名前に似たもの、並んだ数字、同じ文字の繰返しなど、推測されやすいものは使えません。"
)
_LABELS = {
    "old_password": "今のパスワード",
    "new_password1": "新しいパスワード",
    "new_password2": "新しいパスワード（もう一度）",
}
_MESSAGES: dict[str, Any] = {
    "password_mismatch": "2つの新しいパスワードが違います。同じものを入力してください。",
    "password_incorrect": "今のパスワードが違います。",
    "held_off": (
        "誤りが続いたため、しばらく変えられません。15分ほど待ってから、もう一度試してください。"
    ),
}


class OwnPasswordForm(PasswordChangeForm):
    """Django's own form in plain words."""

    error_messages = _MESSAGES

    def __init__(self, *args: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        for name, label in _LABELS.items():
            self.fields[name].label = label
            self.fields[name].help_text = PASSWORD_HINT if name == "new_password1" else ""
            self.fields[name].error_messages["required"] = f"{label}を入力してください。"
        self.fields["old_password"].widget.attrs.pop("autofocus", None)

    def clean_old_password(self) -> str:
        """The present password. Somebody at an open screen does not get to guess it for long."""
        if not throttle.admit_change(self.user.pk):
            access.note(AccessVerb.HELD_OFF, self.request, person=self.user)
            raise forms.ValidationError(self.error_messages["held_off"], code="held_off")
        try:
            given = str(super().clean_old_password())
        except forms.ValidationError:
            access.note(AccessVerb.WRONG_PASSWORD, self.request, person=self.user)
            raise
        throttle.forget_change(self.user.pk)
        return given


def twice(first: str, second: str, *, form: forms.Form, user: Any) -> None:
    """Puts the errors of a password typed twice on the fields `password` and `again`."""
    if first != second:
        form.add_error("again", "2つのパスワードが違います。同じものを入力してください。")
        return
    try:
        password_validation.validate_password(first, user)
    except forms.ValidationError as error:
        form.add_error("password", error)
