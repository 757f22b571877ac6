"""Saving the conditions of the list of requests under a name."""

from __future__ import annotations

from typing import Any

from django import forms

from organizations.models import Organization

MINE, OURS = "mine", "ours"


def _name() -> forms.CharField:
    return forms.CharField(
        label="名前",
        max_length=30,
        help_text="一覧の上に出る名前です。30字まで。例：今月が期限のもの",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "名前を書いてください。",
            "max_length": "名前は%(limit_value)d字以内です（今は%(show_value)d字）。",
        },
    )


class SaveForm(forms.Form):
    """A name, and for whom."""

    name = _name()
    whose = forms.ChoiceField(
        label="だれの一覧に出すか", widget=forms.RadioSelect, choices=(), initial=MINE
    )

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whose: Any = self.fields["whose"]
        whose.choices = [
            (MINE, "自分だけ"),
            (OURS, f"{organization.full_name}の全員"),
        ]

    def content(self) -> dict[str, Any]:
        """As the verb takes it."""
        return {"name": self.cleaned_data["name"], "shared": self.cleaned_data["whose"] == OURS}


class ChangeListForm(forms.Form):
    """Another name or place."""

    name = _name()
    position = forms.IntegerField(
        label="順番",
        min_value=1,
        max_value=99,
        help_text="1が先頭です。ほかの一覧は、前後にずれます。",
        error_messages={
            "required": "順番を数字で書いてください。",
            "invalid": "順番を数字で書いてください。",
            "min_value": "順番は1からです。",
            "max_value": "順番は99までです。",
        },
    )
