"""Why: the field that asks for a reason."""

from __future__ import annotations

from typing import Any

from django import forms


def reason_field(**kwargs: Any) -> forms.CharField:
    """Why: a few sentences."""
    return forms.CharField(
        **{
            "label": "理由",
            "max_length": 1000,
            "widget": forms.Textarea(attrs={"rows": 3}),
            "error_messages": {
                "required": "理由を書いてください。",
                "max_length": "理由は%(limit_value)d字以内です（今は%(show_value)d字）。",
            },
            **kwargs,
        }
    )


def correction_reason() -> forms.CharField:
    """Why published words are changed, on the form that changes them."""
    return reason_field(
        label="訂正の理由",
        help_text="公表した内容を直すため、理由が要ります。理由は、記録に残り、一般には見えません。",
    )
