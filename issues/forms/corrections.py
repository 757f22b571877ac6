"""Deciding on a correction."""

from __future__ import annotations

from typing import Any

from django import forms

from issues.forms.fields.reasons import reason_field


class DecideForm(forms.Form):
    """Why a correction is declined; accepting needs no words."""

    def __init__(self, *args: Any, declining: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field(
            label="見送る理由", required=declining, help_text="申し出た団体に伝わります。"
        )
