"""The forms of the preview: the facts of a meeting, its people, and who each label means."""

from __future__ import annotations

from typing import Any

from django import forms

from issues.forms.fields.inputs import EraDateField
from meetings.enums import Side
from meetings.forms.fields import Named, OrganizationField, TimeField

UNKNOWN = "出席者の一覧にいない"


class FactsForm(forms.Form):
    """The heading of the minutes."""

    title = forms.CharField(label="会合の名称", max_length=250)
    body = forms.CharField(
        label="会議体",
        max_length=200,
        widget=forms.TextInput(attrs={"list": "bodies"}),
    )
    session_number = forms.IntegerField(label="回", required=False, min_value=1, max_value=9999)
    date = EraDateField(label="開催日")
    start = TimeField(label="開始時刻", required=False)
    end = TimeField(label="終了時刻", required=False)
    place = forms.CharField(label="場所", required=False, max_length=200)
    credit = forms.CharField(label="出典", required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """The end does not come before the start."""
        data: dict[str, Any] = self.cleaned_data
        start, end = data.get("start"), data.get("end")
        if start and end and end < start:
            self.add_error("end", "終了時刻が開始時刻より前です。")
        return data

    def as_json(self) -> dict[str, Any]:
        """The facts with the keys of a reading."""
        data = self.cleaned_data
        plain = ("title", "body", "session_number", "place", "credit")
        return {
            **{name: data[name] for name in plain if name in data},
            "date": data["date"].isoformat(),
            "start": data["start"].strftime("%H:%M") if data["start"] else None,
            "end": data["end"].strftime("%H:%M") if data["end"] else None,
        }


class PersonForm(forms.Form):
    """One line of the attendee list."""

    name = forms.CharField(label="氏名", max_length=60)
    organization = OrganizationField(
        label="団体",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"list": "organizations", "autocomplete": "off"}),
    )
    title = forms.CharField(label="職名", required=False, max_length=100)
    side = forms.ChoiceField(
        label="立場",
        choices=[("", "選んでください"), *Side.choices],
        initial=Side.LOCAL.value,
        error_messages={"required": "議事要旨からは分かりません。選んでください。"},
    )
    note = forms.CharField(label="備考", required=False, max_length=100)
    position = forms.CharField(required=False, max_length=150, widget=forms.HiddenInput)

    def as_json(self) -> dict[str, Any]:
        """The person with the keys of a reading."""
        data = self.cleaned_data
        named: Named = data["organization"]
        plain = {key: data[key] for key in ("name", "title", "side", "note", "position")}
        return {**plain, "organization": named.text, "code": named.code}


class PeopleFormSet(forms.BaseFormSet):
    """The attendee list; no two people in it share a name, for speeches name them by it."""

    def kept(self) -> list[tuple[int, PersonForm]]:
        """Rows that stay, with their number; rows left empty or taken off do not count."""
        rows: list[tuple[int, PersonForm]] = []
        for number, form in enumerate(self.forms):
            filled = form.has_changed() or number < self.initial_form_count()
            if filled and form.cleaned_data and not form.cleaned_data.get("DELETE"):
                rows.append((number, form))
        return rows

    def clean(self) -> None:
        """Names are given once."""
        seen: set[str] = set()
        for _, form in self.kept():
            name = form.cleaned_data.get("name", "")
            if name and name in seen:
                form.add_error("name", f"「{name}」が2人います。区別できるように書いてください。")
            seen.add(name)


PeopleForms = forms.formset_factory(
    PersonForm, formset=PeopleFormSet, extra=0, can_delete=True, max_num=300, absolute_max=300
)


class SpeakerForm(forms.Form):
    """Who one label means; `person` is the number of a row of the attendee list."""

    label = forms.CharField(widget=forms.HiddenInput, max_length=300)
    person = forms.ChoiceField(label="出席者", required=False)

    def offer(self, people: list[tuple[str, str]]) -> None:
        """Let one of these be chosen."""
        self.fields["person"] = forms.ChoiceField(label="出席者", required=False, choices=people)

    def chosen(self) -> str:
        """The name chosen, in words."""
        field: Any = self.fields["person"]
        return str(dict(field.choices).get(self["person"].value() or "", UNKNOWN))

    @property
    def count(self) -> int:
        """How many speeches carry the label."""
        return int(self.initial.get("count", 0))


SpeakerForms = forms.formset_factory(SpeakerForm, extra=0, max_num=1000, absolute_max=1000)
