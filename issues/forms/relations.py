"""Withdrawing, merging, splitting and relating requests."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.rules import Actor
from issues.actions.going_along import EARLIER, KEEP, asks_about_due
from issues.forms.fields.reasons import reason_field
from issues.history.quotations import Origin
from issues.models import LocalRequest
from issues.validators import ASK_LENGTH, TROUBLE_LENGTH, ask_fits, trouble_fits

_MESSAGES: dict[str, Any] = {
    "required": "要望の番号を書いてください（例：R6-0012）。",
    "unknown": "「%(text)s」という番号の要望が見つかりません。",
    "itself": "ほかの要望の番号を書いてください。",
}
_NUMBER = re.compile(r"([A-Z]+[0-9]+)-?([0-9]+)")


class RequestNumberField(forms.Field):
    """A request that the actor sees, by its number; R6-12 and ｒ６－００１２ mean R6-0012."""

    default_error_messages = _MESSAGES

    def __init__(self, *, actor: Actor, besides: LocalRequest, **kwargs: Any) -> None:
        kwargs.setdefault("label", "要望の番号")
        kwargs.setdefault("help_text", "例：R6-0012")
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        self.actor, self.besides = actor, besides
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value.number if isinstance(value, LocalRequest) else value

    def to_python(self, value: Any) -> LocalRequest | None:
        if value in self.empty_values or isinstance(value, LocalRequest):
            return value or None
        text = str(value).strip()
        number = spelt_out(text)
        visible = LocalRequest.objects.visible_to(self.actor)
        found = visible.select_related("organization").filter(number=number).first()
        if found is None:
            params = {"text": text}
            raise ValidationError(self.error_messages["unknown"], code="unknown", params=params)
        if found.pk == self.besides.pk:
            raise ValidationError(self.error_messages["itself"], code="itself")
        return found


def spelt_out(text: str) -> str:
    """A request's number as it is stored, from the ways people type it."""
    plain = re.sub(r"[‐‑‒–—―−ーｰ]", "-", unicodedata.normalize("NFKC", text)).strip().upper()
    match = _NUMBER.fullmatch(plain)
    return f"{match[1]}-{match[2]:0>4}" if match else plain


class ReasonForm(forms.Form):
    """Why."""

    reason = reason_field()


class MergeForm(forms.Form):
    """Into which request, and why."""

    def __init__(
        self, *args: Any, actor: Actor, local_request: LocalRequest, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"] = RequestNumberField(
            actor=actor, besides=local_request, label="統合先", widget=forms.HiddenInput()
        )
        self.fields["due"] = forms.ChoiceField(
            label="回答期限",
            choices=(
                (EARLIER, "統合先の回答期限を、統合する要望の期限（早い方）に合わせる"),
                (KEEP, "統合先の期限のままにし、延びた日数を期限の記録に残す"),
            ),
            widget=forms.RadioSelect,
            required=False,
            error_messages={"invalid_choice": "回答期限の扱いを選び直してください。"},
        )
        self.fields["reason"] = reason_field()
        self.local_request = local_request

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        into = data.get("into")
        if into and not data.get("due"):
            data["due"] = EARLIER
            if asks_about_due(self.local_request, into):
                self.add_error("due", "回答期限をどちらに合わせるかを選んでください。")
        return data


class LinkForm(forms.Form):
    """The request to relate, or no longer to relate."""

    def __init__(
        self, *args: Any, actor: Actor, local_request: LocalRequest, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"] = RequestNumberField(
            actor=actor, besides=local_request, label="関連する要望の番号"
        )


class EarlierForm(forms.Form):
    """The request that this one re-raises; none takes the mark off."""

    def __init__(
        self, *args: Any, actor: Actor, local_request: LocalRequest, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["earlier"] = RequestNumberField(
            actor=actor, besides=local_request, label="前に出した要望の番号"
        )


class SplitForm(forms.Form):
    """The second request: its words, and the passages that go with it."""

    title = forms.CharField(
        label="新しい要望の件名",
        max_length=100,
        help_text="「～してほしい」の形で、100字までで書きます。",
        error_messages={
            "required": "新しい要望の件名を書いてください。",
            "max_length": "件名は%(limit_value)d字以内です（今は%(show_value)d字）。",
        },
    )
    ask = forms.CharField(
        label="求める措置",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"{ASK_LENGTH}字まで。",
        validators=[ask_fits],
    )
    trouble = forms.CharField(
        label="支障事例・効果",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"{TROUBLE_LENGTH}字まで。",
        validators=[trouble_fits],
    )

    def __init__(self, *args: Any, origins: Sequence[Origin], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if origins:
            self.fields["passages"] = forms.TypedMultipleChoiceField(
                label="新しい要望に移す引用箇所",
                required=False,
                coerce=int,
                choices=[(origin.key, origin.words) for origin in origins],
                widget=forms.CheckboxSelectMultiple,
                help_text="元の要望に、1つは残します。",
                error_messages={"invalid_choice": "引用箇所を選び直してください。"},
            )
            self.order_fields(["passages"])

    def content(self) -> dict[str, Any]:
        """What was typed, as the verb takes it."""
        return {name: self.cleaned_data.get(name) for name in ("title", "ask", "trouble")} | {
            "passages": self.cleaned_data.get("passages") or []
        }
