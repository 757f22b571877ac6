"""回答: writing, correcting, attaching. The forms look at the shape alone; what a reply counts as
is decided by the verbs."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from issues.actions.replies import ATTACHMENT_LIMIT
from issues.enums import Means, ReplyClass
from issues.forms.fields.inputs import EraDateField
from issues.models import Reply
from japan.eras import format_era

COMPARED = ("claimed_class", "timing_on", "means", "text")
"""What two people of a ministry may change at once, in the order of the page."""
TEXT_LENGTH = 8000
MEGABYTE = 1024 * 1024
KINDS = (
    ".pdf", ".docx", ".xlsx", ".pptx", ".doc", ".xls", ".ppt", ".odt", ".ods", ".odp",
    ".csv", ".txt", ".png", ".jpg", ".jpeg", ".zip",
)  # fmt: skip
"""Kinds of files that go with a reply: documents and pictures, nothing that runs."""


class ReplyForm(forms.Form):
    """What a ministry answers."""

    claimed_class = forms.ChoiceField(
        label="回答の区分",
        choices=ReplyClass.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "回答の区分を選んでください。",
            "invalid_choice": "回答の区分を選び直してください。",
        },
    )
    timing_on = EraDateField(
        label="対応時期",
        required=False,
        help_text="いつまでに対応するか。例：令和7年3月31日",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    means = forms.MultipleChoiceField(
        label="手段",
        choices=Means.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "手段を選び直してください。"},
    )
    text = forms.CharField(
        label="回答の内容",
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="結論から、要望した団体に分かる言葉で書きます。",
        error_messages={
            "required": "回答の内容を書いてください。",
            "max_length": "回答の内容は%(limit_value)d字以内です（今は%(show_value)d字）。",
        },
    )

    def content(self) -> dict[str, Any]:
        """The fields as the verbs take them."""
        return {name: self.cleaned_data[name] for name in COMPARED}

    def written(self) -> dict[str, str]:
        """What was typed, each field as one text, to compare with `written_in`."""
        return _as_texts(self.content())


def written_in(reply: Reply) -> dict[str, str]:
    """What stands in the reply, each field as one text."""
    return _as_texts({name: getattr(reply, name) for name in COMPARED})


def unwritten() -> dict[str, str]:
    """What a reply says that nobody has begun."""
    return dict.fromkeys(COMPARED, "")


def as_data(written: dict[str, str]) -> QueryDict:
    """Form data that say the same."""
    data = QueryDict(mutable=True)
    for name in COMPARED:
        data[name] = written[name]
    data.setlist("means", [code for code in written["means"].split(",") if code])
    return data


def initial_of(written: dict[str, str]) -> dict[str, Any]:
    """What the form starts with."""
    return {**written, "means": [code for code in written["means"].split(",") if code]}


def _as_texts(content: dict[str, Any]) -> dict[str, str]:
    timing = content["timing_on"]
    return {
        "claimed_class": str(content["claimed_class"]),
        "timing_on": format_era(timing, weekday=False) if timing else "",
        "means": ",".join(code for code in Means.values if code in content["means"]),
        "text": str(content["text"]).replace("\r\n", "\n"),
    }


class CorrectionForm(forms.Form):
    """Why a published reply is corrected."""

    reason = forms.CharField(
        label="訂正の理由",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="訂正した回答と一緒に公表します。",
        error_messages={"required": "訂正の理由を書いてください。"},
    )


class AttachmentForm(forms.Form):
    """A file that goes with a reply."""

    file = forms.FileField(
        label="ファイル",
        max_length=200,
        help_text=f"1ファイル{ATTACHMENT_LIMIT // MEGABYTE}MBまで。{'、'.join(KINDS)}",
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
        error_messages={
            "required": "ファイルを選んでください。",
            "empty": "ファイルが空です。中身のあるファイルを選んでください。",
            "max_length": "ファイル名は%(max)d字までです（今は%(length)d字）。",
        },
    )

    def clean_file(self) -> UploadedFile:
        """Of a kind that may go with a reply, and not too large."""
        file: UploadedFile = self.cleaned_data["file"]
        if PurePath(file.name or "").suffix.lower() not in KINDS:
            raise ValidationError("この種類のファイルは添付できません。PDFなどにしてください。")
        if (file.size or 0) > ATTACHMENT_LIMIT:
            limit = ATTACHMENT_LIMIT // MEGABYTE
            raise ValidationError(f"ファイルが大きすぎます。添付できるのは{limit}MBまでです。")
        return file
