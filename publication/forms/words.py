"""Which words are put under ■."""

from __future__ import annotations

from django import forms

from publication.forms.removals import TakingOutForm

LONGEST = 200


class WordsForm(forms.Form):
    """The words to look for."""

    words = forms.CharField(
        label="墨消しする言葉",
        max_length=LONGEST,
        help_text="文中のとおりに入力してください。間の空白と改行の違いは気にしません。",
        error_messages={"required": "墨消しする言葉を入力してください。"},
    )


class BlackOutForm(TakingOutForm):
    """The words once more, at which places, on what ground and why."""

    words = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST)
    every = forms.BooleanField(required=False, widget=forms.HiddenInput)
