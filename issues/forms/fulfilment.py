"""Whether a commitment was kept, and moving a discussion point on."""

from __future__ import annotations

from typing import Any

from django import forms

_PUBLIC = "国側の発言が公表されると、だれでも見られます。"


def _words(label: str, missing: str, help_text: str, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=help_text,
        error_messages={"required": missing},
    )


class FulfilForm(forms.Form):
    """By what it was kept."""

    by_what = _words(
        "何によって果たされたか",
        "何によって果たされたかを書いてください。",
        f"通知、予算、会合への提出など。{_PUBLIC}",
    )


class UnfulfilledForm(forms.Form):
    """Why it is judged not to have been kept."""

    reason = _words("未履行とする理由", "未履行とする理由を書いてください。", _PUBLIC)


class PointMoveForm(forms.Form):
    """Why a point moves on; going back to discussion must say why."""

    reason = _words(
        "理由", "検討に戻す理由を書いてください。", "事務局と構成員だけが読みます。", required=False
    )

    def __init__(self, *args: Any, must_say_why: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = must_say_why
