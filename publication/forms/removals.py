"""Why something is taken out of the public."""

from __future__ import annotations

from typing import Any

from django import forms

from publication.enums import Ground


class ReasonForm(forms.Form):
    """The reason for the record."""

    reason = forms.CharField(
        label="理由",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="記録に残し、公表しません。取りやめる言葉そのものは書かないでください。",
        error_messages={"required": "理由を書いてください。"},
    )


class TakingOutForm(ReasonForm):
    """On what ground, and why. `below` is asked where something else was published with it."""

    ground = forms.ChoiceField(
        label="根拠",
        choices=Ground.choices,
        widget=forms.RadioSelect,
        help_text="公表します。「公表を取りやめたもの」のページに、日付と一緒に載ります。",
        error_messages={"required": "根拠を選んでください。"},
    )
    below = forms.BooleanField(
        label="いっしょに公表したものも、すべて公表を取りやめる", required=False
    )
    field_order = ("ground", "reason", "below")

    def __init__(self, *args: Any, with_below: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_below:
            del self.fields["below"]
