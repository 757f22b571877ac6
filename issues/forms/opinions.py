"""団体の見解: what an organization says to a reply."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from issues.enums import Stance
from issues.models import Opinion

COMPARED = ("stance", "text")
"""What two people of an organization may change at once, in the order of the page."""
TEXT_LENGTH = 4000


class OpinionForm(forms.Form):
    """An organization's view. Asking for reconsideration is a choice only while the opinion is
    given, and only for those who asked or joined (`may_ask`)."""

    stance = forms.ChoiceField(
        label="見解",
        choices=Stance.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "見解を選んでください。",
            "invalid_choice": "見解を選び直してください。",
        },
    )
    asks_reconsideration = forms.BooleanField(
        label="再検討を求める",
        required=False,
        help_text="次の回の検討が始まり、府省の回答期限が新しく決まります。あとから取り消せません。",
    )
    text = forms.CharField(
        label="見解の内容・再検討を求める理由",
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="再検討を求めるときは、その理由を必ず書きます。",
        error_messages={
            "max_length": "見解の内容は%(limit_value)d字以内です（今は%(show_value)d字）。"
        },
    )

    def __init__(self, *args: Any, may_ask: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_ask:
            del self.fields["asks_reconsideration"]
            self.fields["text"].label = "見解の内容"
            self.fields["text"].help_text = ""

    def clean(self) -> dict[str, Any]:
        """Who asks for reconsideration says why."""
        data: dict[str, Any] = self.cleaned_data
        if data.get("asks_reconsideration") and not data.get("text", "").strip():
            self.add_error("text", "再検討を求める理由を書いてください。")
        return data

    def content(self) -> dict[str, Any]:
        """The fields as `opinions.give` takes them."""
        return dict(self.cleaned_data)

    def written(self) -> dict[str, str]:
        """What was typed, each field as one text, to compare with `written_in`."""
        return {n: str(self.cleaned_data[n]).replace("\r\n", "\n") for n in COMPARED}


def written_in(opinion: Opinion) -> dict[str, str]:
    """What stands in the opinion, each field as one text."""
    return {name: str(getattr(opinion, name)).replace("\r\n", "\n") for name in COMPARED}


def unwritten() -> dict[str, str]:
    """What an opinion says that nobody has begun."""
    return dict.fromkeys(COMPARED, "")


def as_data(written: dict[str, str]) -> QueryDict:
    """Form data that say the same."""
    data = QueryDict(mutable=True)
    data.update(written)
    return data
