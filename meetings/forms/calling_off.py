"""Why a planned session is called off, and to which day it is put off."""

from __future__ import annotations

from typing import Any

from django import forms

from issues.forms.fields.inputs import EraDateField
from meetings.forms.fields import TimeField


class CallingOffForm(forms.Form):
    """中止, 延期 to another day, or 延期 with the day still open."""

    how = forms.ChoiceField(
        label="どうするか",
        choices=(
            ("call_off", "中止する"),
            ("postpone", "ほかの日に延期する"),
            ("put_off", "延期する（期日は未定）"),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "中止か延期かを選んでください。"},
    )
    held_on = EraDateField(
        label="新しい開催日", required=False, help_text="延期するときだけ。例：令和6年4月5日"
    )
    starts_at = TimeField(label="開始時刻", required=False)
    ends_at = TimeField(label="終了時刻", required=False)
    reason = forms.CharField(
        label="理由",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="会合のページに、日付と一緒に出ます。",
        error_messages={"required": "理由を書いてください。"},
    )

    def __init__(self, *args: Any, offered: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["how"]
        field.choices = [(verb, words) for verb, words in field.choices if verb in offered]

    def clean(self) -> dict[str, Any]:
        """Another day is needed to put it off to; the end does not come before the start."""
        data: dict[str, Any] = self.cleaned_data
        if data.get("how") == "postpone" and not data.get("held_on") and not self.errors:
            self.add_error("held_on", "新しい開催日を入れてください。")
        start, end = data.get("starts_at"), data.get("ends_at")
        if start and end and end < start:
            self.add_error("ends_at", "終了時刻が開始時刻より前です。")
        return data
