"""Logging words of the minutes: as a request, as a commitment, or for an existing record."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.rules import Actor
from issues.enums import RequestKind
from issues.models import Commitment, LocalRequest
from issues.validators import ASK_LENGTH, TROUBLE_LENGTH, ask_fits, trouble_fits
from japan.text import normalise
from meetings.forms.fields import Named, OrganizationField
from meetings.forms.points import PointsMixin
from organizations.models import Organization

COMMITMENT = "commitment"
TOO_LONG = "要旨は%(limit_value)d字以内で書いてください（%(show_value)d字あります）。"
WHAT = (*RequestKind.choices, (COMMITMENT, "国側の発言"))


class KnownOrganizationField(OrganizationField):
    """An organization of the official lists; None when nothing is typed."""

    def clean(self, value: Any) -> Organization | None:
        """The organization. Raises ValidationError for names that none or several carry."""
        named: Named = super().clean(value)
        if not named.text:
            return None
        if named.code is None:
            raise forms.ValidationError(
                f"「{named.text}」という団体は見つかりません。"
                "都道府県名から書いてください（例：秋田県美郷町）。",
                code="unknown",
            )
        return Organization.objects.get(code=named.code)


class LogForm(PointsMixin, forms.Form):
    """What the chosen words are."""

    what = forms.ChoiceField(label="種別", choices=WHAT, widget=forms.RadioSelect)
    title = forms.CharField(
        label="要旨",
        max_length=100,
        help_text="「～してほしい」の形で、1文で書きます（100字まで）。",
        widget=forms.Textarea(attrs={"rows": 2, "data-limit": 100}),
        error_messages={
            "required": "要旨を書いてください。",
            "max_length": TOO_LONG,
        },
    )
    organization = KnownOrganizationField(
        label="団体",
        required=False,
        help_text="空のままにすると、発言者の団体になります。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    ask = forms.CharField(
        label="求める措置",
        required=False,
        validators=[ask_fits],
        help_text=f"国に何を求めているか（{ASK_LENGTH}字まで）。国側の発言では使いません。",
        widget=forms.Textarea(attrs={"rows": 4, "data-limit": ASK_LENGTH}),
    )
    trouble = forms.CharField(
        label="支障事例・効果",
        required=False,
        validators=[trouble_fits],
        help_text=f"何に困っているか、変わると何がよくなるか（{TROUBLE_LENGTH}字まで）。",
        widget=forms.Textarea(attrs={"rows": 5, "data-limit": TROUBLE_LENGTH}),
    )

    def __init__(self, *args: Any, speaker_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.speaker_known = speaker_known

    def clean_title(self) -> str:
        """A title is one line."""
        return " ".join(self.cleaned_data["title"].split())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("points"):
            self.add_error("points", "論点を1つ以上選んでください。")
        asks = data.get("what") != COMMITMENT
        needed = asks and not self.speaker_known and "organization" not in self.errors
        if needed and not data.get("organization"):
            self.add_error(
                "organization", "発言者の団体が分かりません。要望する団体を書いてください。"
            )
        return data

    @property
    def is_commitment(self) -> bool:
        return bool(self.cleaned_data["what"] == COMMITMENT)


class AddForm(forms.Form):
    """The number of the record that shall rest on the words too."""

    number = forms.CharField(
        label="要望・国側の発言の番号",
        max_length=20,
        help_text="例：R6-0001、R6-C0001",
        widget=forms.TextInput(attrs={"list": "records", "autocomplete": "off"}),
        error_messages={"required": "番号を書いてください。"},
    )
    record: LocalRequest | Commitment

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_number(self) -> str:
        """The number in its one spelling, of a record that the person sees."""
        number = normalise(self.cleaned_data["number"]).upper().replace("ー", "-").split(" ")[0]
        found = (
            LocalRequest.objects.visible_to(self.actor).live().filter(number=number).first()
            or Commitment.objects.visible_to(self.actor).live().filter(number=number).first()
        )
        if found is None:
            raise forms.ValidationError(
                f"番号「{number}」の要望・国側の発言は見つかりません。", code="unknown"
            )
        self.record = found
        return number
