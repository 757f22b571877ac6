"""Changing a meeting's facts."""

from __future__ import annotations

from typing import Any

from django import forms

from issues.forms.fields.inputs import EraDateField
from meetings.forms.fields import TimeField
from meetings.models import Meeting

FIELDS = ("title", "held_on", "starts_at", "ends_at", "place", "credit")


class MeetingForm(forms.Form):
    """The facts that may be wrong in the minutes or missing from them."""

    title = forms.CharField(label="会合の名称", max_length=250)
    held_on = EraDateField(label="開催日", help_text="例：令和6年4月5日、R6.4.5、2024-04-05")
    starts_at = TimeField(label="開始時刻", required=False)
    ends_at = TimeField(label="終了時刻", required=False)
    place = forms.CharField(label="場所", required=False, max_length=200)
    credit = forms.CharField(
        label="出典",
        required=False,
        max_length=300,
        help_text="公表元の名称とページ名など。会合のページに表示します。",
    )
    reason = forms.CharField(
        label="直す理由",
        required=False,
        max_length=1000,
        help_text="事務局の記録に残します。会合のページには、日付と直した項目だけを「訂正」として載せます。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, public: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.public = public
        if not public:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """The end does not come before the start."""
        data: dict[str, Any] = self.cleaned_data
        start, end = data.get("starts_at"), data.get("ends_at")
        if start and end and end < start:
            self.add_error("ends_at", "終了時刻が開始時刻より前です。")
        return data

    def facts(self) -> dict[str, Any]:
        """The fields as `meetings.actions.meetings.edit` takes them."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    def why(self) -> str:
        """Why a public meeting is corrected; "" for others."""
        return str(self.cleaned_data.get("reason") or "")

    def lines(self) -> dict[str, str]:
        """What the form holds, line by line."""
        return {str(self[name].label): str(self[name].value() or "") for name in FIELDS}


def facts_of(meeting: Meeting) -> dict[str, Any]:
    """What the form starts from."""
    return {name: getattr(meeting, name) for name in (*FIELDS, "version")}


class TakeBackForm(forms.Form):
    """Why a saved import is taken back."""

    reason = forms.CharField(
        label="取り消す理由",
        max_length=1000,
        help_text="記録に残します。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
