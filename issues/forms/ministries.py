"""合議・共管 and 担当替え: asking further ministries, and handing on."""

from __future__ import annotations

from typing import Any

from django import forms

from issues.forms.fields.due import DEFAULT_DAYS, DueField
from issues.forms.fields.ministries import MinistryField
from issues.forms.fields.reasons import reason_field
from issues.models.asked.asking import PART_LENGTH


def _part() -> forms.CharField:
    return forms.CharField(
        label="答えてもらう部分",
        required=False,
        max_length=PART_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一部だけを尋ねるときに書きます。空なら、要望の全体です。",
        error_messages={
            "max_length": "答えてもらう部分は%(limit_value)d字以内です（今は%(show_value)d字）。"
        },
    )


class AskForm(forms.Form):
    """One more ministry, by when, about what."""

    ministry = MinistryField(
        label="回答を求める府省", error_messages={"required": "回答を求める府省を選んでください。"}
    )
    due = DueField(label="回答期限", initial=f"{DEFAULT_DAYS}営業日")
    part = _part()


class ChangeForm(forms.Form):
    """Another date or part for a ministry that is asked."""

    due = DueField(label="回答期限")
    part = _part()
    reason = reason_field(label="変える理由", help_text="要望した団体にも見えます。")


class ReasonForm(forms.Form):
    """Why nothing is asked of it any more."""

    reason = reason_field(label="取りやめる理由", help_text="要望した団体にも見えます。")


class HandOnForm(forms.Form):
    """Why the request is another ministry's, and whose."""

    proposed = MinistryField(label="担当と考える府省", required=False)
    reason = reason_field(
        label="担当替えを求める理由",
        help_text="例：この制度は、本省では所管していないため。事務局が読んで決めます。",
    )


class DecideForm(forms.Form):
    """To whom, by when; declining needs a reason alone."""

    to = MinistryField(
        label="移す先の府省",
        required=False,
        error_messages={"required": "移す先の府省を選んでください。"},
    )
    due = DueField(
        label="新しい回答期限",
        required=False,
        help_text="空なら、今の期限のままです。例：10営業日、令和6年5月20日。",
    )
    answer = reason_field(
        label="決めた理由", required=False, help_text="見送るときは、必ず書きます。"
    )

    def __init__(self, *args: Any, accepting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].required = accepting
