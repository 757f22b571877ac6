"""Why something is taken back."""

from __future__ import annotations

from typing import Any

from django import forms

MISSING = "理由を書いてください。"


class TakingBackForm(forms.Form):
    """The reason; who made it may leave it out where nobody has built on it."""

    reason = forms.CharField(
        label="取り消す理由",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="理由は記録に残ります。一般には公表しません。",
        error_messages={"required": MISSING},
    )

    def __init__(
        self, *args: Any, needs_reason: bool = True, label: str = "取り消す理由", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label
        self.fields["reason"].required = needs_reason
