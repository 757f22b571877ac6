"""What the secretariat says of words that mean the same in the search."""

from __future__ import annotations

from typing import Any

from django import forms

from issues.forms.fields.reasons import reason_field
from issues.models import Forum


class _OfForum(forms.Form):
    term = forms.CharField(
        label="用語",
        max_length=60,
        error_messages={
            "required": "用語を書いてください。",
            "max_length": "用語は%(limit_value)d字以内です（今は%(show_value)d字）。",
        },
    )
    own = forms.BooleanField(label="この協議の場だけで使う", required=False)
    reason = reason_field(help_text="記録に残ります。事務局と構成員だけが読みます。")

    def __init__(self, *args: Any, forum: Forum | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.forum = forum
        if forum is None:  # with a single one there is nothing to choose
            del self.fields["own"]

    def content(self) -> dict[str, Any]:
        """What was typed, as the verbs take it."""
        data = dict(self.cleaned_data)
        own = data.pop("own", False)
        return {**data, "forum": self.forum if own else None}


class TermForm(_OfForum):
    """Words that mean the same."""

    others = forms.CharField(
        label="同じ意味の言葉",
        max_length=300,
        help_text="略した言い方、言い換え、正式な名前などを、「、」で区切って書きます。"
        "どれで探しても、どの言葉で書かれたものも見つかります。",
        error_messages={
            "required": "同じ意味の言葉を書いてください。",
            "max_length": "同じ意味の言葉は%(limit_value)d字以内です（今は%(show_value)d字）。",
        },
    )
    note = forms.CharField(
        label="メモ",
        max_length=200,
        required=False,
        error_messages={"max_length": "メモは%(limit_value)d字以内です（今は%(show_value)d字）。"},
    )
    field_order = ("term", "others", "note", "own", "reason")


class LeaveOutForm(_OfForum):
    """A line that is to count no more."""

    field_order = ("term", "own", "reason")
