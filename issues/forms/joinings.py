"""Asking to join, deciding on it, leaving."""

from __future__ import annotations

from typing import Any

from django import forms

from issues.forms.fields.reasons import correction_reason, reason_field
from issues.validators import TROUBLE_LENGTH, trouble_fits


class JoinForm(forms.Form):
    """A local government's own 支障事例."""

    trouble = forms.CharField(
        label="自団体の支障事例",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=f"自分の団体で困っていることを書きます。{TROUBLE_LENGTH}字まで。",
        validators=[trouble_fits],
        error_messages={"required": "支障事例を書いてください。"},
    )

    def __init__(self, *args: Any, public: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if public:
            self.fields["reason"] = correction_reason()


class DecideForm(forms.Form):
    """Why a joining is declined; accepting needs no words."""

    def __init__(self, *args: Any, declining: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field(
            label="見送る理由", required=declining, help_text="申し出た団体に伝わります。"
        )


class LeaveForm(forms.Form):
    """Why a body no longer joins; the secretariat has to say it."""

    def __init__(self, *args: Any, must_say_why: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field(required=must_say_why)
